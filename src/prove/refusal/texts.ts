import { connectionTexts } from './connections.js';
import { otherAnswers } from './other-answers.js';
import { bareRefusals, signInTexts } from './sign-in.js';
import { standingTexts } from './standing.js';
import type { RefusalText } from './text.js';

/**
 * How RabbitMQ words its refusals, and answers that people take for one, the most telling first.
 * Source: rabbitmq/rabbitmq-server at its tags v3.13.0 to v4.3.5; each file names its modules.
 * Those that name what was refused come first: see `readRefusal`.
 */
export const OTHER_TEXTS: readonly RefusalText[] = [
  ...connectionTexts,
  ...standingTexts,
  ...signInTexts,
  ...otherAnswers,
  ...bareRefusals,
];
