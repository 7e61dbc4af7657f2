import assert from 'node:assert/strict';
import { reconfigure } from '../../bed/reconfigure.js';
import { SUITES } from '../../bed/tree.js';
import { chanceOf } from '../../random/chance.js';
import { liveBroker } from '../live/live-broker.js';
import { livePolicy } from '../live/live-policy.js';
import { newTally } from '../live/tally.js';
import { SEED } from '../random/amount.js';
import { confirm } from './confirm.js';
import { failuresOf } from './failures.js';
import { operationOf } from './operation-of.js';
import { randomClaims } from './random-claims.js';
import { witnessOf } from './witness.js';

/** Witnesses to try on each suite's broker, and claims about each policy. */
const WITNESSES = Number(process.env['WARREN_WITNESSES'] ?? 120);
const CLAIMS = 30;

for (const suite of SUITES)
  it(`claims that do not hold show an operation that the running broker decides as they say, ${suite}`, async function () {
    this.timeout(0); // as many as are asked for
    const chance = chanceOf(SEED);
    const { broker, sts } = await liveBroker(suite);
    const confirmed = newTally();
    const untried = newTally();
    let holding = 0;
    while (confirmed.tried() < WITNESSES) {
      const live = livePolicy(suite, chance, sts.issuer);
      const found = failuresOf(live.text, randomClaims(live.policy, chance, CLAIMS));
      holding += found.holding;
      await reconfigure(broker, live.config);
      for (const failure of found.failures) {
        const witness = witnessOf(failure);
        const operation = typeof witness === 'string' ? undefined : operationOf(witness);
        if (typeof witness === 'string') untried.add(witness, false);
        else if (operation === undefined) untried.add('name of the server', false);
        else {
          const token = await sts.mint({ roleArn: witness.arn, audience: live.audience });
          await confirm(witness, operation, { broker, token, vhosts: found.policy.vhosts });
          confirmed.add(failure.claim, failure.claim === 'never');
        }
      }
    }
    console.log(
      `      WARREN_SEED=${SEED}: ${confirmed.tried()} witnesses confirmed ` +
        `(permitted: ${confirmed.text()}), ${holding} claims hold, not to be tried: ${untried.text()}`,
    );
    assert.ok(untried.tried() < confirmed.tried() / 4, untried.text());
  });
