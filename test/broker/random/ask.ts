import { oracle } from '../../bed/oracle.js';
import type { Inquiry } from '../../bed/oracle.js';
import type { RoleQuestion } from '../../bed/questions.js';
import type { Suite } from '../../bed/tree.js';
import type { Decision } from '../../random/decide.js';
import { compile } from '../../random/compile.js';

/** A decision about a role. */
export interface Asked {
  readonly arn: string;
  readonly decision: Decision;
}

/** A broker of a policy's text. */
export interface Target {
  readonly text: string;
  readonly broker: string;
  readonly audience: string;
}

/** The policy was not taken by the compiler. */
export class NotCompiled extends Error {}

/**
 * Decisions as they are put to RabbitMQ, with the files that the policy is compiled to.
 * @throws {@link NotCompiled} if there are none
 */
export function inquiry({ text, broker, audience }: Target, asked: readonly Asked[]): Inquiry {
  const { configs, errors } = compile(text);
  const config = configs.get(broker);
  if (config === undefined) throw new NotCompiled(`${errors.join('\n')}\n${text}`);
  return { config, audience, questions: asked.map(question) };
}

/**
 * What a suite's RabbitMQ decides about one policy.
 * @throws {@link NotCompiled} as {@link inquiry} does
 */
export async function ask(
  suite: Suite,
  target: Target,
  asked: readonly Asked[],
): Promise<readonly boolean[]> {
  const [answers = []] = await oracle(suite).decideWithConfigs([inquiry(target, asked)]);
  return answers;
}

/** A decision about a role as the question that RabbitMQ is asked. */
export function question({ arn, decision }: Asked): RoleQuestion {
  if (decision.check === 'tag') return { ...decision, roleArn: arn };
  const vhost = bytes(decision.vhost);
  if (decision.check === 'vhost') return { ...decision, roleArn: arn, vhost };
  const name = bytes(decision.name);
  if (decision.check === 'resource') return { ...decision, roleArn: arn, vhost, name };
  return { ...decision, roleArn: arn, vhost, name, routingKey: bytes(decision.routingKey) };
}

function bytes(text: string): Uint8Array {
  return Buffer.from(text, 'latin1');
}
