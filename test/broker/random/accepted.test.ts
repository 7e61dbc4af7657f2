import assert from 'node:assert/strict';
import { checkConfig } from '../../bed/cuttlefish.js';
import { SUITES } from '../../bed/tree.js';
import { chanceOf } from '../../random/chance.js';
import { print } from '../../random/print.js';
import { randomPolicy } from '../../random/random-policy.js';
import { compile } from '../../random/compile.js';
import { ENGINES } from './engines.js';
import { inTurn } from './in-turn.js';

/** Files to check on each suite. */
const FILES = Number(process.env['WARREN_FILES'] ?? 24);
const SEED = Number(process.env['WARREN_SEED'] ?? Date.now() % 1_000_000_000);

describe("random policies' files", () => {
  for (const suite of SUITES)
    it(`are taken by RabbitMQ without a warning, ${suite}`, async function () {
      this.timeout(0);
      console.log(`      WARREN_SEED=${SEED}`);
      let files = 0;
      await inTurn(async (turn) => {
        const text = print(randomPolicy(chanceOf(SEED + turn), ENGINES[suite]));
        const { configs, errors } = compile(text);
        assert.deepEqual(errors, [], `seed ${SEED + turn}: the compiler refused\n${text}`);
        for (const config of configs.values()) {
          const checked = await checkConfig(suite, config);
          assert.ok(checked.ok, `seed ${SEED + turn}: ${JSON.stringify(checked)}\n${text}`);
          assert.equal(checked.warnings, '', `seed ${SEED + turn}\n${text}`);
          files += 1;
        }
        return files >= FILES;
      });
    });
});
