import { holdings, isAllowed } from '../../random/decide.js';
import type { Policy } from '../../random/policy.js';
import { shrink } from '../../random/shrink.js';
import { NotCompiled, ask } from './ask.js';
import { targetOf } from './trial.js';
import type { Difference } from './trial.js';

/** A difference with the smallest policy that shows it, to be read and to be kept among the cases. */
export async function explain(difference: Difference): Promise<string> {
  const least = await shrink(difference.policy, (policy) => differs(policy, difference));
  const { suite, seed, broker, arn, decision } = difference;
  const [target] = least.brokers.filter(({ name }) => name === broker.name);
  const held = holdings(least, target ?? broker).find((one) => one.arn === arn);
  const allowed = held !== undefined && isAllowed(held, decision);
  const { text, ...of } = targetOf(least, target ?? broker);
  return [
    `Seed ${seed}: the phrases ${allowed ? 'allow' : 'refuse'} this and RabbitMQ does not.`,
    `{ title: '…', suite: '${suite}', text: \`\n${text.replaceAll(/[\\`$]/g, '\\$&')}\`,`,
    `  ...${JSON.stringify(of)}, arn: ${JSON.stringify(arn)},`,
    `  decision: ${JSON.stringify(decision)}, allowed: ${allowed} },`,
  ].join('\n');
}

async function differs(policy: Policy, difference: Difference): Promise<boolean> {
  const { suite, arn, decision } = difference;
  const broker = policy.brokers.find(({ name }) => name === difference.broker.name);
  if (broker === undefined) return false;
  try {
    const [answer] = await ask(suite, targetOf(policy, broker), [{ arn, decision }]);
    const held = holdings(policy, broker).find((one) => one.arn === arn);
    return held !== undefined && answer !== isAllowed(held, decision);
  } catch (error) {
    if (error instanceof NotCompiled) return false;
    throw error;
  }
}
