import { oracle } from '../../bed/oracle.js';
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
 * What a suite's RabbitMQ decides with the files that a policy is compiled to.
 * @throws {@link NotCompiled} if there are none
 */
export async function ask(
  suite: Suite,
  { text, broker, audience }: Target,
  asked: readonly Asked[],
): Promise<boolean[]> {
  const { configs, errors } = compile(text);
  const config = configs.get(broker);
  if (config === undefined) throw new NotCompiled(`${errors.join('\n')}\n${text}`);
  return oracle(suite).decideWithConfig(config, audience, asked.map(question));
}

function question({ arn, decision }: Asked): RoleQuestion {
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
