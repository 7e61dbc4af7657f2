import type { Reading } from '../../pattern/match.js';
import { metered, shareOf } from '../../pattern/meter.js';
import { Reporter } from '../../diagnostics/reporter.js';
import { checkOperation } from '../../policy/phrases/check-operation.js';
import type { Broker } from '../../policy/brokers/broker.js';
import { asSuperStream, isOfPartitions, lackingOn } from '../../lint/super-streams.js';
import { HeldRights } from '../../access/held-rights.js';
import { patternText, phraseText } from '../../policy/phrases/phrase-text.js';
import type { BrokerPolicy } from '../../policy/policy.js';
import type { Right } from '../../policy/phrases/rights.js';
import type { Role } from '../../policy/names/roles.js';
import { explain, type Explanation } from '../../prove/explanation.js';
import { superStreamsWith } from '../../policy/resources/super-streams.js';
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

/**
 * Answers a question on one broker.
 *
 * @param moves how many automaton moves that may take
 */
export function answerOn(asked: AskedOn, moves = shareOf(1)): BrokerAnswer {
  const { broker } = asked.on.policy;
  if (!asked.ok) {
    const { message: problem } = asked.problem;
    return { broker, allowed: false, problem, role: undefined, explanations: [] };
  }
  const { role, rights, on } = asked;
  const { given } = on.granted(role);
  const { value: explanations } = metered(moves, () =>
    rights.map((right) => explain(right, given, on.context)),
  );
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

/**
 * What a policy would be refused for in the names and keys of rights, and a question only told; and
 * what a role that can use the partitions of a super stream lacks for the whole.
 */
export function remarksOn(
  rights: readonly Right[],
  on: QueryableBroker,
  role: Role,
): readonly string[] {
  const parts = rights.flatMap((right) => partsRemarks(right, role, on.policy));
  return [...nameRemarksOn(rights, on, 'first-fit'), ...parts];
}

/** What a policy would be refused for in the names and keys of rights, and a question only told. */
export function nameRemarksOn(
  rights: readonly Right[],
  { context }: QueryableBroker,
  reading: Reading,
): readonly string[] {
  const reporter = new Reporter();
  for (const right of rights)
    if (right.type === 'operation')
      checkOperation(right, context.resourcesOf(right.vhost), reading, reporter);
  return reporter.diagnostics.map(({ message }) => message);
}

/** A stream is often asked about, and not the super stream whose clients are meant. */
function partsRemarks(right: Right, role: Role, policy: BrokerPolicy): readonly string[] {
  if (right.type !== 'operation' || !isOfPartitions(right)) return [];
  const { name, vhost } = right;
  return superStreamsWith(name.pattern, policy.vhosts.of(vhost)).flatMap((superStream) => {
    const own = policy.grants.filter((grant) => grant.role === role).map((grant) => grant.right);
    const held = new HeldRights(own, (of) => policy.vhosts.of(of));
    const [part, whole] = [lackingOn(right, held), asSuperStream(right, superStream)];
    const lacking = part === undefined ? lackingOn(whole, held) : undefined;
    if (lacking === undefined) return [];
    const stream = patternText(name.pattern);
    const exchange = patternText(whole.name.pattern);
    return [
      `\`${stream}\` is a partition of the super stream \`${exchange}\`, whose clients need ${lacking} on the exchange \`${exchange}\` besides: \`${phraseText(whole)}\`.`,
    ];
  });
}
