import { STAR } from './names.js';
import type { Written } from './names.js';
import { ACCOUNT } from './policy.js';
import type {
  Allow,
  Block,
  Broker,
  Declaration,
  Phrase,
  Policy,
  ResourcePhrase,
} from './policy.js';

const RESERVED = new Set(
  `super-stream subscribe broker role group profile vhost exchange queue stream resource topology allow never can test on let
  settings configure write read publish consume purge declare delete bind unbind connect tag deploy
  observe reboot create key to from dead-letter alternate anyone except max`.split(/\s+/),
);

/** The text of a policy. */
export function print(policy: Policy): string {
  const { brokers, roles, groups, profiles, blocks } = policy;
  return [
    ...brokers.map(printBroker),
    ...roles.map(({ name, path }) => `role ${name} = ${quoted(roleArn(path))}`),
    ...groups.map(({ name, members }) => `group ${name} = ${members.join(', ')}`),
    ...profiles.map(({ name, parameters, phrases }) =>
      block(`profile ${name}(${parameters.join(', ')})`, phrases.map(printPhrase)),
    ),
    ...blocks.map(printBlock),
    '',
  ].join('\n');
}

function roleArn(path: string): Written {
  return ['arn:aws:iam::', { variable: 'account' }, `:role/${path}`];
}

function printBroker({ name, engine, region, audience, scopePrefix, lets }: Broker): string {
  return block(`broker ${name}`, [
    `engine ${engine}`,
    `account ${ACCOUNT}`,
    `region ${region}`,
    'issuer https://3f1c2b7e-0d52-4c1a-9e57-1f2a3b4c5d6e.tokens.sts.global.api.aws',
    ...(audience === undefined ? [] : [`audience ${audience}`]),
    ...(scopePrefix === undefined ? [] : [`scope-prefix ${scopePrefix}`]),
    ...lets.map((item) => `let ${item.name} = ${quoted(item.value)}`),
  ]);
}

function printBlock({ on, vhost, declarations, allows }: Block): string {
  const inside = [...declarations.map(printDeclaration), ...allows.map(printAllow)];
  const whole = vhost === undefined ? inside.join('\n') : block(`vhost ${written(vhost)}`, inside);
  return within(on, whole);
}

function printDeclaration({ on, kind, name, exchangeType }: Declaration): string {
  return within(
    on,
    [kind, written(name), ...(exchangeType === undefined ? [] : [exchangeType])].join(' '),
  );
}

function printAllow({ on, anyone, subjects, phrases }: Allow): string {
  const except = subjects.length > 0 ? ` except ${subjects.join(', ')}` : '';
  const subject = anyone ? `anyone${except}` : subjects.join(', ');
  return within(on, block(`allow ${subject}`, phrases.map(printPhrase)));
}

/** A phrase on one line. */
export function printPhrase(phrase: Phrase): string {
  if (phrase.type === 'connect') return 'connect';
  if (phrase.type === 'tag') return `tag ${phrase.tags.join(', ')}`;
  if (phrase.type === 'call') return `${phrase.profile}(${list(phrase.values)})`;
  const { verbs, kind, names, keys } = phrase;
  const key = keys.length === 0 ? '' : ` key ${list(keys)}`;
  return `${verbs.join(', ')} ${kind} ${list(names)}${otherClause(phrase)}${key}`;
}

function otherClause({ verbs, kind, others }: ResourcePhrase): string {
  if (others.length === 0) return '';
  if (verbs.includes('bind')) return ` to exchange ${list(others)}`;
  if (verbs.includes('unbind')) return ` from exchange ${list(others)}`;
  return ` ${kind === 'exchange' ? 'alternate' : 'dead-letter'} ${list(others)}`;
}

function within(on: readonly string[], text: string): string {
  return on.length === 0 ? text : block(`on ${on.join(', ')}`, [text]);
}

function block(head: string, lines: readonly string[]): string {
  return `${head} {\n${lines.map((line) => line.replaceAll(/^/gm, '  ')).join('\n')}\n}`;
}

function list(names: readonly Written[]): string {
  return names.map(written).join(', ');
}

/** A name without quotes where it needs none. */
export function written(name: Written): string {
  const text = name.map((piece) => pieceText(piece, (plain) => plain)).join('');
  const plain = name.every((piece) => typeof piece !== 'string' || /^[\w.:/@-]+$/.test(piece));
  return plain && text !== '' && !text.startsWith('@') && !RESERVED.has(text) ? text : quoted(name);
}

function quoted(name: Written): string {
  return `"${name.map((piece) => pieceText(piece, escaped)).join('')}"`;
}

function pieceText(piece: Written[number], text: (plain: string) => string): string {
  if (piece === STAR) return '*';
  return typeof piece === 'string' ? text(piece) : `\${${piece.variable}}`;
}

function escaped(text: string): string {
  return text
    .replaceAll(/["*\\$]/g, '\\$&')
    .replaceAll(/\p{Cc}/gu, (control) => `\\u{${control.charCodeAt(0).toString(16)}}`);
}
