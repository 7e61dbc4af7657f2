import assert from 'node:assert/strict';
import { reconfigure } from '../../bed/reconfigure.js';
import { SUITES } from '../../bed/tree.js';
import { chanceOf } from '../../random/chance.js';
import { SEED } from '../random/amount.js';
import { liveBroker } from './live-broker.js';
import { livePolicy } from './live-policy.js';
import { newTally } from './tally.js';
import { topicExchanges } from './topic-exchanges.js';
import { visit } from './visit.js';

/** Operations to try on each suite's broker. */
const OPERATIONS = Number(process.env['WARREN_OPERATIONS'] ?? 10_000);

for (const suite of SUITES)
  it(`random policies on a running broker are decided as their phrases say, ${suite}`, async function () {
    this.timeout(0); // as many as are asked for
    const chance = chanceOf(SEED);
    const { broker, sts } = await liveBroker(suite);
    const started = Date.now();
    const topics = topicExchanges(broker);
    const tally = newTally();
    let policies = 0;
    for (; tally.tried() < OPERATIONS; policies++) {
      const { config, audience, held } = livePolicy(suite, chance, sts.issuer);
      await reconfigure(broker, config);
      const token = (roleArn: string): Promise<string> => sts.mint({ roleArn, audience });
      await visit({ broker, topics, held, token, chance }, tally);
    }
    const seconds = Math.round((Date.now() - started) / 1000);
    console.log(
      `      WARREN_SEED=${SEED}: ${policies} policies, ${tally.tried()} operations, ` +
        `none differ, ${seconds} s (allowed: ${tally.text()})`,
    );
    const share = tally.allowed() / tally.tried();
    assert.ok(share > 0.1 && share < 0.9, `${share} allowed say too little`);
  });
