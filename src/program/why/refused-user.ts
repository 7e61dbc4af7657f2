import type { Engine } from '../../rabbitmq/engines.js';
import { nearestText } from '../query/question.js';
import type { QueryableBroker } from '../query/queryable.js';
import { Unaskable } from '../query/unaskable.js';

/** A role that the user of a refusal is, and the broker on which it is that. */
export interface Holder {
  readonly role: string;
  readonly broker: string;
  readonly engine: Engine;
  readonly arn: string;
}

/** Whom a refusal is about. */
export type RefusedUser =
  | { readonly kind: 'role'; readonly arn: string; readonly holders: readonly Holder[] }
  /** The name is cut off: how it begins, and the names of the roles that begin so. */
  | { readonly kind: 'cut'; readonly start: string; readonly possible: readonly string[] };

/**
 * Finds the roles that a refusal is about. A name that is cut off is nobody's, though it be the beginning
 * of one role's ARN: there are roles that no policy names.
 *
 * @param text what follows the opening quote of the user
 * @throws Unaskable where it is no role of the policy
 */
export function userIn(text: string, brokers: readonly QueryableBroker[]): RefusedUser {
  const all = brokers.flatMap(({ policy }) =>
    policy.roles.map(({ name, arn }) => ({
      role: name,
      broker: policy.broker.name,
      engine: policy.broker.engine,
      arn: arn.text,
    })),
  );
  // A role's path may have a quote in it, so the known ARNs are looked for and not the quote.
  const known = all.filter(({ arn }) => text.startsWith(`${arn}'`));
  const [longest] = known.map(({ arn }) => arn).sort((a, b) => b.length - a.length);
  if (longest !== undefined)
    return { kind: 'role', arn: longest, holders: known.filter(({ arn }) => arn === longest) };
  if (text.includes("'")) {
    const [user = ''] = text.split("'");
    throw new Unaskable(`no role of the policy is the user \`${user}\`${likely(user, all)}`);
  }
  const start = text.replace(/[\s"\\]*(?:\.{2,}|…|\[\.{3}\])?[\s"\\]*$/u, '');
  const possible = all.filter(({ arn }) => arn.startsWith(start)).map(({ role }) => role);
  return { kind: 'cut', start, possible: [...new Set(possible)] };
}

/** A role whose ARN differs in its path or account alone, or else the one most alike. */
function likely(user: string, all: readonly Holder[]): string {
  const name = user.slice(user.lastIndexOf('/') + 1);
  const same = all.find(({ arn }) => user.includes('/') && arn.endsWith(`/${name}`));
  if (same === undefined) return nearestText(user, [...new Set(all.map(({ arn }) => arn))]);
  return `. The role \`${same.role}\` is \`${same.arn}\`, which is another`;
}
