import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ReviewBroker } from '#warren/review/document.js';
import { gatherReview } from '#warren/review/gather.js';
import { operationsOf, phrasesFor } from '#warren/review/operations.js';
import { reviewedOf } from '#warren/review/reviewed.js';
import { answerOn } from '#warren/program/query/answer.js';
import { phraseOf, readPhrase } from '#warren/program/query/phrases.js';
import { queryable, type QueryableBroker } from '#warren/program/query/queryable.js';
import { whoOn } from '#warren/program/query/who.js';
import { patternText } from '#warren/policy/phrases/phrase-text.js';
import { loadPolicy } from '#warren/source/load.js';
import { head } from '../cli/warren.js';
import { chanceOf } from '../random/chance.js';
import { print } from '../random/print.js';
import { randomPolicy } from '../random/random-policy.js';
import { inFolder } from '../source/temporary.js';
import { brokerOf, cellOf, held, reviewOfText } from './reviewed.js';

const ENGINES = ['rabbitmq 3.13', 'rabbitmq 4.3', 'amazon-mq 4.2'];

/** What `can` and `who` say of every role and operation on every resource of a broker. */
function answersOn(on: QueryableBroker): readonly string[] {
  return reviewedOf(on.policy)
    .flatMap((resource) => {
      const { vhost, kind, pattern } = resource;
      const asked = operationsOf(kind)
        .filter(counts(kind))
        .map((operation) => {
          const phrases = phrasesFor(operation, resource).map(phraseOf);
          const who = phrases.flatMap((phrase) => whoOn(on, phrase, vhost).able);
          return { operation, phrases, able: new Set(who.map(({ role }) => role)) };
        });
      return on.policy.roles.flatMap((role) => {
        const found = asked.flatMap(({ operation: { word }, phrases, able }) => {
          const can = phrases.every((phrase) => {
            const { rights } = readPhrase(phrase, on, role.name, vhost);
            return answerOn({ ok: true, on, role, rights }).allowed;
          });
          if (!can && !able.has(role)) return [];
          return [`${word} ${can ? 'all' : 'part'}`];
        });
        const names = [role.name, patternText(vhost), kind, patternText(pattern)];
        return found.length === 0 ? [] : [[...names, ...found].join(' | ')];
      });
    })
    .sort();
}

/** A bare permission stands beside operations only where a line asks for it, which others do not tell. */
function counts(kind: string): (operation: { readonly word: string }) => boolean {
  return ({ word }) => kind === 'resource' || (word !== 'write' && word !== 'read');
}

/** The same, as the matrix has it. */
function cellsOf({ cells, roles, resources, vhosts }: ReviewBroker): readonly string[] {
  return cells
    .flatMap(({ role, resource, can }) => {
      const thing = resources[resource];
      assert.ok(thing);
      const found = can.filter(counts(thing.kind)).map(({ word, how }) => `${word} ${how}`);
      const names = [roles[role]?.name, vhosts[thing.vhost], thing.kind, thing.name];
      return found.length === 0 ? [] : [[...names, ...found].join(' | ')];
    })
    .sort();
}

describe('the matrix', () => {
  it('says of every role, operation and resource what can and who say', () => {
    let compared = 0;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 - 1 }), (seed) => {
        const text = print(randomPolicy(chanceOf(seed), ENGINES));
        inFolder({ 'a.warren': text }, (folder) => {
          const loaded = loadPolicy(['.'], folder);
          const asked = queryable(loaded);
          const { review } = gatherReview(loaded);
          assert.ok(asked.ok && review, text);
          for (const [at, on] of asked.brokers.entries()) {
            const broker = review.brokers[at];
            assert.ok(broker);
            const cells = cellsOf(broker);
            assert.deepEqual(cells, answersOn(on), text);
            compared += cells.length;
          }
        });
      }),
      { numRuns: 6 },
    );
    assert.ok(compared > 100, `${compared} cells`);
  });

  it('tells all of an operation from a part, and names the keys of a part', () => {
    const broker = brokerOf(
      reviewOfText(`${head}
vhost v {
  exchange x topic
  exchange y topic
  queue q.*
  allow r {
    publish exchange x key order.*, audit
    publish exchange y
    consume queue q.a
  }
}
`),
    );
    assert.deepEqual(held(broker, 'r', 'x')[0], 'publish part');
    assert.deepEqual(cellOf(broker, 'r', 'x')?.can[0]?.keys, ['audit', 'order.*']);
    assert.deepEqual(held(broker, 'r', 'y')[0], 'publish all');
    assert.deepEqual(held(broker, 'r', 'q.*'), ['consume part']);
  });

  it('shows a bare permission only where nothing can be done with it', () => {
    const broker = brokerOf(
      reviewOfText(`${head}
vhost v {
  exchange x fanout
  queue q
  allow r { read exchange x write queue q }
}
`),
    );
    assert.deepEqual(held(broker, 'r', 'x'), ['bind to part']);
    const alone = brokerOf(
      reviewOfText(`${head}
vhost v {
  exchange x fanout
  queue q
  allow r { read exchange x }
}
`),
    );
    assert.deepEqual(held(alone, 'r', 'x'), ['read all']);
    assert.equal(cellOf(alone, 'r', 'x')?.can[0]?.bare, true);
  });

  it('has what lines name where nothing is declared, and what every vhost has where it is given', () => {
    const broker = brokerOf(
      reviewOfText(`${head}
vhost v { allow r { consume queue jobs.* publish exchange amq.topic key a } }
`),
    );
    const names = broker.resources.map(({ name, origin }) => `${name} ${origin}`);
    assert.deepEqual(names, ['jobs.* undeclared', 'amq.topic built-in']);
  });

  it('says where a permission on a name reaches the other kind, which no line asks for', () => {
    const broker = brokerOf(
      reviewOfText(`${head}
vhost v {
  exchange both fanout
  queue both
  queue other
  allow r { consume queue both bind queue other to exchange amq.fanout }
}
`),
    );
    const exchange = broker.cells.find(
      ({ resource }) =>
        broker.resources[resource]?.kind === 'exchange' &&
        broker.resources[resource].name === 'both',
    );
    assert.deepEqual(
      exchange?.can.map(({ word, unasked }) => [word, unasked]),
      [['bind to', true]],
    );
  });
});
