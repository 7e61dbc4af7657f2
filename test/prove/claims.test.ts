import assert from 'node:assert/strict';
import { Source } from '#warren/source/source.js';
import { examples, prove, proveText } from './proved.js';

const head = `
broker b { engine rabbitmq 4.0 account 111122223333 }
role a = arn:aws:iam::111122223333:role/a
role c = arn:aws:iam::111122223333:role/c
role ops = arn:aws:iam::111122223333:role/ops
`;
const vhost = (text: string): string =>
  `${head} vhost v { exchange ev topic exchange dlx fanout queue q queue p ${text} }`;
const mq = head.replace('rabbitmq 4.0', 'amazon-mq 4.2 region eu-west-1 id b-1 configuration c-1');

describe('claims', () => {
  /** A policy, and of each claim that fails the phrase and words of the message. */
  const cases: readonly (readonly [string, string, readonly (readonly [string, string])[]])[] = [
    [
      'a guardrail that holds',
      vhost('allow a { consume queue q } never a { consume queue p }'),
      [],
    ],
    [
      'a guardrail that fails names an example',
      vhost('allow a { consume queue q } never anyone { consume queue * }'),
      [['never-violated at `consume queue *`', '`a` can `consume queue q` in the vhost `v`.']],
    ],
    [
      'an example is never in a vhost without a name',
      `${head} vhost * { allow a { consume queue q } } never a { consume queue q }
       test "t" { vhost * { can a { consume queue * } can c { connect } } }`,
      [
        ['never-violated at `consume queue q`', 'in the vhost `a`'],
        ['cannot at `consume queue *`', 'in the vhost `a`'],
        ['cannot at `connect`', 'no access to the vhost `a`'],
      ],
    ],
    [
      'what the broker checks for nobody',
      vhost('allow a { consume queue q } never a { consume queue amq.rabbitmq.reply-to }'),
      [['never-violated at `consume', 'which the broker checks for nobody']],
    ],
    [
      'what the broker refuses to everybody, administrators included',
      `${vhost(
        `never a, ops { delete exchange amq.direct bind queue q to exchange amq.default unbind exchange amq.default from exchange dlx }
         test "t" { can a { publish exchange amq.rabbitmq.trace } }`,
      )} allow ops { tag administrator } vhost v { allow a { configure, write, read resource * } }`,
      [['cannot at `publish', 'whatever its scopes: it is an internal exchange']],
    ],
    [
      'reserved names on a release with old addresses of AMQP 1.0',
      `${head} vhost w { allow a { configure resource * } never a { declare queue amq.x } }`,
      [['never-violated at `declare', 'over AMQP 1.0 with an address of version 1']],
    ],
    [
      'built-in exchanges keep their types',
      `${vhost(
        `allow a { write exchange amq.topic publish exchange amq.fanout }
         never a { publish exchange amq.topic key k }
         test "t" { can a { publish exchange amq.fanout } }`,
      )} vhost v { exchange a* topic exchange am* fanout }`,
      [],
    ],
    [
      'one diagnostic for all roles of a phrase',
      vhost('allow a, c, ops { consume queue q } never anyone { read queue p, q }'),
      [['never-violated at `read queue p, q`', 'Nor does it hold of `c` and `ops`.']],
    ],
    [
      'a failure by spill says so',
      vhost(
        'allow a { publish exchange dlx bind queue q to exchange ev key x } queue dlx never a { bind queue dlx to exchange ev key x }',
      ),
      [['never-violated at `bind queue dlx', 'though no line asks for it']],
    ],
    [
      'keys in headers, with the releases',
      vhost('allow a { publish exchange ev key x.* } never a { publish exchange ev key y }'),
      [
        [
          'never-violated at `publish',
          'on RabbitMQ 4.0.0 to 4.0.2 the keys in the CC and BCC headers',
        ],
      ],
    ],
    [
      'a patch level that checks them',
      vhost(
        'allow a { publish exchange ev key x.* } never a { publish exchange ev key y }',
      ).replace('4.0', '4.0.3'),
      [],
    ],
    [
      'an administrator can do everything',
      `${vhost('never anyone { consume queue p }')} allow ops { tag administrator } never anyone { tag monitoring }`,
      [
        ['never-violated at `consume queue p`', 'Its tag `administrator` permits everything'],
        ['never-violated at `tag monitoring`', 'Its tag `administrator` permits everything'],
      ],
    ],
    [
      'a policymaker can where it can enter',
      `${vhost('allow ops { connect } never ops { consume queue p }')} allow ops { tag policymaker } vhost w { never ops { consume queue p } }`,
      [['never-violated at `consume queue p`', 'in the vhost `v`, which it can enter']],
    ],
    [
      'a deployer can do everything on the broker',
      `${mq} allow ops { deploy } never anyone except a { consume queue p }`,
      [['never-violated at `consume queue p`', 'Its right to `mq:UpdateBroker` lets it']],
    ],
    [
      'so can who updates the broker, not who writes revisions or reboots',
      `${mq} allow ops { mq:UpdateBroker } allow a { mq:UpdateConfiguration, mq:RebootBroker }
       never a { consume queue p } never ops { connect } never ops, a { deploy }`,
      [
        ['never-violated at `connect`', 'Its right to `mq:UpdateBroker` lets it'],
        ['never-violated at `deploy`', '`ops` can `deploy`.'],
      ],
    ],
    [
      'rights on the API are counted by their actions',
      `${mq} allow ops { deploy } never ops { reboot } never ops { create }`,
      [['never-violated at `reboot`', '`ops` can `reboot`.']],
    ],
    [
      'what a right is granted under can be met, and is no more than that',
      `${mq} allow ops { reboot where tag env = dev reboot where tag env = "t*" }
       never ops { reboot where tag env = prod } never ops { reboot where tag Env = "*st" } never ops { reboot where tag x = y }
       never a { reboot } test "t" { can ops { reboot where tag env = dev, tag x = y } can ops { reboot where tag env = "te*" } can ops { reboot } can ops { reboot where tag env = "*" } can ops { reboot where request-tag env = dev } }`,
      [
        ['condition-not-taken at `reboot`', '`reboot` takes no condition on a `request-tag`'],
        ['never-violated at `reboot where tag Env = "*st"`', '`ops` can `reboot'],
        ['never-violated at `reboot where tag x = y`', '`ops` can `reboot'],
        ['cannot at `reboot`', '`ops` is not granted `reboot`'],
        ['cannot at `reboot where tag env = "*"`', '`ops` is not granted'],
      ],
    ],
    [
      'a deployer under a condition can do everything on the broker as well',
      `${mq} allow ops { deploy where tag team = orders } never anyone except a { consume queue p }`,
      [['never-violated at `consume queue p`', 'Its right to `mq:UpdateBroker` lets it']],
    ],
    [
      'a guardrail at the top speaks of every vhost',
      `${vhost('allow a { connect }')} never a { connect } never a { read resource * }`,
      [['never-violated at `connect`', '`a` can `connect` in the vhost `v`']],
    ],
    [
      'a guardrail at the top asks for keys in the vhosts of topic exchanges',
      `${vhost('allow a { write exchange ev publish exchange ev key x }')} never a { publish exchange ev key y }`.replace(
        '4.0',
        '4.3',
      ),
      [],
    ],
    [
      'and for none where the exchange may be another',
      `${vhost('')} vhost * { allow a { write exchange ev } } never a { publish exchange ev key y }`,
      [['never-violated at `publish', '`a` can `publish exchange ev key y` in the vhost `a`.']],
    ],
    [
      'in the vhost itself the same holds',
      `${vhost('never a { publish exchange ev key y }')} vhost * { allow a { write exchange ev } }`,
      [],
    ],
    [
      'what is granted in every vhost can be done in each',
      `${vhost('')} vhost * { allow a { publish exchange ev, dlx }
         test "t" { can a { publish exchange ev, dlx } } } vhost v* { test "t" { can a { publish exchange dlx } } }`,
      [],
    ],
    [
      'what cannot be done, with the check that refuses it',
      vhost(
        'allow a { publish exchange ev key x } test "t" { can a { publish exchange ev key x, y consume queue q } }',
      ),
      [
        ['cannot at `publish', 'topic permission to `write` on `ev` with the key `y`'],
        ['cannot at `consume queue q`', 'no scope gives it `read` on `q`'],
      ],
    ],
    [
      'can does not count an administrator',
      `${vhost('test "t" { can ops { consume queue q } }')} allow ops { tag administrator }`,
      [['cannot at `consume queue q`', '`ops` has no access to the vhost `v`']],
    ],
    [
      'what every grant asks for, it can',
      vhost(`allow a { publish exchange ev key x.* bind queue q to exchange ev declare queue q dead-letter dlx connect }
             test "t" { can a { publish exchange ev key x.* bind queue q to exchange ev declare queue q dead-letter dlx connect } }`),
      [],
    ],
  ];
  for (const [title, text, expected] of cases)
    it(title, () => {
      const found = proveText(text).filter((line) => !line.startsWith('spill'));
      assert.equal(found.length, expected.length, found.join('\n'));
      for (const [at, [start, words]] of expected.entries()) {
        assert(found[at]?.startsWith(start), found[at]);
        assert(found[at]?.includes(words), found[at]);
      }
    });

  it('shows the scope and the line that grant what must not be', () => {
    const text = vhost('allow a { consume queue q } never a { consume queue q }');
    const failed = prove([new Source('test.warren', text)]).find(
      ({ code }) => code === 'never-violated',
    );
    const [note] = failed?.notes ?? [];
    assert.equal(note?.message, 'The scope `b.read:v/q` permits it. It comes from here.');
    assert.equal(note.place?.source.slice(note.place.range), 'consume queue q');
    assert.equal(note.place.range.start, text.indexOf('consume queue q'));
  });
});

describe('the examples', () => {
  for (const [name, sources] of examples()) {
    it(`${name}: every claim holds`, () => {
      const errors = prove(sources).filter(({ severity }) => severity === 'error');
      assert.deepEqual(
        errors.map(({ message }) => message),
        [],
      );
    });

    it(`${name}: with everything granted to everybody every guardrail on names fails`, () => {
      const wide = new Source(
        'wide.warren',
        'vhost * { allow anyone { read resource * key * write resource * key * configure resource * } }',
      );
      const codes = prove([...sources, wide]).map(({ code }) => code);
      assert(codes.includes('never-violated'));
      assert(!codes.includes('cannot'));
    });
  }
});
