import assert from 'node:assert/strict';
import type { ConfigFiles } from '../../bed/offline.js';
import type { Suite } from '../../bed/tree.js';
import type { Chance } from '../../random/chance.js';
import { compile } from '../../random/compile.js';
import { holdings } from '../../random/decide.js';
import type { Held } from '../../random/decide.js';
import { print } from '../../random/print.js';
import { randomPolicy } from '../../random/random-policy.js';

/** On a running broker of one's own the aliases stand in both files, as the suite takes them. */
const ENGINE: Readonly<Record<Suite, string>> = { trixie: 'rabbitmq 4.0', forky: 'rabbitmq 4.3' };

const ISSUER = /https:\S*tokens\.sts\S*/;

/** A random policy as a running broker has it, and what its phrases say to each role. */
export interface LivePolicy {
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
    const { configs, errors } = compile(print(policy).replace(ISSUER, issuer));
    const [config = assert.fail(errors.join('\n'))] = configs.values();
    return { config, audience: broker.audience ?? broker.name, held };
  }
}
