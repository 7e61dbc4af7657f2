import { listed } from '../../policy/phrases/phrase-text.js';
import type { BrokerPolicy } from '../../policy/policy.js';
import type { TellableDifference, VerifyReport } from '../report.js';
import { compareTopology } from './compare.js';
import { findingsOf } from './finding.js';
import type { RunningBroker } from './running.js';
import { tellFinding } from './tell.js';
import { userDifferences } from './users.js';

/** What came of the topology, and what was not looked at: a sentence each. */
export interface VerifiedTopology {
  readonly topology: NonNullable<VerifyReport['topology']>;
  readonly notes: readonly string[];
}

/**
 * Holds what a policy declares against what runs, and looks for internal users with rights.
 *
 * @param asker the internal user that asked; undefined where a token did
 */
export function verifyTopology(
  { broker, vhosts }: BrokerPolicy,
  running: RunningBroker,
  asker: string | undefined,
): VerifiedTopology {
  const { counts, differences, uncompared } = compareTopology(vhosts, running);
  const { internalUsers, place } = broker;
  const users = userDifferences(running.users, { internalUsers, asker, place });
  const told = findingsOf([...differences, ...users]).map((finding): TellableDifference => {
    const { kind, place: at, vhost, names } = finding;
    return { kind, place: at, vhost, names, ...tellFinding(finding) };
  });
  return {
    topology: { ...counts, uncompared, differences: told },
    notes: notesOn(running, internalUsers, asker),
  };
}

function notesOn(
  { seesAll, hidden, users, policies, exchanges }: RunningBroker,
  internalUsers: boolean,
  asker: string | undefined,
): readonly string[] {
  const notes: string[] = [];
  if (hidden.size > 0)
    notes.push(
      `Not looked into: the ${hidden.size === 1 ? 'vhost' : 'vhosts'} ${listed([...hidden].sort())}, which whoever asks may not enter.`,
    );
  if (!seesAll)
    notes.push(
      'Whoever asks sees the vhosts that it may enter alone, so that others were not looked at: the tag `monitoring` shows all.',
    );
  if (users === undefined && internalUsers)
    notes.push('The internal users were not looked at: that takes the tag `administrator`.');
  if (policies === undefined && exchanges.some(({ policy }) => policy !== undefined))
    notes.push(
      "Alternate exchanges that the broker's own policies set were not looked at: that takes the tag `policymaker`, `monitoring` or `administrator`.",
    );
  if (asker !== undefined && internalUsers)
    notes.push(`The internal user \`${asker}\`, who asked, has rights beside the policy.`);
  return notes;
}
