import { inSentence } from '../source/counted.js';

/** The brokers of which something holds, of a policy that has several. */
export interface OnBrokers {
  /** Those of which it holds, in the order of the policy; one at least. */
  readonly names: readonly string[];
  /** All brokers of the policy. */
  readonly all: readonly string[];
  /** The one of them whose names are told, where those of others differ. */
  readonly as?: string | undefined;
}

/** So many brokers are named one by one. */
const NAMED = 5;

/** So many are named where it holds of all the others. */
const BUT = 2;

/** Whether it holds of every broker. */
export function isOnAll({ names, all }: OnBrokers): boolean {
  return names.length >= all.length;
}

/**
 * Where it holds, as in `on all 3 brokers`, `on dev and staging`, `on all 30 brokers but prod`; empty
 * where there is one broker only, of which nothing need be said.
 */
export function onText({ names, all }: Pick<OnBrokers, 'names' | 'all'>): string {
  if (all.length < 2) return '';
  if (names.length >= all.length) return `on ${allOf(all.length)}`;
  const others = all.filter((name) => !names.includes(name));
  return names.length > NAMED && others.length <= BUT
    ? `on ${allOf(all.length)} but ${namesText(others)}`
    : `on ${namesText(names)}`;
}

/** The same for a diagnostic or an answer whose names are those of one broker. */
export function onTextAs(on: OnBrokers): string {
  const isAs = on.as !== undefined && on.names.length > 1;
  return isAs ? `${onText(on)} (shown as on ${on.as})` : onText(on);
}

/**
 * What a report says beside a message of the brokers that it holds for; undefined where nothing need be said,
 * as there is one broker only, or as the message names the one that it is about.
 */
export function brokersRemark({
  message,
  on,
}: {
  readonly message: string;
  readonly on?: OnBrokers | undefined;
}): string | undefined {
  if (on === undefined) return undefined;
  const [only = '', ...more] = on.names;
  return more.length === 0 && message.includes(`\`${only}\``) ? undefined : onTextAs(on);
}

/** `both brokers`, `all 3 brokers`. */
export function allOf(count: number): string {
  return count === 2 ? 'both brokers' : `all ${count} brokers`;
}

/** Names in a row: `a`, `a and b`, `a, b, c, d, e and 3 more`. */
export function namesText(names: readonly string[]): string {
  return inSentence(names, NAMED);
}
