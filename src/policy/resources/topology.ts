import { topologyDiagnostics as catalog } from '../../diagnostics/catalog/topology.js';
import type { Reporter } from '../../diagnostics/reporter.js';
import { Bytes } from '../../pattern/bytes.js';
import { Pattern } from '../../pattern/pattern.js';
import { globMatches } from '../../pattern/match.js';
import { jsonMistake } from '../../source/json-mistake.js';
import { Source, type Place } from '../../source/source.js';
import type { Resource } from './resources.js';

/**
 * Takes the exchanges and queues of some vhosts from a RabbitMQ definitions export. An export of a
 * single vhost names none; what it holds is then of the vhost around the declaration.
 *
 * @param text the file's text
 * @param place the file name in the policy, where mistakes are reported
 */
export function readTopology(
  text: string,
  vhost: Pattern,
  place: Place,
  reporter: Reporter,
): readonly Resource[] {
  const entries: Resource[] = [];
  const others = new Set<string>();
  const refuse = (reason: string): void => {
    reporter.report(catalog.badTopology, place, { reason });
  };
  const read = parseDefinitions(text);
  if (!read.ok) refuse(read.reason);
  if (!read.ok) return [];
  const policies = definitionsIn(read.document, 'policies');
  const ofPolicies = policies.ok ? policies.objects : [];
  for (const list of ['exchanges', 'queues'] as const) {
    const listed = definitionsIn(read.document, list);
    if (!listed.ok) {
      refuse(listed.reason);
      return [];
    }
    for (const object of listed.objects) {
      const name = object['name'];
      if (typeof name !== 'string') {
        refuse(`an entry of \`${list}\` has no name`);
        return [];
      }
      const own = object['vhost'];
      if (typeof own === 'string' && !globMatches(vhost, Bytes.fromText(own))) others.add(own);
      else if (name !== '') {
        const vhosts = typeof own === 'string' ? Pattern.literal(own) : vhost;
        const isOpen = ofPolicies.some((one) => mayForward(one, list, own));
        const resource = { ...resourceOf(list, name, object), vhosts, place };
        entries.push(isOpen ? { ...resource, mayBeForwarded: true } : resource);
      }
    }
  }
  if (entries.length === 0)
    reporter.report(catalog.topologyOfOtherVhosts, place, { vhosts: [...others].sort() });
  return entries;
}

/** Whether one of the broker's own policies sets the alternate or dead-letter exchange of anything in a vhost. */
function mayForward(
  { definition, vhost }: JsonObject,
  list: 'exchanges' | 'queues',
  own: unknown,
): boolean {
  const setting = list === 'exchanges' ? 'alternate-exchange' : 'dead-letter-exchange';
  return isObject(definition) && Object.hasOwn(definition, setting) && vhost === own;
}

/** An object of a definitions export. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** What an entry says of itself. */
type Item = Omit<Resource, 'vhosts' | 'place'>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What definitions exports hold, of a broker or of one vhost; each holds some of it. */
const KNOWN = [
  'exchanges',
  'queues',
  'vhosts',
  'bindings',
  'policies',
  'parameters',
  'global_parameters',
  'users',
  'permissions',
  'topic_permissions',
  'rabbit_version',
  'rabbitmq_version',
];

/** Reads the text of a definitions export; without one, the reason, which shows nothing of the text. */
export function parseDefinitions(
  text: string,
):
  | { readonly ok: true; readonly document: JsonObject }
  | { readonly ok: false; readonly reason: string } {
  const json = text.replace(/^\uFEFF/, '');
  try {
    const document: unknown = JSON.parse(json);
    if (isObject(document)) {
      if (KNOWN.some((key) => Object.hasOwn(document, key))) return { ok: true, document };
      const some = KNOWN.slice(0, 3).map((key) => `\`${key}\``);
      return { ok: false, reason: `it is not a definitions export, which has ${some.join(', ')}` };
    }
    return { ok: false, reason: 'it is not a definitions export, which is a JSON object' };
  } catch {
    return { ok: false, reason: notJson(json) };
  }
}

/** Says where a text is no JSON, and nothing of what stands there: any file can be named. */
function notJson(text: string): string {
  const at = jsonMistake(text);
  if (at === undefined) return 'it is nested too deeply';
  const { line, column } = new Source('', text).position(at);
  return `it is not JSON: line ${line}, column ${column} is not as it should be`;
}

/** The entries of one list of an export, which may be absent; or why they are none. */
export function definitionsIn(
  document: JsonObject,
  list: string,
):
  | { readonly ok: true; readonly objects: readonly JsonObject[] }
  | { readonly ok: false; readonly reason: string } {
  const found = document[list] ?? [];
  if (Array.isArray(found) && found.every(isObject)) return { ok: true, objects: found };
  const reason = `it is not a definitions export: \`${list}\` must be a list of objects`;
  return { ok: false, reason };
}

/** What an entry of `exchanges` or `queues` says of itself. */
export function resourceOf(list: 'exchanges' | 'queues', name: string, object: JsonObject): Item {
  return list === 'exchanges' ? exchange(name, object) : queue(name, object);
}

function exchange(name: string, object: JsonObject): Item {
  const type = object['type'];
  return {
    kind: 'exchange',
    pattern: Pattern.literal(name),
    exchangeType: typeof type === 'string' ? type : undefined,
    other: argument(object, 'alternate-exchange'),
  };
}

function queue(name: string, object: JsonObject): Item {
  const args = object['arguments'];
  const type = object['type'] ?? (isObject(args) ? args['x-queue-type'] : undefined);
  return {
    kind: type === 'stream' ? 'stream' : 'queue',
    pattern: Pattern.literal(name),
    exchangeType: undefined,
    other: argument(object, 'x-dead-letter-exchange'),
  };
}

/** The exchange that an argument names; the empty name is the default exchange. */
function argument(object: JsonObject, key: string): Pattern | undefined {
  const args = object['arguments'];
  const value = isObject(args) ? args[key] : undefined;
  if (typeof value !== 'string') return undefined;
  return Pattern.literal(value === '' ? 'amq.default' : value);
}
