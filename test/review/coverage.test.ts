import assert from 'node:assert/strict';
import type { Review } from '#warren/review/document.js';
import { head } from '../cli/warren.js';
import { brokerOf, reviewOfText } from './reviewed.js';

/** The phrases of the granted rights that claims speak of, with their numbers. */
function spoken(review: Review): Readonly<Record<string, readonly number[]>> {
  const grants = brokerOf(review).roles.flatMap((role) => role.grants);
  return Object.fromEntries(grants.map(({ phrase, claims }) => [phrase, claims]));
}

const policy = `${head}
role s = arn:aws:iam::111122223333:role/s

vhost v {
  exchange x topic
  queue q
  queue p

  allow r {
    publish exchange x key a.*
    consume queue q
    declare queue p
  }

  allow s { purge queue p }
`;

describe('what claims speak of', () => {
  it('is nothing where there are none', () => {
    const review = reviewOfText(`${policy}}`);
    assert.ok(Object.values(spoken(review)).every(({ length }) => length === 0));
  });

  it('is what the proof of a can rests on', () => {
    const review = reviewOfText(
      `${policy}}\ntest "t" { vhost v { can r { publish exchange x key a.b consume queue q } } }\n`,
    );
    assert.deepEqual(spoken(review), {
      'publish exchange x key a.*': [0],
      'consume queue q': [1],
      'declare queue p': [],
      'purge queue p': [],
    });
  });

  it('is what a never excepts and would else be broken by', () => {
    const review = reviewOfText(
      `${policy}  never anyone except r { configure resource * }\n  never anyone except s { consume queue p }\n}`,
    );
    assert.deepEqual(spoken(review), {
      'publish exchange x key a.*': [],
      'consume queue q': [],
      'declare queue p': [0],
      'purge queue p': [1],
    });
  });

  it('is not what a never says of others, nor what a failed can asks for', () => {
    const review = reviewOfText(
      `${policy}  never s { consume queue q }\n}\ntest "t" { vhost v { can r { consume queue p } } }\n`,
    );
    assert.ok(Object.values(spoken(review)).every(({ length }) => length === 0));
  });
});

describe('the claims of a review', () => {
  it('have their subjects as they are written, and their states', () => {
    const { claims, messages } = reviewOfText(
      `${policy}  never anyone except s { consume queue p, q }\n}\ntest "t" { vhost v { can r { consume queue q } } }\n`,
    );
    assert.deepEqual(
      claims.map(({ kind, subject, phrase, test, on }) => [kind, subject, phrase, test, on]),
      [
        [
          'never',
          'anyone except s',
          'consume queue p; consume queue q',
          null,
          [{ broker: 'b', state: 'fails' }],
        ],
        ['can', 'r', 'consume queue q', 't', [{ broker: 'b', state: 'holds' }]],
      ],
    );
    const [at] = claims[0]?.messages ?? [];
    assert.equal(messages[at ?? -1]?.code, 'never-violated');
  });
});
