import assert from 'node:assert/strict';
import { display } from '#warren/pattern/display.js';
import { Pattern, WILDCARD } from '#warren/pattern/pattern.js';
import { granted } from './granted.js';
import { onlyBroker, resolve, type Files } from './harness.js';

const roles = ['a', 'b', 'c', 'd']
  .map((name) => `role ${name} = arn:aws:iam::111122223333:role/${name}\n`)
  .join('');
const brokers = `broker east { engine amazon-mq 4.2 account 111122223333 region eu-west-1 issuer https://3f1c2b7e-0d52-4c1a-9e57-1f2a3b4c5d6e.tokens.sts.global.api.aws let team = red }
broker west { engine rabbitmq 4.3 account 111122223333 region us-east-1 issuer https://keys.example.com let team = blue-\${region} }
`;

/** Policies of one implied broker, and all that they grant. */
const grants: readonly (readonly [title: string, policy: string, scopes: readonly string[]])[] = [
  [
    'groups of groups, each role once',
    'group g = a, h group h = b, a vhost v { allow g, b { connect } }',
    ['a read:v/', 'b read:v/'],
  ],
  [
    'anyone',
    'vhost v { allow anyone { connect } }',
    ['a', 'b', 'c', 'd'].map((r) => `${r} read:v/`),
  ],
  [
    'anyone except a group and a role',
    'group g = a, c vhost v { allow anyone except g, d { connect } }',
    ['b read:v/'],
  ],
  [
    'anyone except all of them',
    'group g = a, b, c, d vhost v { allow anyone except g { connect } }',
    [],
  ],
  [
    'a profile with its arguments, which may hold wildcards and interpolations',
    'profile p(x, y) { publish exchange ${x} key ${y}.${x} } vhost v { exchange t topic allow a { p(t, ${role}.*) } }',
    ['a write:v/t/a.*.t'],
  ],
  [
    'profiles in profiles, and the role in the innermost',
    'profile p(x) { consume queue ${x}.${role} } profile q(y) { p(${y}.1) p(${y}.2) } vhost v { allow a, b { q(z) } }',
    ['a read:v/z.1.a', 'a read:v/z.2.a', 'b read:v/z.1.b', 'b read:v/z.2.b'],
  ],
  [
    'a profile whose parameter hides a built-in name',
    'profile p(broker-name, region) { consume queue ${region} } vhost v { allow a { p(x, z) } }',
    ['a read:v/z'],
  ],
  [
    'an argument in quotes, whose star is literal',
    'profile p(x) { consume queue ${x} } vhost v { allow a { p("z\\*") } }',
    ['a read:v/z%2A'],
  ],
  [
    'the implied broker',
    'vhost v { allow a { consume queue ${broker}.${partition} } }',
    ['a read:v/default.aws'],
  ],
];

describe('what a policy grants', () => {
  for (const [title, policy, scopes] of grants)
    it(title, () => {
      const outcome = resolve({ 'p.warren': roles + policy });
      assert.deepEqual(outcome.diagnostics, []);
      assert.deepEqual(granted(onlyBroker(outcome)), scopes);
    });

  it('comes from all files, in their order', () => {
    const policy = onlyBroker(
      resolve({
        'a.warren': 'vhost v { allow a { publish exchange x } }',
        'b.warren': `${roles}vhost v { exchange x fanout allow b { connect } }`,
      }),
    );
    assert.deepEqual(granted(policy), ['a write:v/x', 'b read:v/']);
  });
});

/** What each broker grants, by its name. */
function byBroker(files: Files): Readonly<Record<string, readonly string[]>> {
  const { policies, diagnostics } = resolve(files);
  assert.deepEqual(diagnostics, []);
  return Object.fromEntries(policies.map((policy) => [policy.broker.name, granted(policy)]));
}

describe('a policy of several brokers', () => {
  it('has values of its own on each', () => {
    const policy = 'vhost ${team} { allow a { consume queue ${broker}.${region} } }';
    assert.deepEqual(byBroker({ 'p.warren': brokers + roles + policy }), {
      east: ['a read:red/east.eu-west-1'],
      west: ['a read:blue-us-east-1/west.us-east-1'],
    });
  });

  it('gives one role one ARN on each', () => {
    const text = `${brokers}role r = arn:aws:iam::\${account}:role/\${team}/\${broker}`;
    const { policies } = resolve({ 'p.warren': text });
    assert.deepEqual(
      policies.map((policy) => policy.roles.map(({ arn }) => arn.text)),
      [
        ['arn:aws:iam::111122223333:role/red/east'],
        ['arn:aws:iam::111122223333:role/blue-us-east-1/west'],
      ],
    );
  });

  it('counts what stands in `on` where all blocks around it do', () => {
    const policy = `group both = east, west
      on east { allow a { tag monitoring } }
      on both { on west { allow b { tag monitoring } } }
      vhost v { on both { allow c { connect } on east { allow d { connect } } } }`;
    assert.deepEqual(byBroker({ 'p.warren': brokers + roles + policy }), {
      east: ['a tag:monitoring', 'c read:v/', 'd read:v/'],
      west: ['b tag:monitoring', 'c read:v/'],
    });
  });

  it('may declare a name once for each', () => {
    const policy = `on east { role r = arn:aws:iam::111122223333:role/r1 profile p() { connect } group g = r }
      on west { role r = arn:aws:iam::111122223333:role/r2 profile p() { consume queue q } group g = r, a }
      vhost v { allow g { p() } }`;
    assert.deepEqual(byBroker({ 'p.warren': brokers + roles + policy }), {
      east: ['r read:v/'],
      west: ['r read:v/q', 'a read:v/q'],
    });
  });

  it('declares things for some of them only', () => {
    const policy = 'vhost v { on east { exchange x fanout } allow a { publish exchange x } }';
    assert.deepEqual(byBroker({ 'p.warren': brokers + roles + policy }), {
      east: ['a write:v/x'],
      west: ['a write:v/x/*'],
    });
  });

  it('is told a mistake once', () => {
    const third = 'broker south { engine rabbitmq 4.3 issuer https://keys.example.com }\n';
    const policy = 'vhost v { queue q allow nobody { connect } allow a { consume queue r } }';
    const { diagnostics } = resolve({ 'p.warren': brokers + third + roles + policy });
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['unknown-name', 'undeclared-name'],
    );
  });
});

/** Blocks, a vhost and the names of what is declared for it. */
const declarations: readonly (readonly [blocks: string, vhost: string, names: string])[] = [
  ['vhost v { queue a } vhost v { queue b }', 'v', 'a b'],
  ['vhost v { queue a } vhost w { queue b }', 'v', 'a'],
  ['vhost v* { queue a } vhost v1 { queue b }', 'v1', 'b a'],
  ['vhost v* { queue a } vhost v1 { queue b }', 'v2', 'a'],
  ['vhost v* { queue a } vhost v1 { queue b }', 'v*', 'a b'],
  ['vhost *1 { queue a } vhost v* { queue b }', 'v*', 'b a'],
  ['vhost v* { queue a } vhost w* { queue b }', 'v*', 'a'],
  ['vhost * { queue a } vhost v { }', 'v', 'a'],
];

describe('what is declared for a vhost', () => {
  for (const [blocks, vhost, names] of declarations)
    it(`${vhost} of ${blocks}`, () => {
      const { vhosts } = onlyBroker(resolve({ 'p.warren': blocks }));
      const pattern = Pattern.fromParts(
        vhost.split(/(?=\*)/).map((part) => (part === '*' ? WILDCARD : part)),
      );
      const found = vhosts.of(pattern).declared.map((item) => display(item.pattern));
      assert.equal(found.join(' '), names);
    });

  it('is taken from a definitions export too', () => {
    const file = JSON.stringify({
      exchanges: [
        { name: '', vhost: 'v', type: 'direct' },
        { name: 'x', vhost: 'v', type: 'topic', arguments: { 'alternate-exchange': 'y' } },
        { name: 'y', vhost: 'w', type: 'fanout' },
      ],
      queues: [
        { name: 'q', vhost: 'v', arguments: { 'x-dead-letter-exchange': '' } },
        { name: 's', vhost: 'v', arguments: { 'x-queue-type': 'stream' } },
        { name: 'star*', vhost: 'v' },
      ],
    });
    const text = 'vhost v { topology "d.json" } vhost w { topology "d.json" }';
    const { vhosts } = onlyBroker(resolve({ 'p.warren': text, 'd.json': file }));
    const shown = (vhost: string): readonly string[] =>
      vhosts.of(Pattern.literal(vhost)).declared.map(({ kind, pattern, exchangeType, other }) => {
        const parts = [kind, display(pattern), exchangeType, other && display(other)];
        return parts.filter((part) => part !== undefined).join(' ');
      });
    assert.deepEqual(shown('v'), [
      'exchange x topic y',
      'queue q amq.default',
      'stream s',
      'queue "star\\*"',
    ]);
    assert.deepEqual(shown('w'), ['exchange y fanout']);
  });
});

describe('what a policy claims', () => {
  const text = `${roles}broker b { engine amazon-mq 4.2 }
    group g = a, b
    vhost v { exchange t topic never anyone except g { publish exchange t } test "inside" { can g { connect } } }
    never c { tag administrator deploy consume queue q }
    test "outside" { vhost w* { never a { consume queue *-dlq } } }`;

  it('leaves out what is about a name of the other kind, whose namesake is shown', () => {
    const twin = `${roles}vhost v { queue x.q exchange x never a { declare exchange x.q } }`;
    const outcome = resolve({ 'p.warren': twin });
    assert.deepEqual(
      outcome.diagnostics.map(({ code, notes }) => [code, ...notes.map(({ message }) => message)]),
      [
        [
          'undeclared-name',
          'A queue of that name is declared here; `resource` means a queue or an exchange.',
        ],
      ],
    );
    assert.deepEqual(onlyBroker(outcome).claims[0]?.rights, []);
  });

  it('is read with its roles, its test and its vhosts', () => {
    const { claims } = onlyBroker(resolve({ 'p.warren': text }));
    const shown = claims.map(({ kind, roles: about, rights, test }) => [
      kind,
      about.map(({ name }) => name).join(' '),
      rights
        .map((right) => ('vhost' in right ? `${right.type} ${display(right.vhost)}` : right.type))
        .join(', '),
      test?.title,
    ]);
    assert.deepEqual(shown, [
      ['never', 'c d', 'operation v', undefined],
      ['can', 'a b', 'connect v', 'inside'],
      ['never', 'c', 'tag, api, operation *', undefined],
      ['never', 'a', 'operation w*', 'outside'],
    ]);
  });
});
