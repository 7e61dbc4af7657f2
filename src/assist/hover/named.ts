import { isSameFile } from '../../source/source.js';
import type { RoleArn } from '../../aws/arn.js';
import type { NamedThing, Occurrence } from '../../policy/names/occurrences.js';
import { patternText, phraseText } from '../../policy/phrases/phrase-text.js';
import type { Right } from '../../policy/phrases/rights.js';
import { flat } from '../../policy/names/text.js';
import type { QueryableBroker } from '../../program/query/queryable.js';
import { engineName } from '../../rabbitmq/engines.js';
import { mentionsOf } from '../../syntax/mentions.js';
import { meaningOf } from '../../syntax/words.js';
import type { Snapshot } from '../snapshot.js';
import {
  block,
  byBroker,
  code,
  commentText,
  list,
  paragraphs,
  valuesByBroker,
  withDetails,
} from './markdown.js';

/** What there is to say of something with a name, after its documentation. */
export function hoverNamed({ thing }: Occurrence, snapshot: Snapshot): string | undefined {
  const { kind, name } = thing;
  const title = `**${kind}** ${code(name)}`;
  if (kind === 'unknown') return undefined;
  const more = bodyOf(thing, snapshot);
  const point = paragraphs(title, documentation(thing, snapshot), more);
  return withDetails(point, kind === 'role' ? arnsOf(name, snapshot) : undefined);
}

function bodyOf(thing: NamedThing, snapshot: Snapshot): string | undefined {
  const { kind, name } = thing;
  switch (kind) {
    case 'role':
      return byBroker(snapshot, (on) => roleOn(name, on));
    case 'group':
      return byBroker(snapshot, (on) => groupOn(name, on));
    case 'broker':
      return paragraphs(...snapshot.brokers.map((on) => brokerOn(name, on)));
    case 'setting':
      return paragraphs(meaningOf(name), valueOf(name, snapshot));
    case 'let':
    case 'built-in':
      return valueOf(name, snapshot);
    case 'parameter':
      return argumentsOf(thing, snapshot);
    case 'profile':
      return declarationsOf(thing, snapshot);
    case 'unknown':
      return undefined;
  }
}

/** The comments above the declarations of a thing; a parameter has none of its own. */
function documentation(thing: NamedThing, { names, files }: Snapshot): string | undefined {
  if (thing.kind === 'parameter') return undefined;
  const texts = names.of(thing).flatMap(({ declares, items, place }) => {
    const file = files.find(({ source }) => isSameFile(source, place.source));
    const item = items.at(-1);
    if (!declares || file === undefined || item === undefined) return [];
    return commentText(file, item) ?? [];
  });
  return paragraphs(...new Set(texts));
}

/** The declarations of a thing as they are written. */
function declarationsOf(thing: NamedThing, { names }: Snapshot): string | undefined {
  const texts = names.of(thing).flatMap(({ declares, items, place }) => {
    const item = items.at(-1);
    return declares && item !== undefined ? [place.source.slice(item.range)] : [];
  });
  return paragraphs(...texts.map((text) => block(text.split(/\r?\n/))));
}

/** Everything that a role can do, as phrases by vhost. */
function roleOn(name: string, { roles, granted }: QueryableBroker): string | undefined {
  const role = roles.get(name);
  if (role === undefined) return undefined;
  const rights = granted(role).grants.map(({ right }) => right);
  return rights.length === 0 ? 'Nothing is granted to it.' : block(rightLines(rights));
}

/** The ARN of a role on each broker, and how many scopes stand for what it can do. */
function arnsOf(name: string, snapshot: Snapshot): string | undefined {
  return valuesByBroker(snapshot, ({ roles, granted }) => {
    const role = roles.get(name);
    if (role === undefined) return undefined;
    const { length } = granted(role).scopes;
    const count = length === 0 ? '' : `, ${length} scope${length === 1 ? '' : 's'}`;
    return `${code(role.arn.text)}${count}`;
  });
}

/** Rights as a policy would grant them, those of a vhost together. */
function rightLines(rights: readonly Right[]): readonly string[] {
  const byVhost = new Map<string, Set<string>>();
  for (const right of rights) {
    const vhost =
      right.type === 'operation' || right.type === 'connect' ? patternText(right.vhost) : '';
    const lines = byVhost.get(vhost) ?? new Set();
    lines.add(phraseText(right));
    byVhost.set(vhost, lines);
  }
  return [...byVhost].flatMap(([vhost, lines]) =>
    vhost === ''
      ? [...lines]
      : [`vhost ${vhost} {`, ...Array.from(lines, (line) => `  ${line}`), '}'],
  );
}

function groupOn(name: string, { names, roles }: QueryableBroker): string | undefined {
  const found = new Set<string>();
  const open = [name];
  for (let next = open.pop(); next !== undefined; next = open.pop())
    for (const member of names.groups.get(next)?.node.members ?? [])
      if (member !== null && !found.has(member.text)) {
        found.add(member.text);
        open.push(member.text);
      }
  const members = [...found].filter((member) => roles.has(member));
  return members.length === 0 ? undefined : list(members.map(code));
}

function brokerOn(name: string, { policy }: QueryableBroker): string | undefined {
  const { broker, roles } = policy;
  if (broker.name !== name) return undefined;
  const { engine, audience, scopePrefix, internalUsers, issuer } = broker;
  return list([
    `engine ${code(engineName(engine))}`,
    `audience ${code(audience)}, scopes begin with ${code(scopePrefix)}`,
    issuer === undefined ? 'no issuer' : `issuer ${code(issuer)}`,
    `internal users ${internalUsers ? 'on' : 'off'}`,
    `${roles.length} role${roles.length === 1 ? '' : 's'}`,
  ]);
}

/** What `${NAME}` stands for on each broker. */
function valueOf(name: string, snapshot: Snapshot): string | undefined {
  return valuesByBroker(snapshot, ({ policy }) => {
    const value = policy.broker.environment.lookup(name);
    if (value.found === 'text') return code(flat(value.text));
    return value.found === 'unset' ? value.why : undefined;
  });
}

/** What the uses of a profile give to its parameter. */
function argumentsOf(thing: NamedThing, { names, files }: Snapshot): string | undefined {
  const declared = names.of(thing).find(({ declares }) => declares);
  const profile = declared?.items.at(-1);
  if (profile?.type !== 'profile') return undefined;
  const at = profile.parameters.findIndex((parameter) => parameter?.text === thing.name);
  const given = files.flatMap((file) =>
    mentionsOf(file).flatMap(({ as, items }) => {
      const call = items.at(-1);
      if (as !== 'call' || call?.type !== 'call') return [];
      const argument = call.arguments[at];
      const isOther = call.keyword.text !== profile.name?.text;
      return isOther || argument === null || argument === undefined
        ? []
        : [code(file.source.slice(argument.range))];
    }),
  );
  return given.length === 0
    ? 'No use gives it a value.'
    : `Given: ${[...new Set(given)].join(', ')}`;
}

/** The parts of a role's ARN. */
export function arnText(arn: RoleArn, account: string | undefined): string {
  const foreign = account !== undefined && account !== arn.account;
  return list([
    `partition ${code(arn.partition)}`,
    `account ${code(arn.account)}${foreign ? `, not the broker's ${code(account)}` : ''}`,
    `path ${code(arn.path)}`,
    `name ${code(arn.name)}`,
  ]);
}
