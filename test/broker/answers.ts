import assert from 'node:assert/strict';
import type { Operation, User } from './operations.js';

/** Asks a broker: somebody does something, and what the broker must answer. */
export interface Question {
  /** What the role was granted, as the policy says it. */
  readonly phrase: string;
  readonly role: string;
  readonly operation: Operation;
}

/** The broker allows it. @throws an assertion that tells what was asked and what was answered */
export async function assertAllowed(user: User, question: Question): Promise<void> {
  const verdict = await question.operation.run(user);
  assert.ok(verdict.allowed, report(user, question, verdict.allowed ? '' : verdict.reply));
}

/**
 * The broker refuses it, and not for another reason than expected.
 * @param words what its reply must hold
 */
export async function assertRefused(
  user: User,
  question: Question,
  ...words: readonly string[]
): Promise<void> {
  const verdict = await question.operation.run(user);
  assert.ok(!verdict.allowed, report(user, question, 'allowed'));
  for (const word of words)
    assert.ok(
      verdict.reply.includes(word),
      report(user, question, `${verdict.reply}, without ${word}`),
    );
}

function report({ broker, vhost }: User, question: Question, reply: string): string {
  return [
    'the broker answers otherwise than the policy says',
    `  phrase:    ${question.phrase}`,
    `  broker:    RabbitMQ ${broker.version}, virtual host '${vhost}'`,
    `  role:      ${question.role}`,
    `  operation: ${question.operation.title}`,
    `  reply:     ${reply}`,
  ].join('\n');
}
