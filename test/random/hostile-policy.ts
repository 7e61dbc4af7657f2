import type { Chance } from './chance.js';
import { print } from './print.js';
import type { Allow, Block, Policy } from './policy.js';
import { randomPolicy } from './random-policy.js';

/** Every line of every engine, and patch levels at which something changed. */
const ENGINES = [
  ...['amazon-mq 3.13', 'amazon-mq 4.2', 'amazon-mq 4.2', 'rabbitmq 3.13', 'rabbitmq 4.0'],
  ...['rabbitmq 4.1', 'rabbitmq 4.2', 'rabbitmq 4.2.3', 'rabbitmq 4.3', 'rabbitmq 4.3.6'],
];

/** Names of roles and brokers that a file, a template or another name could be taken for. */
const NAMES = [
  ...['my-role', 'my_role', 'myrole', 'myrole5e228088', 'myroleec4a04ca', 'Worker', 'worker'],
  ...['con', 'Null', 'y', 'No', 'true', 'constructor', 'toString', 'a-', 'a_', 'a--', 'A'],
  ...['Configuration', 'Association', 'manifest', 'rabbitmq', 'iam', 'warren', 'terraform'],
  ...['anyone2', 'x'.repeat(50), `${'x'.repeat(49)}-`, 'deadbeef', 'r12345678'],
];

/** Ends of ARNs that a template, a policy or a configuration could take for something else. */
const ARN_NAMES = ['r.2', 'r', '__proto__', 'a=b', 'a+b', 'a,b', 'a@b', 'proto.toString', '-', '~'];

const TYPES = ['x-delayed-message', 'x-a${b}', '"x y"', '"x-ü"', '"x,y"', 'x-consistent-hash'];

/** Lines of rabbitmq.conf whose values a template, a shell or the broker could take for something else. */
export const SETTINGS = [
  ...['heartbeat = 120', 'heartbeat = 60', 'cluster_name = "a #1"', 'cluster_name = "it\'s"'],
  ...['cluster_name = "${account}"', 'cluster_name = "%{x}$${y}"', 'cluster_name = "\\u{e9}"'],
  ...['log.file = "$(x)"', 'default_vhost = "a=b"', 'consumer_timeout = 1000', 'vm_memory = 1'],
];

const RIGHTS = ['deploy', 'observe', 'reboot', 'create', 'mq:DescribeBroker', 'mq:UpdateBroker'];

/** The text of a policy that the compiler mostly takes, whose names are meant to do harm. */
export function hostilePolicy(chance: Chance): string {
  const { maybe, pick } = chance;
  const whole = randomPolicy(chance, ENGINES);
  // Small ones are compiled sooner, so that more are tried.
  const share = pick([0.1, 0.3, 1]);
  const policy = renamed(
    fewer(whole, () => maybe(share)),
    chance,
  );
  const lines = print(policy)
    .split('\n')
    .flatMap((line) => {
      const amazon = /^ {2}engine amazon-mq/.test(line);
      const own = /^ {2}engine rabbitmq/.test(line);
      if (!amazon && !own) return [line];
      const ids = [
        '  id b-1234a5b6-78cd-901e-2fgh-3i45j6k178l9',
        '  configuration c-1234a5b6-78cd-901e-2fgh-3i45j6k178l9',
      ];
      const settings = maybe(0.3) ? [`  settings { ${pick(SETTINGS)} }`] : [];
      return [line, ...(amazon ? ids : []), ...settings];
    });
  const rights = policy.roles
    .filter(() => maybe(0.3))
    .map(({ name }) => `allow ${name} { ${chance.some(RIGHTS).join('\n')} }`);
  const amazonOnly = policy.brokers.every(({ engine }) => engine.startsWith('amazon'));
  return [...lines, ...(amazonOnly || maybe(0.1) ? rights : [])].join('\n');
}

/** A text with a few of its parts changed, which the compiler may refuse. */
export function mutated(text: string, chance: Chance): string {
  const { pick } = chance;
  let lines = text.split('\n');
  for (let left = pick([1, 1, 1, 2, 3]); left > 0; left--) lines = changed(lines, chance);
  return lines.join('\n');
}

/** Mostly lines without braces are changed, so that the blocks stay. */
function changed(lines: readonly string[], { int, maybe, pick }: Chance): string[] {
  const plain = [...lines.keys()].filter((at) => maybe(0.03) || !/[{}]/.test(lines[at] ?? ''));
  if (plain.length === 0) return [...lines];
  const [from, to] = [pick(plain), pick(plain)];
  const [line = '', other = ''] = [lines[from], lines[to]];
  const put = (...texts: readonly string[]): string[] => [
    ...lines.slice(0, from),
    ...texts,
    ...lines.slice(from + 1),
  ];
  const words = line.split(' ');
  const at = int(words.length);
  const word = words[at] ?? '';
  const within = int(word.length + 1);
  switch (pick(['drop', 'double', 'other', 'word', 'name', 'letter', 'letter'] as const)) {
    case 'drop':
      return put();
    case 'double':
      return put(line, line);
    case 'other':
      return put(other);
    case 'word':
      return put(words.with(at, pick(other.split(' '))).join(' '));
    case 'name':
      return put(words.with(at, pick(NAMES)).join(' '));
    case 'letter': {
      const letter = pick(LETTERS);
      return put(words.with(at, word.slice(0, within) + letter + word.slice(within)).join(' '));
    }
  }
}

/** Letters of names, and some that mean something. */
const LETTERS = [
  ...['x', 'A', '.', '-', '_', '/', '@', ':', '7', '*', 'e', '%41', 'x', '.', '-'],
  ...['"', '{', '}', '$', '${', '#', '%', '\\', ',', '\u0000', 'ü', '\u2028', ' '],
];

/** The same policy without some of its phrases. */
function fewer(policy: Policy, keeps: () => boolean): Policy {
  const left = (allow: Allow): Allow => ({
    ...allow,
    phrases: allow.phrases.filter((_, at) => at === 0 || keeps()),
  });
  return {
    ...policy,
    blocks: policy.blocks.map((block) => ({ ...block, allows: block.allows.map(left) })),
  };
}

/** The same policy with other names for roles and brokers. */
function renamed(policy: Policy, { maybe, some, pick }: Chance): Policy {
  const old = [...policy.roles, ...policy.brokers].map(({ name }) => name);
  const free = [...new Set([...some(NAMES, 9), ...NAMES])];
  const names = new Map(old.map((name, at) => [name, maybe(0.7) ? (free[at] ?? name) : name]));
  const to = (name: string): string => names.get(name) ?? name;
  const all = (list: readonly string[]): string[] => list.map(to);
  const allow = (one: Allow): Allow => ({ ...one, on: all(one.on), subjects: all(one.subjects) });
  const block = (one: Block): Block => ({
    ...one,
    on: all(one.on),
    allows: one.allows.map(allow),
    declarations: one.declarations.map((declared) => ({
      ...declared,
      on: all(declared.on),
      exchangeType:
        declared.exchangeType !== undefined && maybe(0.1) ? pick(TYPES) : declared.exchangeType,
    })),
  });
  const path = (name: string, text: string): string =>
    text.slice(0, text.length - name.length) + (maybe(0.4) ? pick(ARN_NAMES) : name);
  return {
    ...policy,
    brokers: policy.brokers.map((one) => ({ ...one, name: to(one.name) })),
    roles: policy.roles.map((one) => ({ name: to(one.name), path: path(one.name, one.path) })),
    groups: policy.groups.map(({ name, members }) => ({ name, members: all(members) })),
    blocks: policy.blocks.map(block),
  };
}
