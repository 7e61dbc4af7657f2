import type { Suite } from '../../bed/tree.js';
import { chanceOf } from '../../random/chance.js';
import { holdings, isAllowed } from '../../random/decide.js';
import type { Broker, Policy } from '../../random/policy.js';
import { print } from '../../random/print.js';
import { randomDecision } from '../../random/random-decisions.js';
import { randomPolicy } from '../../random/random-policy.js';
import { ask } from './ask.js';
import type { Asked, Target } from './ask.js';
import { ENGINES } from './engines.js';

/** A decision in which the policy's phrases and RabbitMQ differ. */
export interface Difference extends Asked {
  readonly suite: Suite;
  readonly seed: number;
  readonly policy: Policy;
  readonly broker: Broker;
  /** What the phrases say; RabbitMQ says the other. */
  readonly allowed: boolean;
}

/** How many decisions were compared, and the first that differ. */
export interface TrialResult {
  readonly pairs: number;
  readonly allowed: number;
  readonly differences: readonly Difference[];
}

/** The broker of a policy, as it is asked. */
export function targetOf(policy: Policy, { name, audience }: Broker): Target {
  return { text: print(policy), broker: name, audience: audience ?? name };
}

/** Compiles the random policy of a seed and compares random decisions about one of its brokers. */
export async function trial(suite: Suite, seed: number, questions: number): Promise<TrialResult> {
  const chance = chanceOf(seed);
  const policy = randomPolicy(chance, ENGINES[suite]);
  const broker = chance.pick(policy.brokers);
  const holders = holdings(policy, broker);
  const expected = new Map<string, Asked & { readonly allowed: boolean }>();
  for (let tries = 0; tries < 4 * questions && expected.size < questions; tries++) {
    const held = chance.pick(holders);
    const decision = randomDecision(held, holders, chance);
    const asked = { arn: held.arn, decision };
    expected.set(JSON.stringify(asked), { ...asked, allowed: isAllowed(held, decision) });
  }
  const all = [...expected.values()];
  const answers = await ask(suite, targetOf(policy, broker), all);
  return {
    pairs: all.length,
    allowed: answers.filter((answer) => answer).length,
    differences: all
      .filter(({ allowed }, at) => answers[at] !== allowed)
      .map((one) => ({ ...one, suite, seed, policy, broker })),
  };
}
