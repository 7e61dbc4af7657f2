import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { writeAdvanced } from '#warren/rabbitmq/advanced.js';
import { aliasLines, type Alias } from '#warren/rabbitmq/alias.js';
import { bootEstimate, LARGE_ALIASES } from '#warren/rabbitmq/boot.js';
import { writeConf, type Conf } from '#warren/rabbitmq/conf.js';
import { encodeScope } from '#warren/rabbitmq/encode.js';
import { placeAliases } from '#warren/rabbitmq/placement.js';
import type { Permission } from '#warren/rabbitmq/scope.js';
import { checkSetting, type CheckedSetting } from '#warren/rabbitmq/settings/check.js';
import { engineOf } from './engine-of.js';
import { pattern } from './patterns.js';

const PREFIX = 'orders-prod.';
const CHECKOUT = 'arn:aws:iam::111122223333:role/checkout-service';
const ONCALL = 'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/OnCall';
const ODD = 'arn:aws:iam::111122223333:role/"odd"\\#{path}/worker';

function scope(permission: Permission, name: string, key?: string): Alias['scopes'][number] {
  const two = {
    kind: 'resource',
    permission,
    vhost: pattern('orders'),
    name: pattern(name),
  } as const;
  return encodeScope(key === undefined ? two : { ...two, key: pattern(key) });
}

const ALIASES: readonly Alias[] = [
  { arn: ONCALL, scopes: [encodeScope({ kind: 'tag', tag: 'monitoring' })] },
  {
    arn: CHECKOUT,
    scopes: [
      scope('configure', 'checkout.reply.*'),
      scope('write', 'orders.events', 'order.created.*'),
      scope('write', 'größe #1'),
      scope('read', ''),
    ],
  },
];

function setting(engine: string, key: string, value: string): CheckedSetting {
  const result = checkSetting(engineOf(engine), key, value);
  assert(result.ok);
  return result.setting;
}

function conf(engine: string, more: Partial<Conf> = {}): Conf {
  return {
    engine: engineOf(engine),
    issuer: 'https://3f1c2b7e.tokens.sts.global.api.aws',
    audience: 'orders-prod',
    scopePrefix: PREFIX,
    algorithms: ['ES384'],
    internalUsers: false,
    settings: [],
    aliases: ALIASES,
    ...more,
  };
}

function golden(name: string): string {
  return readFileSync(new URL(`golden/${name}`, import.meta.url), 'utf8');
}

describe('configuration files', () => {
  const files: readonly [golden: string, written: () => string][] = [
    [
      'amazon-mq-4.2.conf',
      () =>
        writeConf(
          conf('amazon-mq 4.2', {
            internalUsers: true,
            algorithms: ['ES384', 'RS256'],
            settings: [
              setting('amazon-mq 4.2', 'heartbeat', '120'),
              setting('amazon-mq 4.2', 'connection_max', '500'),
            ],
          }),
        ),
    ],
    [
      'rabbitmq-4.0.conf',
      () =>
        writeConf(
          conf('rabbitmq 4.0', {
            settings: [setting('rabbitmq 4.0', 'auth_oauth2.https.cacertfile', '/etc/ssl/ca.pem')],
            aliases: [],
          }),
        ),
    ],
    [
      'rabbitmq-4.3.6.conf',
      () =>
        writeConf(
          conf('rabbitmq 4.3.6', { settings: [setting('rabbitmq 4.3.6', 'cluster_name', 'a #1')] }),
        ),
    ],
    [
      'advanced.config',
      () => writeAdvanced([...ALIASES, { arn: ODD, scopes: [scope('read', 'work')] }], PREFIX),
    ],
  ];
  for (const [name, written] of files)
    it(`${name} is written as its golden file`, () => {
      assert.equal(written(), golden(name));
    });

  it('the order in which aliases come changes nothing', () => {
    const reversed = [...ALIASES].reverse();
    assert.equal(
      writeConf(conf('rabbitmq 4.3', { aliases: reversed })),
      writeConf(conf('rabbitmq 4.3')),
    );
    assert.equal(writeAdvanced(reversed, PREFIX), writeAdvanced(ALIASES, PREFIX));
  });

  it('advanced.config is printable ASCII, and every byte of an ARN can be read back', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (codes) => {
        const arn = String.fromCharCode(...codes);
        const text = writeAdvanced([{ arn, scopes: [scope('read', 'work')] }], PREFIX);
        assert.match(text, /^[\n -~]*$/);
        const written = /<<"(.*)">> =>/.exec(text)?.[1] ?? '';
        const bytes = written.replaceAll(/\\x\{([0-9A-F]+)\}/g, (_, hex: string) =>
          String.fromCharCode(Number.parseInt(hex, 16)),
        );
        assert.equal(Buffer.from(bytes, 'latin1').toString(), Buffer.from(arn).toString());
        assert.doesNotMatch(written, /["\\](?!x\{)/);
      }),
    );
  });
});

describe('placement of the aliases', () => {
  const odd: Alias = { arn: ODD, scopes: [scope('read', 'work')] };
  const many = Array.from({ length: 500 }, (_, at): Alias => {
    return { arn: `${CHECKOUT}-${at}`, scopes: [scope('read', `orders.work.${at}`)] };
  });
  const conf = { ok: true, file: 'rabbitmq.conf' };
  const advanced = (because: string): object => ({ ok: true, file: 'advanced.config', because });
  const table: readonly [
    engine: string,
    what: string,
    aliases: readonly Alias[],
    placed: object,
  ][] = [
    ['rabbitmq 3.13', 'few', ALIASES, advanced('release')],
    ['rabbitmq 4.0.9', 'few', ALIASES, advanced('release')],
    ['rabbitmq 4.0', 'no', [], conf],
    ['rabbitmq 4.1', 'few', ALIASES, conf],
    ['rabbitmq 4.3', 'no', [], conf],
    ['rabbitmq 4.3', 'odd', [odd], advanced('character')],
    ['rabbitmq 4.3', 'many', many, advanced('size')],
    ['amazon-mq 3.13', 'few', ALIASES, conf],
    ['amazon-mq 4.2', 'many', many, conf],
    ['amazon-mq 4.2', 'odd', [...ALIASES, odd], { ok: false, arns: [ODD] }],
  ];
  for (const [engine, what, aliases, placed] of table)
    it(`${engine}, ${what} aliases`, () => {
      assert.deepEqual(placeAliases(engineOf(engine), PREFIX, aliases), placed);
    });

  it('is by the bytes of the lines', () => {
    const bytes = (count: number): number =>
      aliasLines(many.slice(0, count), PREFIX).join('\n').length + 1;
    const fits = many.findIndex((_, at) => bytes(at + 1) > LARGE_ALIASES);
    const engine = engineOf('rabbitmq 4.3');
    assert.deepEqual(placeAliases(engine, PREFIX, many.slice(0, fits)), conf);
    assert.deepEqual(placeAliases(engine, PREFIX, many.slice(0, fits + 1)), advanced('size'));
  });
});

describe('boot time', () => {
  const measured: readonly [bytes: number, seconds: number][] = [
    [24_000, 0.8],
    [73_000, 7],
    [240_000, 100],
  ];
  for (const [bytes, seconds] of measured)
    it(`${bytes} bytes took ${seconds} seconds`, () => {
      const estimate = bootEstimate(bytes);
      assert(estimate >= seconds * 0.99 && estimate <= seconds * 1.5, String(estimate));
    });
});
