import type { Engine } from '../rabbitmq/engines.js';
import { nearest } from './question.js';
import type { QueryableBroker } from './queryable.js';
import { Unaskable } from './unaskable.js';

/** A role that the user of a refusal is, and the broker on which it is that. */
export interface Holder {
  readonly role: string;
  readonly broker: string;
  readonly engine: Engine;
  readonly arn: string;
}

/** An ARN that is cut off must be known at least up to the account, or it could be anybody's. */
const LEAST = 'arn:aws:iam::000000000000:role/'.length;

/**
 * Finds the roles that a refusal is about.
 *
 * @param text what follows the opening quote of the user, which may be cut off at its end
 * @throws Unaskable where there is none, or where it could be several
 */
export function userIn(
  text: string,
  brokers: readonly QueryableBroker[],
): { readonly arn: string; readonly holders: readonly Holder[] } {
  const all = brokers.flatMap(({ policy }) =>
    policy.roles.map(({ name, arn }) => ({
      role: name,
      broker: policy.broker.name,
      engine: policy.broker.engine,
      arn: arn.text,
    })),
  );
  // A role's path may have a quote in it, so the known ARNs are looked for and not the quote.
  const whole = all.filter(({ arn }) => text === arn || text.startsWith(`${arn}'`));
  const [first] = whole;
  if (first !== undefined) return { arn: first.arn, holders: whole };
  const start = text.replace(/(?:\.{3}|…)$/u, '');
  const isCut = !start.includes("'") && start.length >= LEAST;
  const possible = isCut ? all.filter(({ arn }) => arn.startsWith(start)) : [];
  const arns = [...new Set(possible.map(({ arn }) => arn))];
  const [arn] = arns;
  if (arn !== undefined && arns.length === 1) return { arn, holders: possible };
  if (arns.length > 1) {
    const names = [...new Set(possible.map(({ role }) => `\`${role}\``))].join(', ');
    throw new Unaskable(`the message is cut off in the user, which could be any of ${names}`);
  }
  const [user = ''] = text.split("'");
  throw new Unaskable(`no role of the policy is the user \`${user}\`.${likely(user, all)}`);
}

/** A role whose ARN differs in its path or account alone, or else the one most alike. */
function likely(user: string, all: readonly Holder[]): string {
  const name = user.slice(user.lastIndexOf('/') + 1);
  const same = all.find(({ arn }) => user.includes('/') && arn.endsWith(`/${name}`));
  if (same === undefined) return nearest(user, [...new Set(all.map(({ arn }) => arn))]);
  return ` The role \`${same.role}\` is \`${same.arn}\`, which is another`;
}
