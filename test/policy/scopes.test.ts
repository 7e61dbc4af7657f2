import assert from 'node:assert/strict';
import { granted } from './granted.js';
import { onlyBroker, resolve } from './harness.js';

const declared = `role a = arn:aws:iam::111122223333:role/a
vhost v {
  exchange t topic
  exchange f fanout
  exchange u
  exchange d direct
  queue q
  queue p
  stream s
}
`;

/** Phrases in the vhost `v` and the scopes that they are written as: `PERMISSION:NAME/KEY`. */
const phrases: readonly (readonly [phrase: string, scopes: string])[] = [
  // Raw permissions, on every kind.
  ['configure queue q', 'configure:q'],
  ['configure stream s', 'configure:s'],
  ['configure exchange t', 'configure:t'],
  ['configure resource t', 'configure:t'],
  ['write queue q', 'write:q'],
  ['write stream s', 'write:s'],
  ['write exchange t', 'write:t'],
  ['write resource t', 'write:t'],
  ['write exchange t key k', 'write:t/k'],
  ['write resource t key k.*', 'write:t/k.*'],
  ['read queue q', 'read:q'],
  ['read stream s', 'read:s'],
  ['read exchange t', 'read:t'],
  ['read resource q', 'read:q'],
  ['read exchange t key k', 'read:t/k'],
  ['read resource t key *', 'read:t/*'],

  // Publishing: every key where the exchange may be of type topic.
  ['publish exchange t key k', 'write:t/k'],
  ['publish exchange t key ""', 'write:t/'],
  ['publish exchange t', 'write:t/*'],
  ['publish exchange f', 'write:f'],
  ['publish exchange d', 'write:d'],
  ['publish exchange u', 'write:u/*'],
  ['publish exchange u key k', 'write:u/k'],
  ['publish exchange t*', 'write:t*/*'],
  ['publish exchange amq.default', 'write:amq.default'],
  ['publish exchange amq.topic', 'write:amq.topic/*'],
  ['publish exchange amq.*', 'write:amq.*/*'],
  ['publish stream s', 'write:s'],

  // Consuming; a stream is a queue.
  ['consume queue q', 'read:q'],
  ['consume queue s', 'read:s'],
  ['consume stream s', 'read:s'],
  ['purge queue q', 'read:q'],
  ['purge stream s', 'read:s'],

  // Declaring and deleting.
  ['declare queue q', 'configure:q'],
  ['declare stream s', 'configure:s'],
  ['declare exchange t', 'configure:t'],
  ['delete queue q', 'configure:q'],
  ['delete stream s', 'configure:s'],
  ['delete exchange t', 'configure:t'],
  ['declare queue q dead-letter f', 'configure:q read:q write:f'],
  ['declare queue q dead-letter t', 'configure:q read:q write:t'],
  ['declare exchange t alternate f', 'configure:t read:t write:f'],

  // Binding: the key counts on the source, and only there.
  ['bind queue q to exchange t key k', 'write:q read:t/k'],
  ['bind queue q to exchange t', 'write:q read:t/*'],
  ['bind queue q to exchange f', 'write:q read:f'],
  ['bind queue q to exchange u', 'write:q read:u/*'],
  ['bind queue q to exchange t key "k.#"', 'write:q read:t/k.%23'],
  ['bind stream s to exchange t key k', 'write:s read:t/k'],
  ['bind exchange t to exchange f', 'write:t read:f'],
  ['bind exchange f to exchange t', 'write:f read:t/*'],
  ['unbind queue q from exchange t key k', 'write:q read:t/k'],
  ['unbind queue q from exchange t', 'write:q read:t/*'],
  ['unbind stream s from exchange f', 'write:s read:f'],
  ['unbind exchange f from exchange t key k', 'write:f read:t/k'],

  // Access alone.
  ['connect', 'read:'],

  // Lists multiply: verbs, then names, then targets, then keys.
  ['declare, consume queue q, p', 'configure:q configure:p read:q read:p'],
  ['publish exchange t, u key k, l', 'write:t/k write:t/l write:u/k write:u/l'],
  [
    'bind queue q, p to exchange t, u key k',
    'write:q read:t/k write:q read:u/k write:p read:t/k write:p read:u/k',
  ],
  ['declare queue q dead-letter f, d', 'configure:q read:q write:f configure:q read:q write:d'],
  ['write, read resource q, t', 'write:q write:t read:q read:t'],
  ['consume queue q consume queue p', 'read:q read:p'],
];

describe('the scopes of phrases', () => {
  for (const [phrase, scopes] of phrases)
    it(`${phrase} is ${scopes}`, () => {
      const outcome = resolve({ 'p.warren': `${declared}vhost v { allow a { ${phrase} } }` });
      assert.deepEqual(outcome.diagnostics, []);
      assert.deepEqual(
        granted(onlyBroker(outcome)),
        scopes.split(' ').map((scope) => `a ${scope.replace(':', ':v/')}`),
      );
    });

  /** Phrases about a super stream `d`, on engines that check its exchange and on others. */
  const superStreams: readonly (readonly [phrase: string, engine: string, scopes: string])[] = [
    ...[
      'rabbitmq 4.3',
      'rabbitmq 4.3.3',
      'rabbitmq 4.2',
      'rabbitmq 4.2.9',
      'amazon-mq 4.2',
    ].flatMap(
      (engine) =>
        [
          ['publish super-stream d', engine, 'write:d write:d-*'],
          ['consume super-stream d', engine, 'read:d read:d-*'],
        ] as const,
    ),
    ...[
      'rabbitmq 3.13',
      'rabbitmq 4.0.5',
      'rabbitmq 4.1',
      'rabbitmq 4.2.8',
      'rabbitmq 4.3.2',
    ].flatMap(
      (engine) =>
        [
          ['publish super-stream d', engine, 'write:d-*'],
          ['consume super-stream d', engine, 'read:d-*'],
        ] as const,
    ),
    ...['rabbitmq 3.13', 'rabbitmq 4.3'].flatMap((engine) =>
      ['declare', 'delete'].map(
        (verb) =>
          [`${verb} super-stream d`, engine, 'configure:d configure:d-* read:d write:d-*'] as const,
      ),
    ),
    ['publish super-stream t', 'rabbitmq 4.3', 'write:t write:t-*'],
    ['publish super-stream t*', 'rabbitmq 4.3', 'write:t* write:t*-*'],
    [
      'publish, consume super-stream d, f',
      'rabbitmq 4.3',
      'write:d write:d-* write:f write:f-* read:d read:d-* read:f read:f-*',
    ],
  ];
  for (const [phrase, engine, scopes] of superStreams)
    it(`${phrase} on ${engine} is ${scopes}`, () => {
      const settings = 'account 111122223333 region eu-west-1 issuer https://i.example.com';
      const text = `broker b { engine ${engine} ${settings} }
        ${declared.replace('stream s', 'stream *')}vhost v { allow a { ${phrase} } }`;
      const policy = onlyBroker(resolve({ 'p.warren': text }));
      assert.deepEqual(
        granted(policy),
        scopes.split(' ').map((scope) => `a ${scope.replace(':', ':v/')}`),
      );
    });

  it('of a vhost without declarations take every key, as nothing is known of types', () => {
    const text = `${declared}vhost w { allow a { publish exchange t publish exchange f } }`;
    const policy = onlyBroker(resolve({ 'p.warren': text }));
    assert.deepEqual(granted(policy), ['a write:w/t/*', 'a write:w/f/*']);
  });

  /** Phrases in the vhosts of a pattern, beside what is declared in it and in some of them. */
  const wide: readonly (readonly [phrase: string, scopes: string])[] = [
    ['publish exchange f', 'write:*/f/*'],
    ['publish exchange t', 'write:*/t/*'],
    ['publish exchange g', 'write:*/g'],
    ['publish exchange h', 'write:*/h/*'],
    ['publish exchange g*', 'write:*/g*'],
    ['publish exchange amq.fanout', 'write:*/amq.fanout'],
    ['bind queue q to exchange f', 'write:*/q read:*/f/*'],
    ['bind queue q to exchange g', 'write:*/q read:*/g'],
  ];
  for (const [phrase, scopes] of wide)
    it(`in every vhost, ${phrase} is ${scopes}`, () => {
      const text = `${declared}vhost v { exchange h topic }
        vhost * { exchange g fanout exchange h fanout allow a { ${phrase} } }`;
      const policy = onlyBroker(resolve({ 'p.warren': text }));
      assert.deepEqual(
        granted(policy),
        scopes.split(' ').map((scope) => `a ${scope}`),
      );
    });

  it('follow a definitions export in its own vhosts alone', () => {
    const exchanges = ['v1', 'v2'].map((vhost) => ({ name: 'f', vhost, type: 'fanout' }));
    const text = `${declared}vhost v* { topology "t.json" allow a { publish exchange f } }
      vhost v1 { allow a { publish exchange f } }`;
    const files = { 'p.warren': text, 't.json': JSON.stringify({ exchanges }) };
    assert.deepEqual(granted(onlyBroker(resolve(files))), ['a write:v*/f/*', 'a write:v1/f']);
  });

  it('at the top of a file are tags', () => {
    const text = `${declared}allow a { tag monitoring, impersonator tag policymaker }`;
    const policy = onlyBroker(resolve({ 'p.warren': text }));
    assert.deepEqual(granted(policy), [
      'a tag:monitoring',
      'a tag:impersonator',
      'a tag:policymaker',
    ]);
  });

  it('are encoded byte by byte', () => {
    const text = `${declared}vhost "/ä" { allow a { consume queue "a b/c+\\*" } }`;
    const policy = onlyBroker(resolve({ 'p.warren': text }));
    assert.deepEqual(granted(policy), ['a read:%2F%C3%A4/a%20b%2Fc%2B%2A']);
  });
});
