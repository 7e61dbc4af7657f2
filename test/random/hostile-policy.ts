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

const SETTINGS = [
  ...['heartbeat = 120', 'heartbeat = 60', 'cluster_name = "a #1"', 'cluster_name = "it\'s"'],
  ...['cluster_name = "${account}"', 'cluster_name = "%{x}$${y}"', 'cluster_name = "\\u{e9}"'],
  ...['log.file = "$(x)"', 'default_vhost = "a=b"', 'consumer_timeout = 1000', 'vm_memory = 1'],
];

const RIGHTS = ['deploy', 'observe', 'reboot', 'create', 'mq:DescribeBroker', 'mq:UpdateBroker'];

/** The text of a policy that the compiler mostly takes, whose names are meant to do harm. */
export function hostilePolicy(chance: Chance): string {
  const { maybe, pick } = chance;
  const policy = renamed(randomPolicy(chance, ENGINES), chance);
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
  const { int, pick } = chance;
  const lines = text.split('\n');
  for (let left = pick([1, 1, 1, 2, 3]); left > 0; left--) {
    const [from, to] = [int(lines.length), int(lines.length)];
    const line = lines[from] ?? '';
    const words = line.split(' ');
    const other = (lines[to] ?? '').split(' ');
    const change = pick(['drop', 'double', 'move', 'word', 'letter', 'name'] as const);
    if (change === 'drop') lines.splice(from, 1);
    if (change === 'double') lines.splice(to, 0, line);
    if (change === 'move') lines.splice(to, 0, ...lines.splice(from, 1));
    if (change === 'word') words[int(words.length)] = pick(other);
    if (change === 'name') words[int(words.length)] = pick(NAMES);
    if (change === 'word' || change === 'name') lines[from] = words.join(' ');
    if (change === 'letter') {
      const at = int(line.length + 1);
      lines[from] = line.slice(0, at) + pick(LETTERS) + line.slice(at + int(2));
    }
    if (lines.length === 0) return text;
  }
  return lines.join('\n');
}

const LETTERS = [
  '"',
  '{',
  '}',
  '*',
  '$',
  '${',
  '#',
  '%',
  '\\',
  ',',
  '\u0000',
  'ü',
  '\u2028',
  ' ',
  '@',
];

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
