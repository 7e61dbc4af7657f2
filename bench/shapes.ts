import { brokerBlock, samplePolicy } from './sample.js';

/** A kind of policy that can be written in any size. */
export interface Shape {
  readonly name: string;
  readonly sizes: readonly number[];
  readonly write: (size: number) => string | ReadonlyMap<string, string>;
}

const account = 'arn:aws:iam::111122223333:role';

function many(count: number, line: (at: number) => string): string {
  return Array.from({ length: count }, (_, at) => line(at)).join('\n');
}

function vhost(name: string, inside: string): string {
  return `vhost ${name} {\n${inside}\n}\n`;
}

function allow(phrases: string): string {
  return `allow app {\n${phrases}\n}\n`;
}

const app = `role app = ${account}/app\n`;

/** Some roles to share what would be too much for one token. */
const apps = `${many(8, (at) => `role app-${at} = ${account}/app-${at}`)}\n`;

function work(at: number): string {
  return `queue work\nallow app-${at % 8} { consume queue work }`;
}

/** Every direction in which a policy may become large, one at a time. */
export const shapes: readonly Shape[] = [
  {
    name: 'roles',
    sizes: [1_000, 2_000, 4_000, 8_000],
    write: (size) => samplePolicy(size, 'rabbitmq 4.3'),
  },
  {
    name: 'phrases in one allow',
    sizes: [250, 500, 1_000, 2_000],
    write: (size) =>
      app + vhost('one', allow(many(size, (at) => `publish exchange x-${at}.* key k-${at}.*`))),
  },
  {
    name: 'names in one phrase',
    sizes: [250, 500, 1_000, 2_000],
    write: (size) =>
      app + vhost('one', allow(`consume queue ${many(size, (at) => `q-${at},`)} last`)),
  },
  {
    name: 'vhosts',
    sizes: [500, 1_000, 2_000, 4_000],
    write: (size) => apps + many(size, (at) => vhost(`v-${at}`, work(at))),
  },
  {
    name: 'vhost patterns',
    sizes: [500, 1_000, 2_000, 4_000],
    write: (size) => apps + many(size, (at) => vhost(`v-${at}-*`, work(at))),
  },
  {
    name: 'declared queues, all granted',
    sizes: [2_500, 5_000, 10_000, 20_000],
    write: (size) =>
      app +
      vhost(
        'one',
        many(size, (at) => `queue q-${at}\n`) + allow('consume queue q-*\npurge queue q-1*'),
      ),
  },
  {
    name: 'declared patterns, each granted',
    sizes: [500, 1_000, 2_000, 4_000],
    write: (size) =>
      many(size, (at) => `role r-${at} = ${account}/r-${at}\n`) +
      vhost(
        'one',
        many(size, (at) => `queue q-${at}.*\nallow r-${at} { consume queue q-${at}.* }`),
      ),
  },
  {
    name: 'files',
    sizes: [250, 500, 1_000, 2_000],
    write: (size) =>
      new Map(
        Array.from({ length: size }, (_, at) => [
          `f-${at}.warren`,
          `role r-${at} = ${account}/r-${at}\n${vhost('one', `queue q-${at}\nallow r-${at} { consume queue q-${at} }`)}`,
        ]),
      ),
  },
  {
    name: 'brokers of one policy',
    sizes: [10, 20, 40, 80],
    write: (size) =>
      many(size, (at) => brokerBlock(`b-${at}`, 'rabbitmq 4.3')) +
      [...samplePolicy(50, 'rabbitmq 4.3')]
        .filter(([name]) => name !== 'brokers.warren')
        .map(([, text]) => text.replaceAll(/rpc-client\(.*\)/g, ''))
        .join('\n'),
  },
  {
    name: 'members of one group, in claims',
    sizes: [1_000, 2_000, 4_000, 8_000],
    write: (size) =>
      `${many(size, (at) => `role r-${at} = ${account}/r-${at}`)}
group all = ${many(size, (at) => `r-${at},`)} r-0
vhost one { queue q  queue other  allow all { consume queue q }  never all { consume queue other } }\n`,
  },
  {
    name: 'profiles, each calling the next',
    sizes: [250, 500, 1_000, 2_000],
    write: (size) =>
      app +
      many(size, (at) =>
        (at + 1) % 10 === 0
          ? `profile p-${at}() { connect }`
          : `profile p-${at}() { p-${at + 1}() }`,
      ) +
      vhost('one', allow(many(size, (at) => `p-${at}()`))),
  },
  {
    name: 'guardrails',
    sizes: [250, 500, 1_000, 2_000],
    write: (size) =>
      `${many(100, (at) => `role r-${at} = ${account}/r-${at}`)}
vhost one {
${many(100, (at) => `queue r-${at}.work\nallow r-${at} { consume queue r-${at}.* }`)}
${many(size, (at) => `queue g-${at}\nnever anyone { consume queue g-${at} }`)}
}\n`,
  },
];
