import assert from 'node:assert/strict';
import { checkPolicy } from '#warren/program/check.js';
import type { LiveExchange, LiveQueue } from '#warren/management/topology.js';
import { verifyTopology } from '#warren/verify/topology/verify-topology.js';
import type { RunningBroker } from '#warren/verify/topology/running.js';
import { policyOf } from '../broker/compiled.js';

function exchange(vhost: string, name: string, more: Partial<LiveExchange> = {}): LiveExchange {
  return {
    ...{ vhost, name, type: 'direct', durable: true, autoDelete: false, internal: false },
    ...{ arguments: {}, policy: undefined, publishedIn: undefined, ...more },
  };
}

function queue(vhost: string, name: string, more: Partial<LiveQueue> = {}): LiveQueue {
  return {
    ...{ vhost, name, type: 'classic', durable: true, autoDelete: false, exclusive: false },
    ...{ arguments: {}, policy: undefined, effectivePolicy: {}, ...more },
  };
}

/** A broker with some things in its vhosts, of which each has the default exchange. */
function running(more: Partial<RunningBroker>, vhosts = ['/']): RunningBroker {
  const own = vhosts.map((vhost) => exchange(vhost, ''));
  return {
    ...{ asker: { name: 'x', tags: ['administrator'] }, seesAll: true, vhosts },
    ...{ hidden: new Set<string>(), queues: [], policies: [], users: [], plugins: [] },
    ...more,
    exchanges: [...own, ...(more.exchanges ?? [])],
  };
}

/** What is told of a policy and a broker: the kinds with the names, and everything beside. */
function verify(
  policy: string,
  broker: RunningBroker,
  asker?: string,
): ReturnType<typeof verifyTopology> & { readonly told: readonly string[] } {
  const text = `broker b { engine rabbitmq 4.3 account 111122223333 internal-users on issuer https://issuer.example.com }\nrole r = arn:aws:iam::111122223333:role/r\n${policy}`;
  const { policies, diagnostics } = checkPolicy(policyOf(text));
  assert.deepEqual(
    diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message),
    [],
  );
  const [found = assert.fail()] = policies;
  const verified = verifyTopology(found, broker, asker);
  return {
    ...verified,
    told: verified.topology.differences.map(({ kind, names, vhost }) =>
      [kind, ...(names.length > 0 ? names : [vhost ?? ''])].join(' '),
    ),
  };
}

describe('what a policy declares, against a broker', () => {
  it('the broker’s own names aside, and those that it gives to queues', () => {
    const { told } = verify(
      'vhost / { exchange x  queue q }',
      running({
        exchanges: [
          exchange('/', 'x'),
          exchange('/', 'amq.topic'),
          exchange('/', 'amq.rabbitmq.log'),
        ],
        queues: [queue('/', 'q'), queue('/', 'amq.gen-abc'), queue('/', 'amq.dyn-1')],
      }),
    );
    assert.deepEqual(told, []);
  });

  it('a declared pattern takes in what fits it, of its type and with its dead-letter exchange', () => {
    const policy = 'vhost / { exchange dlx  exchange t.* topic  queue q.* dead-letter dlx }';
    const dead = { arguments: { 'x-dead-letter-exchange': 'dlx' } };
    const { told } = verify(
      policy,
      running({
        exchanges: [
          exchange('/', 'dlx'),
          exchange('/', 't.1', { type: 'topic' }),
          exchange('/', 't.2'),
        ],
        queues: [queue('/', 'q.1', dead), queue('/', 'q.2'), queue('/', 'q.3')],
      }),
    );
    assert.deepEqual(told, ['exchange-type t.2', 'dead-letter q.2 q.3']);
  });

  it('a name counts before a pattern, and any block that speaks of the vhost', () => {
    const policy =
      'vhost * { exchange x fanout  queue s }\nvhost / { exchange y*  exchange yes topic  stream s }';
    const { told } = verify(
      policy,
      running({
        exchanges: [exchange('/', 'x', { type: 'fanout' }), exchange('/', 'yes')],
        queues: [queue('/', 's', { type: 'stream' })],
      }),
    );
    assert.deepEqual(told, ['exchange-type yes']);
  });

  it('what is declared for vhosts by a wildcard is wanted in each that is there', () => {
    const { told } = verify(
      'vhost tenant-* { queue work }',
      running({ queues: [queue('tenant-a', 'work')] }, ['tenant-a', 'tenant-b', 'other']),
    );
    assert.deepEqual(told, ['missing-queue work']);
  });

  it('the default exchange by its name for permissions', () => {
    const { told } = verify(
      'vhost / { queue q dead-letter amq.default }',
      running({ queues: [queue('/', 'q', { arguments: { 'x-dead-letter-exchange': '' } })] }),
    );
    assert.deepEqual(told, []);
  });

  it('an argument counts before a policy of the broker’s own', () => {
    const of = (args: LiveQueue['arguments']): readonly string[] =>
      verify(
        'vhost / { exchange a  exchange b  queue q dead-letter a }',
        running({
          exchanges: [exchange('/', 'a'), exchange('/', 'b')],
          queues: [
            queue('/', 'q', {
              arguments: args,
              policy: 'dlx',
              effectivePolicy: { 'dead-letter-exchange': 'b' },
            }),
          ],
        }),
      ).topology.differences.map(({ what }) => what);
    assert.deepEqual(of({ 'x-dead-letter-exchange': 'a' }), []);
    assert.match(of({})[0] ?? '', /has the dead-letter exchange `b` by the policy `dlx`/);
    assert.match(of({ 'x-dead-letter-exchange': 7 })[0] ?? '', /`b` by the policy `dlx`/);
  });

  it('kinds of which nothing is declared are not compared, and that is told', () => {
    const { told, topology } = verify(
      'vhost / { exchange x }',
      running({ exchanges: [exchange('/', 'x')], queues: [queue('/', 'a'), queue('/', 'b')] }),
    );
    assert.deepEqual(told, []);
    assert.deepEqual(topology.uncompared, [{ vhost: '/', kind: 'queue', count: 2 }]);
  });

  it('what is on two pages, once', () => {
    const stray = queue('/', 'stray');
    const { topology } = verify(
      'vhost / { queue q }',
      running({ queues: [queue('/', 'q'), stray, stray, queue('/', 'q')] }),
    );
    assert.deepEqual(
      topology.differences.map(({ names }) => names),
      [['stray']],
    );
    assert.equal(topology.queues, 2);
  });

  it('vhosts that are missing, stray or hidden', () => {
    const {
      told,
      notes,
      unseen: dark,
    } = verify(
      'vhost here { queue q }\nvhost gone { allow r { connect } }\nvhost dark { queue q }',
      running({ queues: [queue('here', 'q'), queue('stray', 'q')], hidden: new Set(['dark']) }, [
        'here',
        'dark',
        'stray',
        '/',
      ]),
    );
    assert.deepEqual(told, ['missing-vhost gone', 'undeclared-vhost stray']);
    assert.match(dark.join('\n'), /nobody looked into the vhost `dark`: .*`monitoring`/);
    assert.ok(!notes.join('\n').includes('dark'));
    const blind = running({ seesAll: false }, ['/']);
    const unseen = verify('vhost gone { allow r { connect } }', blind);
    assert.deepEqual(unseen.told, []);
    assert.match(unseen.notes.join('\n'), /sees the vhosts that it may enter alone/);
    assert.match(unseen.unseen.join('\n'), /has a vhost `gone` .*: the tag `monitoring` shows/);
    const beside = verify('vhost / { queue q }', running({ hidden: new Set(['x']) }, ['/', 'x']));
    assert.match(beside.notes.join('\n'), /Not looked into: the vhost `x`/);
    assert.deepEqual(beside.unseen, []);
  });

  it('names of any characters, and ten thousand of them in a line', () => {
    const strange = 'a "b" \u202E\n*';
    const many = Array.from({ length: 10_000 }, (_, at) => queue('/', `made-${at}`));
    const { topology } = verify(
      'vhost / { queue q }',
      running({ queues: [queue('/', 'q'), queue('/', strange), ...many] }),
    );
    assert.equal(topology.differences.length, 1);
    const [one = assert.fail()] = topology.differences;
    assert.equal(one.names.length, 10_001);
    assert.ok(one.what.length < 200, one.what);
  });

  it('internal users with rights, but Amazon MQ’s own and who asks', () => {
    const users = [
      { name: 'monitoring-AWS-OWNED-DO-NOT-DELETE', tags: ['monitoring'], vhosts: ['/'] },
      { name: 'empty', tags: [], vhosts: [] },
      { name: 'me', tags: ['administrator'], vhosts: ['/'] },
      { name: 'old', tags: [], vhosts: ['a', 'b', 'c', 'd'] },
    ];
    const { topology, notes } = verify(
      'vhost / { queue q }',
      running({ users, queues: [queue('/', 'q')] }),
      'me',
    );
    assert.deepEqual(
      topology.differences.map(({ what }) => what),
      [
        'the internal user `old` has permissions in `a`, `b`, `c`, 1 more, beside what the policy gives',
      ],
    );
    assert.match(notes.join('\n'), /The internal user `me`, who asked/);
  });
});
