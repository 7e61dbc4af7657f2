import { Pattern } from '../pattern/pattern.js';
import { mayBeTopic } from '../policy/exchange-types.js';
import { patternText } from '../policy/phrase-text.js';
import { readRefusal, type ReadRefusal } from '../prove/refusal-text.js';
import { knownLines, type Engine } from '../rabbitmq/engines.js';
import type { AskedOn, RoleQuestion } from './ask.js';
import type { QueryableBroker } from './queryable.js';
import { refusedKey } from './refused-key.js';
import { Unaskable } from './unaskable.js';
import { userIn } from './refused-user.js';

/** What a refusal comes to: questions about a role, or what it means where no right decides. */
export type Refused =
  | { readonly kind: 'meaning'; readonly meaning: string }
  | {
      readonly kind: 'questions';
      readonly refusal: ReadRefusal;
      readonly arn: string;
      /** One for each broker on which the ARN is a role. */
      readonly questions: readonly RoleQuestion[];
    };

/**
 * Reads the text of a refusal, as a broker logs or returns it, into questions to the policy.
 *
 * @throws Unaskable for a text that is no refusal, and for a user that is no role of the policy
 */
export function refusedBy(text: string, brokers: readonly QueryableBroker[]): Refused {
  const reading = readRefusal(text);
  if (reading.kind === 'none')
    throw new Unaskable(`that is no refusal that RabbitMQ ${knownLines()} would log or return`);
  if (reading.kind === 'cut')
    throw new Unaskable(
      'the message is cut off before it names the user, so nobody can say whom it is about',
    );
  const { refusal } = reading;
  if (refusal.meaning !== undefined) return { kind: 'meaning', meaning: refusal.meaning };
  const { arn, holders } = userIn(refusal.user ?? '', brokers);
  const vhost = refusal.vhost?.replaceAll('*', '\\*');
  const questions = holders.map(({ role, broker, engine }) => ({
    role,
    phrase: phraseFor(refusal, engine),
    broker,
    ...(refusal.kind === 'management' ? {} : { vhost }),
  }));
  return { kind: 'questions', refusal, arn, questions };
}

/** That a right on an exchange is not all where the broker looks at routing keys next. */
export function keyRemarks(asked: readonly AskedOn[]): readonly string[] {
  const rights = asked.flatMap((one) =>
    one.ok ? one.rights.map((right) => ({ one, right })) : [],
  );
  const keyed = rights.some(
    ({ one, right }) =>
      right.type === 'operation' &&
      right.kind === 'exchange' &&
      right.key === undefined &&
      right.word !== 'configure' &&
      mayBeTopic(one.on.context.resourcesOf(right.vhost), right.vhost, right.name.pattern),
  );
  if (!keyed) return [];
  return [
    'On a topic exchange the routing key is checked next: grant it with its `key`, as in `publish` or `bind`.',
  ];
}

/** The right that was refused, as a policy writes it. */
function phraseFor(
  { kind, permission = '', resource, name = '', key = '' }: ReadRefusal,
  engine: Engine,
): string {
  switch (kind) {
    case 'vhost':
      return 'connect';
    case 'management':
      return 'tag management';
    case 'topic':
      return `${permission} exchange ${quoted(name)} key ${quoted(refusedKey(key, engine))}`;
    case 'resource':
    case 'other':
      return `${permission} ${resource ?? 'resource'} ${quoted(name)}`;
  }
}

function quoted(name: string): string {
  return patternText(Pattern.literal(name));
}
