import { Reporter } from '../diagnostics/reporter.js';
import { checkOperation } from '../policy/check-operation.js';
import type { Broker } from '../policy/broker.js';
import type { Right } from '../policy/rights.js';
import type { Role } from '../policy/roles.js';
import { explain, type Explanation } from '../prove/explanation.js';
import type { AskedOn } from './ask.js';
import type { QueryableBroker } from './queryable.js';
import { smallestGrant, type Proposal } from './smallest-grant.js';

/** What one broker answers to the question whether a role can do all that a phrase says. */
export interface BrokerAnswer {
  readonly broker: Broker;
  readonly allowed: boolean;
  /** Why the broker cannot be asked; it counts as no, as other brokers can be. */
  readonly problem: string | undefined;
  readonly role: Role | undefined;
  /** For each right of the phrase in turn.. */
  readonly explanations: readonly Explanation[];
}

/** Answers a question on one broker. */
export function answerOn(asked: AskedOn): BrokerAnswer {
  const { broker } = asked.on.policy;
  if (!asked.ok) {
    const { message: problem } = asked.problem;
    return { broker, allowed: false, problem, role: undefined, explanations: [] };
  }
  const { role, rights, on } = asked;
  const { given } = on.granted(role);
  const explanations = rights.map((right) => explain(right, given, on.context));
  const allowed = explanations.every(({ verdict }) => verdict === 'yes');
  return { broker, allowed, problem: undefined, role, explanations };
}

/** The first right that a role cannot do for sure. */
export function refused({ explanations }: BrokerAnswer): Explanation | undefined {
  return explanations.find(({ verdict }) => verdict !== 'yes');
}

/**
 * The smallest grant that would make the answer a yes; see `smallestGrant`.
 *
 * @param phrase what to grant if it is enough
 */
export function grantFor(
  asked: AskedOn,
  answer: BrokerAnswer,
  phrase?: string,
): Proposal | undefined {
  if (!asked.ok) return undefined;
  const lacking = answer.explanations.filter(({ verdict }) => verdict === 'no');
  if (lacking.length === 0) return undefined;
  const wanted = phrase === undefined ? undefined : [phrase];
  return (
    smallestGrant(lacking, asked.role, asked.on, wanted) ??
    smallestGrant(lacking, asked.role, asked.on)
  );
}

/** What a policy would be refused for in the names and keys of rights, and a question only told. */
export function remarksOn(
  rights: readonly Right[],
  { context }: QueryableBroker,
): readonly string[] {
  const reporter = new Reporter();
  for (const right of rights)
    if (right.type === 'operation')
      checkOperation(right, context.resourcesOf(right.vhost), 'first-fit', reporter);
  return reporter.diagnostics.map(({ message }) => message);
}
