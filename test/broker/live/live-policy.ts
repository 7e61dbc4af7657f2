import assert from 'node:assert/strict';
import type { ConfigFiles } from '../../bed/offline.js';
import type { Suite } from '../../bed/tree.js';
import type { Chance } from '../../random/chance.js';
import { compile } from '../../random/compile.js';
import { holdings } from '../../random/decide.js';
import type { Held } from '../../random/decide.js';
import type { Policy } from '../../random/policy.js';
import { print } from '../../random/print.js';
import { randomPolicy } from '../../random/random-policy.js';

/** Just what the suites have; on brokers of one's own the aliases stand in both files. */
const ENGINE: Readonly<Record<Suite, string>> = {
  trixie: 'rabbitmq 4.0.5',
  forky: 'rabbitmq 4.3.6',
};

const ISSUER = /https:\S*tokens\.sts\S*/;

/** A random policy as a running broker has it, and what its phrases say to each role. */
export interface LivePolicy {
  readonly policy: Policy;
  readonly text: string;
  readonly config: ConfigFiles;
  readonly audience: string;
  readonly held: readonly Held[];
}

/** A random policy with one broker that grants somebody more than a little. */
export function livePolicy(suite: Suite, chance: Chance, issuer: string): LivePolicy {
  for (;;) {
    const policy = randomPolicy(chance, [ENGINE[suite]]);
    const [broker, another] = policy.brokers;
    if (broker === undefined || another !== undefined) continue;
    const held = holdings(policy, broker);
    if (!held.some(({ permits }) => permits.length > 10)) continue;
    const text = print(policy).replace(ISSUER, issuer);
    const { configs, errors } = compile(text);
    const [config = assert.fail(errors.join('\n'))] = configs.values();
    return { policy, text, config, audience: broker.audience ?? broker.name, held };
  }
}
