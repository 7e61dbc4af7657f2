import { startBroker } from '../../bed/broker.js';
import type { Broker } from '../../bed/broker.js';
import { startSts } from '../../bed/sts.js';
import type { Sts } from '../../bed/sts.js';
import type { Suite } from '../../bed/tree.js';
import { chanceOf } from '../../random/chance.js';
import { livePolicy } from './live-policy.js';

/** A broker that takes over one random policy after the other, and the issuer that it trusts. */
export interface LiveBroker {
  readonly broker: Broker;
  readonly sts: Sts;
}

const started = new Map<Suite, Promise<LiveBroker>>();

/** The broker of a suite, started once for all test files with a policy that the others replace. */
export function liveBroker(suite: Suite): Promise<LiveBroker> {
  const found = started.get(suite) ?? start(suite);
  started.set(suite, found);
  return found;
}

async function start(suite: Suite): Promise<LiveBroker> {
  const sts = await startSts();
  const { config } = livePolicy(suite, chanceOf(0), sts.issuer);
  return { sts, broker: await startBroker({ suite, ...config, ca: sts.ca }) };
}

after(async () => {
  for (const { broker, sts } of await Promise.all(started.values())) {
    await broker.stop();
    await sts.stop();
  }
});
