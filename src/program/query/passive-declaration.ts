import { explain } from '../../prove/explanation.js';
import type { ReadRefusal } from '../../prove/refusal/read.js';
import { factByRelease, factValues } from '../../rabbitmq/claims.js';
import { Pattern } from '../../pattern/pattern.js';
import { engineName, releaseName, type Engine, type Release } from '../../rabbitmq/engines.js';
import type { Facts } from '../../rabbitmq/facts.js';
import { answerOn } from './answer.js';
import type { AskedOn } from './ask.js';
import { phraseOf, readPhrase } from './phrases.js';
import { isOfNoClient } from '../why/refused-grant.js';
import { quoted } from '../why/refused-phrase.js';

/** What a passive declaration asks for, in words. */
const ASKS: Readonly<Record<Facts['passiveDeclare'], string>> = {
  nothing: 'nothing',
  configure: '`configure`',
  any: 'any right on the name',
};

/**
 * What to know where `configure` was refused on a name. Where the role holds another right on it, its client
 * most often declares what exists, and needs no `configure` at all; and a release on which any right is
 * enough to look names `configure` to who has none.
 */
export function passiveRemarks(refusal: ReadRefusal, asked: readonly AskedOn[]): readonly string[] {
  const { kind, permission, resource = 'queue', name = '' } = refusal;
  if (kind !== 'resource' || permission !== 'configure') return [];
  return remarksAbout(resource, name, asked);
}

/** The same for a question about one name that the role may not declare. */
export function passiveRemarksOn(asked: readonly AskedOn[]): readonly string[] {
  const remarks = asked.flatMap((one) => {
    const [right, ...others] = one.ok && !answerOn(one).allowed ? one.rights : [];
    if (right?.type !== 'operation' || others.length > 0) return [];
    const { word, kind, name } = right;
    const text = name.pattern.isLiteral ? name.pattern.literals[0]?.text : undefined;
    if (text === undefined || !DECLARING.includes(word) || !RESOURCES.includes(kind)) return [];
    return remarksAbout(kind === 'stream' ? 'queue' : kind, text, [one]);
  });
  return [...new Set(remarks)];
}

/** The words of phrases that ask for `configure`, but those that want it for a deletion. */
const DECLARING: readonly string[] = ['configure', 'declare'];

/** The kinds of names that a client declares. */
const RESOURCES: readonly string[] = ['exchange', 'queue', 'stream'];

function remarksAbout(
  resource: string,
  name: string,
  asked: readonly AskedOn[],
): readonly string[] {
  if (isOfNoClient({ kind: 'resource', resource, name })) return [];
  const remarks = asked.flatMap((one) => {
    if (!one.ok) return [];
    const held = heldOn(one, resource, name);
    return held.length > 0 ? [ofHolder(one, resource, held)] : ofWatcher(one, resource, name);
  });
  return [...new Set(remarks)];
}

type Answerable = Extract<AskedOn, { ok: true }>;

function ofHolder({ on, role }: Answerable, resource: string, held: readonly string[]): string {
  const { engine } = on.policy.broker;
  const enough = factValues(engine, 'passiveDeclare').at(-1) === 'any' ? ', which it holds' : '';
  return `\`${role.name}\` holds ${held.map((word) => `\`${word}\``).join(' and ')} on this ${resource} already, so its client probably declares what exists. Let it declare passively, for which every client library has a switch (\`passive\`, \`checkQueue\`, \`queueDeclarePassive\`), or not at all: ${passiveNeeds(engine)}${enough}. \`configure\` would also let it delete the ${resource}; grant that only if it is to make it.`;
}

/** To somebody without any right on a name, who may only have looked whether it is there. */
function ofWatcher({ on, rights }: Answerable, resource: string, name: string): readonly string[] {
  const { engine } = on.policy.broker;
  if (factValues(engine, 'passiveDeclare').at(-1) !== 'any') return [];
  const isStream = rights.some(
    (right) =>
      'vhost' in right &&
      on.context.resourcesOf(right.vhost).meeting(Pattern.literal(name), 'stream').length > 0,
  );
  // What tells least: to write to a queue that is no stream takes a right on an exchange too, as does to bind one.
  const [how, least] =
    resource === 'exchange'
      ? ['a passive declaration', `read exchange ${quoted(name)}`]
      : [
          'a passive declaration or `GET` over AMQP 1.0',
          isStream ? `consume stream ${quoted(name)}` : `write queue ${quoted(name)}`,
        ];
  return [
    `If it only looks whether the ${resource} is there, by ${how}, the refusal reads the same, and less may be enough: ${passiveNeeds(engine)}. Where that is any right, what the role does with the ${resource} besides gives it; if it does nothing else, \`${least}\` is the smallest grant. \`configure\` would also let it delete the ${resource}.`,
  ];
}

/** The permissions besides that a role surely holds on a name. */
function heldOn(
  { on, role, rights }: Answerable,
  resource: string,
  name: string,
): readonly string[] {
  const { given } = on.granted(role);
  const vhost = rights.flatMap((right) => ('vhost' in right ? [right.vhost] : []))[0];
  return ['read', 'write'].filter((permission) => {
    const phrase = phraseOf(`${permission} ${resource} ${quoted(name)}`);
    const asked = readPhrase(phrase, on, role.name, vhost).rights;
    return (
      asked.length > 0 &&
      asked.every((right) => explain(right, given, on.context).verdict === 'yes')
    );
  });
}

/** What a passive declaration asks for on an engine, release by release where they differ. */
function passiveNeeds(engine: Engine): string {
  const runs: { value: Facts['passiveDeclare']; first: Release; last: Release }[] = [];
  for (const { release, value } of factByRelease(engine, 'passiveDeclare')) {
    const run = runs.at(-1);
    if (run?.value === value) run.last = release;
    else runs.push({ value, first: release, last: release });
  }
  const where = `on \`${engineName(engine)}\` it asks for`;
  const [only] = runs;
  if (only !== undefined && runs.length === 1) return `${where} ${ASKS[only.value]}`;
  const parts = runs.map(({ value, first, last }, at) => {
    if (at === runs.length - 1) return `${ASKS[value]} from ${releaseName(first)}`;
    const one = releaseName(first) === releaseName(last);
    return one
      ? `${ASKS[value]} on ${releaseName(first)}`
      : `${ASKS[value]} up to ${releaseName(last)}`;
  });
  return `${where} ${parts.join(', ')}`;
}
