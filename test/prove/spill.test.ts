import assert from 'node:assert/strict';
import { examples, prove, proveText } from './proved.js';

const policy = (declared: string, phrases: string): string => `
role a = arn:aws:iam::111122223333:role/a
role b = arn:aws:iam::111122223333:role/b
vhost v {
  ${declared}
  allow a { ${phrases} }
}`;
const declared =
  'exchange ev topic exchange dlx fanout exchange one.x fanout queue one.q queue two queue ev.q exchange log direct stream log-*';

describe('spill', () => {
  /** Phrases, and of each that spills its beginning and what it permits besides. */
  const cases: readonly (readonly [string, string, readonly (readonly [string, string])[]])[] = [
    ['nothing of the other kind', 'declare, consume queue two publish exchange ev key k', []],
    [
      'a pattern that fits an exchange',
      'declare queue one.*',
      [['declare queue one.*', '`delete exchange one.x`']],
    ],
    [
      'a pattern that fits a queue',
      'declare exchange one.*',
      [['declare exchange one.*', '`delete queue one.q`']],
    ],
    ['asked for on both kinds', 'declare queue one.* declare exchange one.x', []],
    [
      'a raw permission on its kind',
      'configure queue one.*',
      [['configure queue one.*', '`delete exchange one.x`']],
    ],
    ['a raw permission on a resource', 'configure resource one.*', []],
    ['read is for binding where something can be bound', 'consume queue one.*', []],
    [
      'and there it spills',
      'consume queue one.* bind queue two to exchange dlx',
      [['consume queue one.*', '`bind queue two to exchange one.x`']],
    ],
    [
      'bindings crosswise',
      'bind queue one.q to exchange dlx bind queue two to exchange one.x',
      [
        ['bind queue one.q to exchange dlx', '`bind queue one.q to exchange one.x`'],
        ['bind queue two to exchange one.x', '`bind queue two to exchange dlx`'],
      ],
    ],
    ['a super stream whose partitions are bound already', 'publish, consume super-stream log', []],
    ['a super stream that one makes, bindings and all', 'declare, delete super-stream log', []],
    [
      'the partitions of a super stream with another exchange',
      'publish super-stream log bind queue two to exchange dlx',
      [['publish super-stream log', '`bind queue log- to exchange dlx`']],
    ],
    ['all bindings asked for', 'bind queue one.q, two to exchange dlx, one.x', []],
    [
      'raw permissions ask for what they permit',
      'write queue one.q, two read exchange dlx, one.x',
      [],
    ],
    [
      'publishing and binding',
      'publish exchange dlx bind queue two to exchange one.x',
      [['publish exchange dlx', '`bind exchange dlx to exchange one.x`']],
    ],
    [
      'the default exchange cannot be bound',
      'publish exchange amq.default bind queue two to exchange dlx',
      [],
    ],
  ];
  for (const [title, phrases, expected] of cases)
    it(title, () => {
      const found = proveText(policy(declared, phrases));
      assert.equal(found.length, expected.length, found.join('\n'));
      for (const [at, [phrase, permitted]] of expected.entries()) {
        assert(found[at]?.startsWith(`spill at \`${phrase}`), found[at]);
        assert(found[at]?.includes(permitted), found[at]);
      }
    });

  it('is judged for each role', () => {
    const text = `${policy(declared, 'bind queue one.q to exchange dlx')}
      vhost v { allow b { bind queue two to exchange one.x } }`;
    assert.deepEqual(proveText(text), []);
  });

  it('names the uses of the profile that it comes from', () => {
    const text = `profile p(n) { declare queue \${n}.* } ${policy(declared, 'p(one)')}`;
    const [found] = proveText(text);
    assert(found?.startsWith('spill at `declare queue ${n}.*`'), found);
  });

  it('of the examples is what they say that they accept', () => {
    const spilling = [...examples()]
      .filter(([, sources]) => prove(sources).some(({ code }) => code === 'spill'))
      .map(([name]) => name);
    assert.deepEqual(spilling, ['dead-letter-retries', 'default-vhost']);
  });
});
