import assert from 'node:assert/strict';
import fc from 'fast-check';
import { answerOn, grantFor } from '#warren/program/query/answer.js';
import { asker } from '#warren/program/query/ask.js';
import { queryable, type QueryableBroker } from '#warren/program/query/queryable.js';
import { describeNearMiss } from '#warren/tell/step.js';
import { Source } from '#warren/source/source.js';

/** A policy of one role `a` with grants in the vhost `v`. */
function policy(grants: string): string {
  return `
    broker b { engine rabbitmq 4.3 account 111122223333 }
    role a = arn:aws:iam::111122223333:role/a
    vhost v { exchange ev topic exchange fan fanout queue q queue q-* allow a { ${grants} } }`;
}

function brokers(text: string): readonly QueryableBroker[] {
  const sources = [new Source('test.warren', text)];
  const read = queryable({ sources, root: '/', problems: [], textProblems: [] });
  assert(read.ok, JSON.stringify(read));
  return read.brokers;
}

/** What the one broker answers about `a` in `v`. */
function ask(grants: string, phrase: string) {
  const [asked] = asker(brokers(policy(grants)))({ role: 'a', phrase, vhost: 'v' });
  assert(asked !== undefined);
  const answer = answerOn(asked);
  return { answer, proposal: grantFor(asked, answer)?.source.map((line) => line.trim()) };
}

describe('an explanation', () => {
  /** Grants, a question, which checks pass, and what is proposed. */
  const cases: readonly (readonly [string, string, readonly boolean[], readonly string[]])[] = [
    ['consume queue q', 'consume queue q', [true, true], []],
    ['consume queue q', 'purge queue q-1', [true, false], ['purge queue q-1']],
    ['connect', 'publish exchange ev key k', [true, false, false], ['publish exchange ev key k']],
    [
      'write exchange ev',
      'publish exchange ev key k',
      [true, true, false],
      ['publish exchange ev key k'],
    ],
    ['write exchange ev', 'publish exchange ev', [true, true, false], ['publish exchange ev']],
    [
      'bind queue q to exchange ev key k',
      'bind queue q to exchange ev key x',
      [true, true, true, false],
      ['bind queue q to exchange ev key x'],
    ],
    [
      'consume queue q',
      'declare queue q dead-letter fan',
      [true, false, true, false],
      ['declare queue q dead-letter fan'],
    ],
    [
      'consume queue q',
      'bind queue q to exchange fan',
      [true, false, false],
      ['bind queue q to exchange fan'],
    ],
  ];
  for (const [grants, phrase, passes, phrases] of cases)
    it(`of \`${phrase}\` with \`${grants}\``, () => {
      const { answer, proposal } = ask(grants, phrase);
      const [explanation] = answer.explanations;
      assert.deepEqual(
        explanation?.steps.map(({ outcome }) => outcome.kind === 'covered'),
        passes,
      );
      const expected = ['vhost v {', 'allow a {', ...phrases, '}', '}'];
      assert.deepEqual(proposal, phrases.length === 0 ? undefined : expected);
    });

  /** Grants, a question, and what of the nearest scope does not fit. */
  const misses: readonly (readonly [string, string, string])[] = [
    ['consume queue q-*', 'consume queue q', 'its name `q-*` does not hold `q`'],
    ['consume queue q', 'purge queue other', 'its name `q` does not hold `other`'],
    ['consume queue q', 'declare queue q', 'it gives `read`, not `configure`'],
    ['write exchange ev', 'publish exchange ev key k', 'it names no routing keys'],
    ['publish exchange ev key a.*', 'publish exchange ev key b', 'its key `a.*` does not hold `b`'],
    ['consume queue q-*-dlq', 'consume queue q-a-dlq-dlq', 'takes the first place that fits'],
  ];
  for (const [grants, phrase, words] of misses)
    it(`tells what \`${grants}\` lacks for \`${phrase}\``, () => {
      const nearest = ask(grants, phrase).answer.explanations[0]?.nearest;
      assert(nearest !== undefined);
      assert(describeNearMiss(nearest).includes(words), describeNearMiss(nearest));
    });

  it('proposes what is enough, and of several phrases each is needed', () => {
    const names = fc.constantFrom('q', 'q-1', 'q-*', 'ev', 'fan');
    const verbs = fc.constantFrom('configure resource', 'write resource', 'read resource');
    const phrase = fc.oneof(
      fc.tuple(verbs, names).map(([verb, name]) => `${verb} ${name}`),
      fc.constantFrom('publish exchange ev key k.*', 'publish exchange fan', 'connect'),
      fc.constantFrom('bind queue q to exchange ev key k', 'declare queue q-* dead-letter fan'),
    );
    fc.assert(
      fc.property(fc.array(phrase, { minLength: 1, maxLength: 4 }), phrase, (grants, asked) => {
        const { answer, proposal } = ask(grants.join('\n'), asked);
        assert.equal(answer.allowed, proposal === undefined);
        if (proposal === undefined) return;
        const phrases = proposal.slice(2, -2);
        const all = (left: readonly string[]) => ask([...grants, ...left].join('\n'), asked);
        assert(all(phrases).answer.allowed);
        for (const one of phrases)
          assert(!all(phrases.filter((other) => other !== one)).answer.allowed, one);
      }),
      { numRuns: 200 },
    );
  });
});
