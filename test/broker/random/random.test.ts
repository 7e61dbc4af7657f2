import assert from 'node:assert/strict';
import { SUITES } from '../../bed/tree.js';
import { DECISIONS, SEED } from './amount.js';
import { ask } from './ask.js';
import { CASES } from './cases.js';
import { explain } from './explain.js';
import { inTurn } from './in-turn.js';
import { tryPolicies } from './trial.js';
import type { Difference } from './trial.js';

/** Decisions about each policy, and policies that one start of RabbitMQ's code answers for. */
const EACH = 2_000;
const TOGETHER = 10;

describe('random policies', () => {
  for (const { title, suite, allowed, ...asked } of CASES)
    it(`${title}, ${suite}`, async () => {
      assert.deepEqual(await ask(suite, asked, [asked]), [allowed]);
    });

  for (const suite of SUITES)
    it(`mean to RabbitMQ what their phrases say, ${suite}`, async function () {
      this.timeout(0); // differences are shrunk, which takes minutes
      const started = Date.now();
      const count = { policies: 0, decisions: 0, allowed: 0 };
      const differences: Difference[] = [];
      await inTurn(async (turn) => {
        const seeds = Array.from({ length: TOGETHER }, (_, at) => SEED + TOGETHER * turn + at);
        const result = await tryPolicies(suite, seeds, EACH);
        count.policies += seeds.length;
        count.decisions += result.decisions;
        count.allowed += result.allowed;
        differences.push(...result.differences);
        return count.decisions >= DECISIONS || differences.length > 0;
      });
      const { policies, decisions, allowed } = count;
      const share = Math.round((100 * allowed) / decisions);
      console.log(
        `      WARREN_SEED=${SEED}: ${policies} policies, ${decisions} decisions, ${share} % allowed, ` +
          `${differences.length} differ, ${Math.round((Date.now() - started) / 1000)} s`,
      );

      const [first] = differences;
      if (first !== undefined) assert.fail(await explain(first));
      assert.ok(share > 20 && share < 80, `${share} % allowed say too little`);
    });
});
