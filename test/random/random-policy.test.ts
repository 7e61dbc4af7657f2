import assert from 'node:assert/strict';
import fc from 'fast-check';
import { chanceOf } from './chance.js';
import { compile } from './compile.js';
import { holdings } from './decide.js';
import { print } from './print.js';
import { randomPolicy } from './random-policy.js';
import { shrink } from './shrink.js';

const ENGINES = ['rabbitmq 3.13', 'rabbitmq 4.3', 'amazon-mq 4.2'];
const seed = fc.integer({ min: 0, max: 2 ** 31 - 1 });

describe('random policies', () => {
  it('compile', () => {
    fc.assert(
      fc.property(seed, (number) => {
        const text = print(randomPolicy(chanceOf(number), ENGINES));
        assert.deepEqual(compile(text).errors, [], text);
      }),
      { numRuns: 60 },
    );
  });

  it('are the same for the same seed', () => {
    const text = (): string => print(randomPolicy(chanceOf(7), ENGINES));
    assert.equal(text(), text());
  });

  it('mostly grant something to every role', () => {
    const roles = Array.from({ length: 60 }, (_, at) =>
      randomPolicy(chanceOf(at), ENGINES),
    ).flatMap((policy) => policy.brokers.flatMap((broker) => holdings(policy, broker)));
    const granted = roles.filter(({ permits }) => permits.length > 0);
    assert.ok(granted.length > 0.75 * roles.length, `${granted.length} of ${roles.length}`);
  });

  it('shrink to the one phrase that matters', async () => {
    const policy = randomPolicy(chanceOf(7), ENGINES);
    const consumes = (text: string): boolean =>
      text.includes('read') && compile(text).errors.length === 0;
    assert.ok(consumes(print(policy)));
    const least = await shrink(policy, (smaller) => Promise.resolve(consumes(print(smaller))));
    const rules = least.blocks.flatMap((block) => block.allows);
    assert.ok(rules.flatMap(({ phrases }) => phrases).length <= 1, print(least));
  });
});
