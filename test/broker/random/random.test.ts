import assert from 'node:assert/strict';
import { SUITES } from '../../bed/tree.js';
import { ask } from './ask.js';
import { CASES } from './cases.js';
import { explain } from './explain.js';
import { inTurn } from './in-turn.js';
import { trial } from './trial.js';
import type { Difference } from './trial.js';

/** Decisions to compare on each suite; the same seed gives the same policies and decisions. */
const PAIRS = Number(process.env['WARREN_PAIRS'] ?? 24_000);
const SEED = Number(process.env['WARREN_SEED'] ?? Date.now() % 1_000_000_000);

/** Decisions about each policy: a policy costs about as much as 10,000 decisions. */
const EACH = PAIRS > 100_000 ? 4_000 : 1_000;

describe('random policies', () => {
  for (const { title, suite, allowed, ...asked } of CASES)
    it(`${title}, ${suite}`, async () => {
      assert.deepEqual(await ask(suite, asked, [asked]), [allowed]);
    });

  for (const suite of SUITES)
    it(`mean to RabbitMQ what their phrases say, ${suite}`, async function () {
      this.timeout(0); // differences are shrunk, which takes minutes
      const count = { policies: 0, pairs: 0, allowed: 0 };
      const differences: Difference[] = [];
      await inTurn(async (turn) => {
        const result = await trial(suite, SEED + turn, EACH);
        count.policies += 1;
        count.pairs += result.pairs;
        count.allowed += result.allowed;
        differences.push(...result.differences);
        return count.pairs >= PAIRS || differences.length > 0;
      });
      const { policies, pairs, allowed } = count;
      const share = Math.round((100 * allowed) / pairs);
      console.log(
        `      WARREN_SEED=${SEED}: ${policies} policies, ${pairs} decisions, ${share} % allowed`,
      );

      const [first] = differences;
      if (first !== undefined) assert.fail(await explain(first));
      assert.ok(share > 20 && share < 80, `${share} % allowed say too little`);
    });
});
