import assert from 'node:assert/strict';
import { oracle } from '../../bed/oracle.js';
import { SUITES } from '../../bed/tree.js';
import { DECISIONS, SEED } from '../random/amount.js';
import { inTurn } from '../random/in-turn.js';
import { rawCase } from './raw-case.js';

/** Decisions about each configuration, and configurations that one start of RabbitMQ's code answers for. */
const EACH = 1_000;
const TOGETHER = 20;

for (const suite of SUITES)
  it(`random scopes give what Warren reads from them, ${suite}`, async function () {
    this.timeout(0); // as many as are asked for
    const started = Date.now();
    const count = { configurations: 0, declined: 0, scopes: 0, decisions: 0, allowed: 0 };
    await inTurn(async (turn) => {
      const cases = Array.from({ length: TOGETHER }, (_, at) =>
        rawCase(suite, SEED + TOGETHER * turn + at, EACH),
      ).filter((one) => one !== undefined);
      const answers = await oracle(suite).decideWithConfigs(cases.map(({ inquiry }) => inquiry));
      count.configurations += cases.length;
      count.declined += TOGETHER - cases.length;
      for (const [at, { seed, scopes, asked, inquiry }] of cases.entries()) {
        count.scopes += scopes;
        count.decisions += asked.length;
        count.allowed += asked.filter(({ allowed }) => allowed).length;
        const differs = asked.find(({ allowed }, which) => answers[at]?.[which] !== allowed);
        if (differs !== undefined)
          assert.fail(
            `RabbitMQ differs at seed ${seed}: ${JSON.stringify([differs, inquiry.config])}`,
          );
      }
      return count.decisions >= DECISIONS;
    });
    const { decisions, allowed } = count;
    const seconds = Math.round((Date.now() - started) / 1000);
    console.log(`      WARREN_SEED=${SEED}: ${JSON.stringify(count)}, none differ, ${seconds} s`);
    const share = allowed / decisions;
    assert.ok(share > 0.1 && share < 0.8, `${share} allowed say too little`);
    assert.ok(count.declined > 0, 'no configuration takes claims in');
  });
