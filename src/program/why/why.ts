import { namesText } from '../../diagnostics/on-brokers.js';
import { display } from '../../pattern/display.js';
import { Pattern } from '../../pattern/pattern.js';
import { vhostArgument } from '../../policy/phrases/vhost-argument.js';
import { patternText } from '../../policy/phrases/phrase-text.js';
import { mayBeTopic } from '../../policy/resources/exchange-types.js';
import { readRefusal, type ReadRefusal } from '../../prove/refusal/read.js';
import type { AskedOn, RoleQuestion } from '../query/ask.js';
import { cutMeaning, cutUserMeaning, namelessMeaning, unnamedMeaning } from './cut-refusal.js';
import type { QueryableBroker } from '../query/queryable.js';
import { brokersOf, isNamed, nearestName, nowhere, readVhost } from '../query/question.js';
import { ungarbled } from './garbled.js';
import { refusedPhrase } from './refused-phrase.js';
import { unreadable } from './unreadable.js';
import { Unaskable } from '../query/unaskable.js';
import { userIn, type Holder } from './refused-user.js';

/** What a refusal comes to: questions about a role, or what it means where no role can be asked about. */
export type RefusalMeaning =
  | { readonly kind: 'meaning'; readonly meaning: string }
  | {
      readonly kind: 'questions';
      readonly refusal: ReadRefusal;
      readonly arn: string;
      /** One for each broker on which the ARN is a role, of those that have the vhost if any has. */
      readonly questions: readonly RoleQuestion[];
      /** What a garbled name was taken for, and that brokers are left out which have no such vhost, as sentences. */
      readonly remarks: readonly string[];
    };

/**
 * Reads the text of a refusal, as a broker logs or returns it, into questions to the policy.
 *
 * @param broker the only one to be asked; left out, every broker that it can come from
 * @throws Unaskable for a text that is no answer of a broker, and for a user that is no role of the policy
 */
export function refusedBy(
  text: string,
  brokers: readonly QueryableBroker[],
  broker?: string,
): RefusalMeaning {
  const chosen = brokersOf({ phrase: '', broker }, brokers);
  const reading = readRefusal(text);
  if (reading.kind === 'none') throw new Unaskable(unreadable(text));
  if (reading.kind === 'cut') return { kind: 'meaning', meaning: cutMeaning(reading) };
  const { meaning } = reading.refusal;
  if (meaning !== undefined) return { kind: 'meaning', meaning };
  const read = ungarbled(reading.refusal, chosen);
  if (read.kind === 'meaning') return read;
  const { refusal } = read;
  const user = userIn(refusal.user ?? '', brokers);
  if (refusal.kind === 'resource' && refusal.permission === undefined)
    return { kind: 'meaning', meaning: unnamedMeaning(refusal, user) };
  if (user.kind === 'cut') return { kind: 'meaning', meaning: cutUserMeaning(user, refusal) };
  if (refusal.kind === 'resource' && refusal.name === '')
    return { kind: 'meaning', meaning: namelessMeaning(refusal) };
  const { arn } = user;
  const holders = holdersOn(chosen, user.holders, brokers);
  const { having, lacking } = byVhost(refusal.vhost, holders, brokers);
  const vhost =
    refusal.vhost === undefined ? undefined : vhostArgument(Pattern.literal(refusal.vhost));
  const questions = having.map(({ role, broker: on, engine }) => ({
    role,
    phrase: refusedPhrase(refusal, engine),
    broker: on,
    ...(refusal.kind === 'tag' ? {} : { vhost }),
  }));
  const elsewhere =
    lacking.length === 0
      ? []
      : [
          `There is no vhost \`${refusal.vhost ?? ''}\` on ${onText(lacking)}, so only ${onText(having)} can have said it.`,
        ];
  const remarks = [...read.remarks, ...elsewhere];
  return { kind: 'questions', refusal, arn, questions, remarks };
}

/** The roles that a user is on the brokers that are asked. */
function holdersOn(
  chosen: readonly QueryableBroker[],
  holders: readonly Holder[],
  brokers: readonly QueryableBroker[],
): readonly Holder[] {
  const on = (some: readonly Holder[]): readonly QueryableBroker[] =>
    brokers.filter(({ policy }) => some.some((one) => one.broker === policy.broker.name));
  const own = holders.filter((one) =>
    chosen.some(({ policy }) => policy.broker.name === one.broker),
  );
  if (own.length > 0) return own;
  const role = holders[0]?.role ?? '';
  throw new Unaskable(nowhere(`role \`${role}\``, role, new Set(), chosen, on(holders)));
}

/** Who is on a broker that has the vhost of a refusal, and who is not; all, where no broker has it or none is named. */
function byVhost(
  vhost: string | undefined,
  holders: readonly Holder[],
  brokers: readonly QueryableBroker[],
): { readonly having: readonly Holder[]; readonly lacking: readonly Holder[] } {
  if (vhost === undefined) return { having: holders, lacking: [] };
  const names = new Set(
    brokers
      .filter((one) => isNamed(Pattern.literal(vhost), one))
      .map(({ policy }) => policy.broker.name),
  );
  const having = holders.filter(({ broker }) => names.has(broker));
  if (having.length === 0) return { having: holders, lacking: [] };
  return { having, lacking: holders.filter(({ broker }) => !names.has(broker)) };
}

function onText(holders: readonly Holder[]): string {
  return namesText(holders.map(({ broker }) => broker));
}

/** That no block of the policy is about the vhost of a refusal, which the broker has all the same. */
export function vhostRemarks(
  { vhost }: RoleQuestion,
  asked: readonly AskedOn[],
): readonly string[] {
  const brokers = asked.map(({ on }) => on);
  if (vhost === undefined || brokers.some((on) => isNamed(readVhost(vhost, on), on))) return [];
  const names = brokers.flatMap(({ policy }) =>
    Array.from(policy.vhosts.declared, ({ pattern }) => display(pattern)),
  );
  const [name = vhost] = brokers.map((on) => patternText(readVhost(vhost, on)));
  return [`No block of the policy is about the vhost \`${name}\`.${nearestName(name, names)}`];
}

/** That a right on an exchange is not all where the broker looks at routing keys next. */
export function keyRemarks(asked: readonly AskedOn[]): readonly string[] {
  if (!asked.some(isKeyed)) return [];
  return [
    'On a topic exchange the routing key is checked next: grant it with its `key`, as in `publish` or `bind`.',
  ];
}

/** Whether a right that was refused is on an exchange whose routing keys the broker looks at next. */
export function isKeyed(one: AskedOn): boolean {
  return (
    one.ok &&
    one.rights.some(
      (right) =>
        right.type === 'operation' &&
        right.kind === 'exchange' &&
        right.key === undefined &&
        right.word !== 'configure' &&
        mayBeTopic(one.on.context.resourcesOf(right.vhost), right.vhost, right.name.pattern),
    )
  );
}
