import assert from 'node:assert/strict';
import { Source } from '#warren/source/source.js';
import { examples, prove, proveText } from './proved.js';

const policy = (declared: string, phrases: string): string => `
role a = arn:aws:iam::111122223333:role/a
role b = arn:aws:iam::111122223333:role/b
vhost v {
  ${declared}
  allow a { ${phrases} }
}`;
const declared =
  'exchange ev topic exchange dlx fanout exchange one.x fanout queue one.q queue two queue ev.q exchange log direct exchange out topic stream log-*';

function isSpill(text: string): boolean {
  return text.startsWith('spill ');
}

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
        [
          'bind queue one.q to exchange dlx',
          '`bind queue one.q to exchange one.x`, which no line asks for, so messages of `one.x`, which it may not get, reach the queue `one.q`',
        ],
      ],
    ],
    ['a super stream whose partitions are bound already', 'publish, consume super-stream log', []],
    ['a super stream that one makes, bindings and all', 'declare, delete super-stream log', []],
    [
      'the partitions of a super stream with another exchange',
      'publish super-stream log bind queue two to exchange dlx',
      [['publish super-stream log', '`bind exchange log to exchange dlx`']],
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
    [
      'messages that it gets and may put there',
      'consume queue one.q, two bind queue one.q to exchange ev key k bind queue two to exchange dlx publish exchange amq.default',
      [],
    ],
    [
      'messages that it gets, in a queue that nobody else reads',
      'consume queue one.q, two bind queue one.q to exchange ev key k bind queue two to exchange ev key l',
      [],
    ],
    [
      'keys that it may not publish to a topic exchange',
      'publish exchange out key svc.* consume queue two bind queue two to exchange ev key order.*',
      [
        [
          'publish exchange out key svc.*',
          'so messages of `ev` with keys like `order.created` reach `out`, where it may publish only `svc.*`',
        ],
      ],
    ],
    [
      'keys on an exchange that it declares itself, and so chooses the type of',
      'declare exchange out publish exchange out key svc.* consume queue two bind queue two to exchange ev key order.*',
      [],
    ],
    [
      'keys that a queue of its own gives, and a binding does not take',
      'bind queue two to exchange dlx publish exchange amq.default declare queue two dead-letter ev bind exchange out to exchange ev key k',
      [
        [
          'bind exchange out to exchange ev key k',
          'messages of `dlx` with keys like `order.created` reach `out`, where it may publish only `k`',
        ],
      ],
    ],
    [
      'keys with which nothing that it publishes comes to its queue',
      'consume queue one.q bind queue one.q to exchange dlx publish exchange ev key k.x bind queue two to exchange ev key k declare queue two dead-letter ev',
      [['publish exchange ev key k.x', 'where it may publish only `k.x`']],
    ],
    [
      'a binding with another key, by which it reads more',
      'consume queue two bind queue two to exchange ev key a bind queue one.q to exchange ev key b',
      [['bind queue two to exchange ev key a', 'so it reads messages of `ev`']],
    ],
    [
      'a retrying worker',
      'declare queue one.q dead-letter dlx consume queue one.q bind queue one.q to exchange ev key order.*',
      [],
    ],
    [
      'a queue named by the server, by an example of such a name',
      'declare, consume queue amq.gen-* bind queue amq.gen-* to exchange ev key a bind queue two to exchange dlx',
      [['bind queue amq.gen-*', '`bind queue amq.gen-JzTY20BRgKO-HjmUJj0wLg to exchange dlx`']],
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

  it('adds nothing to what walks round every scope', () => {
    const text = policy(declared, 'declare queue one.* bind queue two to exchange ev key k');
    assert.notDeepEqual(proveText(text).filter(isSpill), []);
    for (const more of ['tag administrator', 'tag policymaker'])
      assert.deepEqual(proveText(`${text} allow a { ${more} }`).filter(isSpill), []);
    assert.notDeepEqual(proveText(`${text} allow a { tag monitoring }`).filter(isSpill), []);
  });

  it('counts messages in a queue where another role reads it', () => {
    const own =
      'consume queue one.q, two bind queue one.q to exchange ev key k bind queue two to exchange dlx';
    const text = `${policy(declared, own)} vhost v { allow b { consume queue two } }`;
    const [found, ...more] = proveText(text);
    assert.deepEqual(more, []);
    assert(found?.includes('reach the queue `two`, where it may put none'), found);
  });

  describe('of an exchange of dead letters', () => {
    const dead = `exchange in direct exchange dead fanout exchange log topic
      queue work dead-letter dead queue failed queue own.*`;
    const worker = `consume queue work bind queue work to exchange in
      declare queue work dead-letter dead bind queue failed to exchange dead`;
    const told = (more = '', phrases = worker, declared = dead): readonly string[] =>
      proveText(`${policy(declared, phrases)} ${more}`).filter((one) => one.startsWith('spill'));

    it('is nothing where all of it comes of queues that the role reads', () => {
      assert.deepEqual(told(), []);
      assert.deepEqual(
        told('vhost v { allow b { publish exchange in consume queue failed } }'),
        [],
      );
      assert.deepEqual(told('allow b { tag management }'), []);
    });

    it('is nothing where the role alone publishes there', () => {
      const publishes = worker.replace(
        'declare queue work dead-letter dead',
        'publish exchange dead',
      );
      assert.deepEqual(told('', publishes, dead.replace(' dead-letter dead', '')), []);
    });

    /** What makes messages of others arrive in it: more of the policy, phrases of the role, declarations. */
    const arriving: readonly (readonly [string, string?, string?, string?])[] = [
      ['another role publishes there', 'vhost v { allow b { publish exchange d* } }'],
      ['another role may bind it', 'vhost v { allow b { bind exchange dead to exchange in } }'],
      [
        'another role may dead-letter to it',
        'vhost v { allow b { declare queue own.b dead-letter dead } }',
      ],
      ['another role reaches it in every vhost', 'vhost * { allow b { write resource dead } }'],
      ['another role is an administrator', 'allow b { tag administrator }'],
      ['another role sets policies', 'allow b { tag policymaker }'],
      ['a queue that it does not read is dead-lettered there', '', '', 'queue x dead-letter dead'],
      [
        'a queue of which it reads some is',
        '',
        'consume queue own.a',
        'queue own.a.* dead-letter dead',
      ],
      ['it is an alternate exchange', '', '', 'exchange alt direct alternate dead'],
      ['the role binds it', '', 'bind exchange dead to exchange log key a'],
      ['the role makes it an alternate exchange', '', 'declare exchange log alternate dead'],
    ];
    for (const [why, more = '', phrases = '', declared = ''] of arriving)
      it(`is told where ${why}`, () => {
        const [found, ...others] = told(more, `${worker} ${phrases}`, `${dead} ${declared}`);
        assert.deepEqual(others, []);
        assert(found?.includes('messages of `dead`, which it may not get'), found);
      });

    it('is told where nothing says how messages come there', () => {
      const binds = worker.replace('declare queue work dead-letter dead', '');
      const [found] = told('', binds, dead.replace(' dead-letter dead', ''));
      assert(found?.includes('messages of `dead`, which it may not get'), found);
    });

    it('is told as what it adds where the role may put none, or only some, at the other end', () => {
      const cases = [
        ['publish exchange log key a', 'reach `log`, where it may publish only `a`'],
        ['write queue own.a', 'reach the queue `own.a`, where it may put none'],
      ] as const;
      for (const [phrase, effect] of cases) {
        const phrases = `${worker.replace('bind queue work to exchange in', '')} ${phrase}`;
        const [found, ...others] = told('', phrases);
        assert.deepEqual(others, []);
        assert(found?.includes('messages of `dead`') && found.includes(effect), found);
        const [other] = told('vhost v { allow b { publish exchange dead } }', phrases);
        assert(other?.includes('messages of `dead`, which it may not get'), other);
      }
    });
  });

  it('names a remedy that takes it away', () => {
    const cases = [
      ['declare queue one.*', 'Write `declare queue one.q` instead of `declare queue one.*`.'],
      [
        'bind queue one.q to exchange dlx bind queue two to exchange one.x',
        'Give one of the two lines to another role.',
      ],
      [
        'publish exchange out key svc.* consume queue two bind queue two to exchange ev key order.*',
        'Let `a` publish to an exchange of its own, which somebody else binds to `out` with `svc.*`; or give',
      ],
    ] as const;
    for (const [phrases, remedy] of cases) {
      const [found] = proveText(policy(declared, phrases));
      assert(found?.includes(remedy), found);
    }
  });

  it('is told once for each role and vhost, with how much there is besides', () => {
    const both = policy(
      declared,
      'bind queue one.q to exchange dlx bind queue two to exchange one.x',
    );
    const [found, ...more] = proveText(both.replace('allow a', 'allow a, b'));
    assert.deepEqual(more, []);
    assert(
      found?.endsWith(
        ' So it is with `b`. And 1 more: `warren explain a "bind queue one.q to exchange one.x" --vhost v` shows all.',
      ),
      found,
    );
  });

  /** The notes of the failed `never` of a policy that begins so; undefined where none fails. */
  const neverNotes = (phrases: string, never: string): string | undefined =>
    prove([new Source('t.warren', `${policy(declared, phrases)} vhost v { never a { ${never} } }`)])
      .find(({ code }) => code === 'never-violated')
      ?.notes.map(({ message }) => message)
      .join('\n');

  it('leads from a guardrail by a wildcard to one by name that holds', () => {
    const offer = 'By the names that are declared it holds of `a`: ';
    const notes = neverNotes('bind queue one.q to exchange dlx', 'publish exchange one*');
    assert(notes?.endsWith(`${offer}\`publish exchange one.x\`.`), notes);
    // What a line asks for, and what by name does not hold either, is no slip of a wildcard.
    for (const [phrases, never] of [
      ['publish exchange one.x', 'publish exchange one*'],
      ['write queue one.*', 'publish exchange one*'],
    ] as const) {
      const others = neverNotes(phrases, never);
      assert(others !== undefined && !others.includes(offer), others);
    }
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
    assert.deepEqual(spilling, [
      'celery',
      'dead-letter-retries',
      'default-vhost',
      'masstransit',
      'nservicebus',
      'spring-cloud-stream',
    ]);
  });
});
