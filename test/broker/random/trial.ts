import { oracle } from '../../bed/oracle.js';
import type { Suite } from '../../bed/tree.js';
import { chanceOf } from '../../random/chance.js';
import { holdings, isAllowed } from '../../random/decide.js';
import type { Broker, Policy } from '../../random/policy.js';
import { print } from '../../random/print.js';
import { randomDecision } from '../../random/random-decisions.js';
import { randomPolicy } from '../../random/random-policy.js';
import { inquiry } from './ask.js';
import type { Asked, Target } from './ask.js';
import { ENGINES } from './engines.js';

/** Random decisions about one broker of a random policy, and what its phrases say to them. */
interface Trial {
  readonly suite: Suite;
  readonly seed: number;
  readonly policy: Policy;
  readonly broker: Broker;
  readonly expected: readonly (Asked & { readonly allowed: boolean })[];
}

/** A decision in which the policy's phrases and RabbitMQ differ. */
export interface Difference extends Asked, Omit<Trial, 'expected'> {
  /** What the phrases say; RabbitMQ says the other. */
  readonly allowed: boolean;
}

/** How many decisions were compared, and those that differ. */
export interface TrialResult {
  readonly decisions: number;
  readonly allowed: number;
  readonly differences: readonly Difference[];
}

/** The broker of a policy, as it is asked. */
export function targetOf(policy: Policy, { name, audience }: Broker): Target {
  return { text: print(policy), broker: name, audience: audience ?? name };
}

/**
 * Compiles the random policies of some seeds, and compares random decisions about one broker of each.
 * @param questions how many decisions of each policy
 */
export async function tryPolicies(
  suite: Suite,
  seeds: readonly number[],
  questions: number,
): Promise<TrialResult> {
  const trials = seeds.map((seed) => trialOf(suite, seed, questions));
  const inquiries = trials.map(({ policy, broker, expected }) =>
    inquiry(targetOf(policy, broker), expected),
  );
  const answers = await oracle(suite).decideWithConfigs(inquiries);
  return {
    decisions: answers.flat().length,
    allowed: answers.flat().filter((answer) => answer).length,
    differences: trials.flatMap(({ expected, ...trial }, at) =>
      expected
        .filter(({ allowed }, which) => answers[at]?.[which] !== allowed)
        .map((one) => ({ ...one, ...trial })),
    ),
  };
}

function trialOf(suite: Suite, seed: number, questions: number): Trial {
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
  return { suite, seed, policy, broker, expected: [...expected.values()] };
}
