import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomClaims } from '../test/broker/witness/random-claims.js';
import { chanceOf, type Chance } from '../test/random/chance.js';
import { hostilePolicy, mutated } from '../test/random/hostile-policy.js';
import { print } from '../test/random/print.js';
import { randomPolicy } from '../test/random/random-policy.js';
import { HERE } from './build.js';
import { samplePolicy } from './sample.js';
import type { Job } from './same-side.js';

/** A policy to hold two builds against each other with. */
export interface Trial {
  readonly name: string;
  /** The files of its folder `policy`. */
  readonly files: ReadonlyMap<string, string | Buffer>;
}

const ENGINES = [
  ...['amazon-mq 3.13', 'amazon-mq 4.2', 'amazon-mq 4.3', 'rabbitmq 3.13', 'rabbitmq 4.0'],
  ...['rabbitmq 4.1', 'rabbitmq 4.2', 'rabbitmq 4.2.3', 'rabbitmq 4.3', 'rabbitmq 4.3.6'],
];

/** The examples, samples of some size, and random policies with and without mistakes. */
export function trials(policies: number, seed: number): readonly Trial[] {
  const examples = readdirSync(join(HERE, 'examples'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, files: filesOf(join(HERE, 'examples', name)) }));
  const samples = ['amazon-mq 4.2', 'rabbitmq 3.13', 'rabbitmq 4.3'].map((engine, at) => ({
    name: `sample-${at}`,
    files: samplePolicy(22 + at, engine),
  }));
  const texts = [
    ...examples.map(({ files }) => textsOf(files)),
    readFileSync(join(HERE, 'test/cli/golden.warren'), 'utf8'),
    readFileSync(join(HERE, 'test/cli/extras.warren'), 'utf8'),
  ];
  const random: Trial[] = [];
  let before = '';
  for (let at = 0; at < policies; at++) {
    const chance = chanceOf(seed + at);
    before = policyText(at, before, texts, chance);
    const name = `random-${String(at).padStart(4, '0')}`;
    random.push({ name, files: inFiles(before, chance) });
  }
  return [...examples, ...samples, ...random];
}

function filesOf(folder: string): ReadonlyMap<string, Buffer> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    names.map(({ name, parentPath }) => {
      const path = join(parentPath, name);
      return [path.slice(folder.length + 1), readFileSync(path)];
    }),
  );
}

/** All `.warren` files as one text. */
function textsOf(files: Trial['files']): string {
  const texts = [...files].filter(([name]) => name.endsWith('.warren'));
  return texts.map(([, text]) => text.toString()).join('\n');
}

/** Kinds in turn. Every second is the one before with changes, as each is compared with the next. */
function policyText(at: number, before: string, texts: readonly string[], chance: Chance): string {
  switch (at % 8) {
    case 0:
    case 4:
      return claiming(chance);
    case 1:
    case 3:
      return fewer(before, chance);
    case 2:
      return hostilePolicy(chance);
    case 5:
      return damaged(before, chance);
    case 6:
      return mutated(hostilePolicy(chance), chance);
    default:
      return damaged(mutated(chance.pick(texts), chance), chance);
  }
}

/** A policy without some of its phrases. */
function fewer(text: string, { maybe }: Chance): string {
  const isLeft = (line: string): boolean => /[{}]|^\S|^ {2}\w/.test(line) || !maybe(0.15);
  return text.split('\n').filter(isLeft).join('\n');
}

/** A policy that is taken but for what it claims, with guardrails, tests and acceptances. */
function claiming(chance: Chance): string {
  const policy = randomPolicy(chance, ENGINES);
  const accepted = ['redundant-grant', 'spill', 'default-exchange', 'bare-wildcard-grant'];
  const text = print(policy).replaceAll(/^( *)(allow .*\{)$/gm, (line, indent, head) =>
    chance.maybe(0.1)
      ? `${String(indent)}@expect(${chance.pick(accepted)}, "for a reason")\n${String(indent)}${String(head)}`
      : line,
  );
  const claims = randomClaims(policy, chance, 2 + chance.int(6));
  return `# A policy.\n${text}\n# What must hold.\n${claims.join('\n')}\n`;
}

const TOKEN = /"(?:\\.|[^"\\\n])*"|[\w.:/@*$-]+|\s+|./gu;

/** A text with a few tokens deleted, doubled, swapped, or taken from elsewhere. */
export function damaged(text: string, { int, pick, maybe }: Chance): string {
  const tokens = text.match(TOKEN) ?? [];
  for (let left = 1 + int(4); left > 0 && tokens.length > 0; left--) {
    const at = int(tokens.length);
    const token = tokens[at] ?? '';
    const how = pick(['delete', 'double', 'swap', 'other', 'cut'] as const);
    if (how === 'delete') tokens.splice(at, 1);
    if (how === 'double') tokens.splice(at, 0, token, maybe(0.5) ? ' ' : '');
    if (how === 'swap') tokens.splice(at, 2, tokens[at + 1] ?? '', token);
    if (how === 'other') tokens[at] = pick(tokens);
    if (how === 'cut' && maybe(0.2)) tokens.length = at;
  }
  return tokens.join('');
}

/** A policy in one to three files, some with a flaw in their bytes. */
function inFiles(text: string, { int, maybe, pick }: Chance): Trial['files'] {
  const names = ['a.warren', 'b.warren', 'part/c.warren'].slice(0, 1 + int(3));
  const texts = new Map(names.map((name) => [name, '']));
  let to = 'a.warren';
  for (const part of text.split(/^(?=\S)/m)) {
    // What closes a block stays with it.
    if (!part.startsWith('}')) to = pick(names);
    texts.set(to, (texts.get(to) ?? '') + part);
  }
  return new Map([...texts].map(([name, own]) => [name, maybe(0.03) ? flawed(own, pick) : own]));
}

function flawed(text: string, pick: Chance['pick']): Buffer {
  const flaw = pick([[0xef, 0xbb, 0xbf], [0xff], [0x0d, 0x0a], [0xc0, 0x80]]);
  return Buffer.concat([Buffer.from(flaw), Buffer.from(text)]);
}

const FORMATS = ['text', 'json', 'sarif', 'github', 'junit'];
const EXTRAS = 'iam-combined,token-guard,cloudformation,terraform,pulumi';

/** What is run for a policy: every command that reads one, and questions about it. */
export function jobs(trial: Trial, other: Trial, seed: number): readonly Job[] {
  const args: Record<string, readonly string[]> = {};
  for (const format of FORMATS)
    args[`check-${format}`] = [
      'check',
      'policy',
      ...(format === 'text' ? [] : ['--format', format]),
    ];
  args['check-colour'] = ['check', 'policy'];
  args['compile'] = ['compile', 'policy', '--out', 'out'];
  args['compile-extras'] = ['compile', 'policy', '--out', 'more', '--emit', EXTRAS];
  for (const format of ['text', 'json', 'junit'])
    args[`test-${format}`] = ['test', 'policy', '--format', format];
  args['fmt-check'] = ['fmt', 'policy', '--check'];
  args['fmt'] = ['fmt', 'formatted'];
  args['diff'] = ['diff', 'policy', `../${other.name}/policy`];
  args['diff-json'] = ['diff', 'policy', `../${other.name}/policy`, '--format', 'json'];
  args['diff-gained'] = ['diff', `../${other.name}/policy`, 'policy', '--no-new-access'];
  for (const [name, asked] of questions(trial, chanceOf(seed))) args[name] = asked;
  // An editor takes as long as all the rest. Three and the number of kinds have no divisor in common.
  if (seed % 3 === 0 || !trial.name.startsWith('random')) args['editor'] = ['lsp', String(seed)];
  return Object.entries(args).map(([name, words], at) => ({
    trial: trial.name,
    name: `${String(at).padStart(2, '0')}-${name}`,
    args: words,
    copies: name === 'fmt',
  }));
}

const VERBS =
  /^\s*(?:allow [^{}\n]*\{ )?((?:configure|write|read|publish|consume|purge|declare|delete|bind|unbind|subscribe)\b[^{}\n]*)/gm;

/** Questions in the words of the policy, so that some are answered yes. */
function questions(trial: Trial, chance: Chance): ReadonlyMap<string, readonly string[]> {
  const { pick, maybe } = chance;
  const text = textsOf(trial.files);
  const found = (pattern: RegExp, otherwise: string): readonly string[] => {
    const all = [...text.matchAll(pattern)].map(([, word = '']) => word.trim());
    return all.length === 0 ? [otherwise] : all;
  };
  const roles = found(/^role (\S+) *=/gm, 'nobody');
  const vhosts = found(/\bvhost (\S+) \{/g, 'v').map((name) => name.replace(/^"(.*)"$/, '$1'));
  const phrases = found(VERBS, 'consume queue q');
  const brokers = found(/^broker (\w[\w-]*)/gm, 'default');
  const names = found(/\b(?:queue|exchange) ([\w.:/@-]+)/g, 'q');
  const phrase = (): string => (maybe(0.2) ? damaged(pick(phrases), chance) : pick(phrases));
  const where = (): readonly string[] => [
    ...(maybe(0.8) ? ['--vhost', pick(vhosts)] : []),
    ...(maybe(0.3) ? ['--broker', pick(brokers)] : []),
    ...['--policy', 'policy'],
    ...(maybe(0.5) ? ['--format', 'json'] : []),
  ];
  const asked = new Map<string, readonly string[]>();
  for (let at = 0; at < 3; at++) {
    asked.set(`can-${at}`, ['can', pick(roles), phrase(), ...where()]);
    asked.set(`explain-${at}`, ['explain', pick(roles), phrase(), ...where()]);
    asked.set(`who-${at}`, ['who', phrase(), ...where()]);
    const arn = found(/(arn:aws[^\s"]*)/g, 'arn:aws:iam::111122223333:role/r');
    const user = pick(arn).replaceAll('${account}', '111122223333');
    const [access, name, vhost] = [pick(['read', 'write', 'configure']), pick(names), pick(vhosts)];
    const message = pick([
      `${access} access to queue '${name}' in vhost '${vhost}' refused for user '${user}'`,
      `${access} access to exchange '${name}' in vhost '${vhost}' refused for user '${user}'`,
      `${access} access to topic 'a.b' in exchange '${name}' in vhost '${vhost}' refused for user '${user}'`,
      `access to vhost '${vhost}' refused for user '${user}'`,
    ]);
    asked.set(`why-${at}`, ['why', message, '--policy', 'policy']);
  }
  const broker = pick(brokers);
  asked.set('diff-conf', ['diff', `out/${broker}/rabbitmq.conf`, 'policy', '--broker', broker]);
  return asked;
}
