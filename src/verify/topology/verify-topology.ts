import { Bytes } from '../../pattern/bytes.js';
import { glob } from '../../pattern/name-set.js';
import { listed, patternText } from '../../policy/phrases/phrase-text.js';
import type { BrokerPolicy } from '../../policy/policy.js';
import type { Vhosts } from '../../policy/resources/vhosts.js';
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
  /** The vhosts of the policy that nobody looked into, with what that takes: a clause each. */
  readonly unseen: readonly string[];
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
    notes: notesOn(running, vhosts, internalUsers, asker),
    unseen: unseenOf(vhosts, running),
  };
}

/** Vhosts of a policy that whoever asks does not see, or sees by name alone. */
function unseenOf(declared: Vhosts, running: RunningBroker): readonly string[] {
  const unseen: string[] = [];
  const closed = [...running.hidden].filter((vhost) => isSpokenOf(vhost, declared)).sort();
  if (closed.length > 0)
    unseen.push(
      `nobody looked into the ${closed.length === 1 ? 'vhost' : 'vhosts'} ${listed(closed)}: whoever asks may not enter ${closed.length === 1 ? 'it' : 'them'}; the tag \`monitoring\` shows the names alone, and any permission there what is in ${closed.length === 1 ? 'it' : 'them'}`,
    );
  if (running.seesAll) return unseen;
  const patterns = [...declared.declared].flatMap(({ pattern }) => {
    const name = pattern.isLiteral ? pattern.first.text : undefined;
    return name !== undefined && running.vhosts.includes(name) ? [] : [patternText(pattern)];
  });
  const dark = [...new Set(patterns)].sort();
  if (dark.length > 0)
    unseen.push(
      `whether the broker has ${dark.length === 1 ? 'a vhost' : 'vhosts'} ${listed(dark)} that whoever asks may not enter, nobody saw: the tag \`monitoring\` shows every vhost`,
    );
  return unseen;
}

function isSpokenOf(vhost: string, { declared }: Vhosts): boolean {
  return [...declared].some(({ pattern }) => glob(pattern).has(Bytes.fromText(vhost)));
}

function notesOn(
  { seesAll, hidden, users, policies, exchanges }: RunningBroker,
  declared: Vhosts,
  internalUsers: boolean,
  asker: string | undefined,
): readonly string[] {
  const notes: string[] = [];
  const closed = [...hidden].filter((vhost) => !isSpokenOf(vhost, declared)).sort();
  if (closed.length > 0)
    notes.push(
      `Not looked into: the ${closed.length === 1 ? 'vhost' : 'vhosts'} ${listed(closed)}, which whoever asks may not enter.`,
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
