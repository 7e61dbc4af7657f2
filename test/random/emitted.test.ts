import assert from 'node:assert/strict';
import { chanceOf } from './chance.js';
import { checkEmitted } from './emitted.js';
import { hostilePolicy, mutated } from './hostile-policy.js';

/** How long to go on, in seconds, with one seed after the other; by default some policies alone. */
const SECONDS = Number(process.env['WARREN_FUZZ_SECONDS'] ?? 0);
const FIRST = Number(process.env['WARREN_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const LEAST = 12;

function check(text: string, combined: boolean, seed: number, again = true): boolean {
  try {
    return checkEmitted(text, combined, again);
  } catch (error) {
    throw new Error(`WARREN_SEED=${seed}, on the policy\n${text}`, { cause: error });
  }
}

describe('what is emitted for hostile policies and for mutations of them', () => {
  it(`keeps what every output promises, from seed ${FIRST} on`, function () {
    this.timeout((SECONDS + 120) * 1000);
    const end = Date.now() + SECONDS * 1000;
    const counts = { policies: 0, taken: 0, mutants: 0, mutantsTaken: 0 };
    for (let seed = FIRST; counts.policies < LEAST || Date.now() < end; seed++) {
      const chance = chanceOf(seed);
      const text = hostilePolicy(chance);
      const combined = chance.maybe(0.4);
      counts.policies += 1;
      counts.taken += Number(check(text, combined, seed));
      for (const mutant of chance.many(2, 4, () => mutated(text, chance))) {
        counts.mutants += 1;
        counts.mutantsTaken += Number(check(mutant, combined, seed, false));
      }
    }
    if (SECONDS > 0) console.log(counts);
    assert.ok(counts.taken > 0.2 * counts.policies, JSON.stringify(counts));
  });
});
