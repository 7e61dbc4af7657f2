import assert from 'node:assert/strict';
import fc from 'fast-check';
import { chanceOf } from '../random/chance.js';
import { print } from '../random/print.js';
import { randomPolicy } from '../random/random-policy.js';
import { disordered } from './disorder.js';
import { comments, format, meaning, squeezed } from './read.js';
import { mistaken, valid } from './texts.js';

/** What holds of every text: nothing but blanks changes, and these only once. */
function holds(text: string): void {
  const formatted = format(text);
  assert.equal(squeezed(formatted), squeezed(text));
  assert.deepEqual(comments(formatted), comments(text));
  assert.equal(meaning(formatted), meaning(text));
  assert.equal(format(formatted), formatted);
}

const ENGINES = ['rabbitmq 4.3', 'amazon-mq 4.2'];
const randomText = fc
  .integer({ min: 0, max: 2 ** 31 - 1 })
  .map((seed) => print(randomPolicy(chanceOf(seed), ENGINES)));

describe('formatting changes blanks and nothing else', () => {
  it('in every policy of the project', () => {
    assert.ok(valid.length > 400, `${valid.length} policies`);
    for (const text of valid) holds(text);
  });

  it('in every text of the project that is not quite a policy', () => {
    assert.ok(mistaken.length > 200, `${mistaken.length} texts`);
    for (const text of mistaken) holds(text);
  });

  it('in policies with blanks, line ends and comments anywhere', () => {
    const text = fc.constantFrom(...valid).chain(disordered);
    fc.assert(
      fc.property(text, (disorder) => {
        holds(disorder);
      }),
      { numRuns: 500 },
    );
  });

  it('in random policies, in any layout', () => {
    fc.assert(
      fc.property(randomText.chain(disordered), (disorder) => {
        holds(disorder);
      }),
      { numRuns: 100 },
    );
  });
});
