import type { Definitions } from './definitions.js';
import type { Doings, Evidence } from './evidence.js';
import type { PresentRights } from './present-rights.js';
import { publishesOf } from './publishes.js';
import { inRow } from '../source/counted.js';

/** What a policy is learned from. */
export interface LearnInputs {
  readonly definitions: Definitions;
  /** Whether the definitions hold the users, as they do for administrators alone. */
  readonly showsUsers: boolean;
  readonly evidence: Evidence;
  /** How finely the broker counts messages. */
  readonly ratesMode: string | undefined;
}

/**
 * What has to be known of what was not seen, a line each.
 *
 * @param engineText the engine as a policy writes it
 */
export function learnedRemarks(
  { definitions, showsUsers, evidence, ratesMode }: LearnInputs,
  rights: PresentRights,
  engineText: string,
): readonly string[] {
  const { doings, users } = evidence;
  const remarks: string[] = [];
  // The default exchange is in every vhost.
  const open = new Set([...evidence.exchanges.values()].map(({ vhost }) => vhost));
  const untaken = untakenUsers(evidence, rights, open);
  if (untaken.length > 0)
    remarks.push(
      `${listOf(untaken)} sent messages, and of no exchange it is shown that it took them, so that the policy does not let ${untaken.length === 1 ? 'it' : 'them'} publish them; add \`publish exchange X\` where that is meant`,
    );
  const isGuessed = doings.some(
    ({ publishing, published }) => publishing.samples.size > 0 && published.size === 0,
  );
  if (ratesMode !== 'detailed' && isGuessed)
    remarks.push(
      `the broker counts messages by channel and by exchange, not which went where (rates_mode is ${ratesMode ?? 'unknown'}): what was published to is found by elimination; ${engineText.startsWith('amazon-mq') ? 'Amazon MQ has no setting for it' : 'with `management.rates_mode = detailed` it is counted'}`,
    );
  if (!showsUsers)
    remarks.push(
      'permissions are shown to administrators alone: what the users may do now is not known, so that nothing is compared, and all that is likely stands in the policy',
    );
  const closed = [...new Set(doings.map(({ vhost }) => vhost))].filter((name) => !open.has(name));
  if (closed.length > 0)
    remarks.push(
      `who asks may not enter the ${closed.length === 1 ? 'vhost' : 'vhosts'} ${listOf(closed)}, so that exchanges, queues and bindings there are not shown, and what is published is missing; a permission there of three empty expressions is enough, or the tag \`administrator\``,
    );
  const unknown = showsUsers ? users.filter((user) => !rights.knows(user)) : [];
  if (unknown.length > 0)
    remarks.push(
      `${listOf(unknown)} ${unknown.length === 1 ? "is no user of the broker's own, so that what it" : "are no users of the broker's own, so that what they"} may do now is not known, and not compared`,
    );
  for (const protocol of ['MQTT', 'AMQP 1-0', 'stream'] as const)
    if (protocol !== 'stream' || !evidence.showsStreams)
      remarks.push(...ofProtocol(protocol, doings));
  const seen = new Set(users);
  const permitted = new Set(definitions.permissions.map(({ user }) => user));
  const idle = [...permitted].filter((user) => !seen.has(user)).sort();
  if (idle.length > 0)
    remarks.push(
      `no connection was seen of ${listOf(idle)}, and the policy gives ${idle.length === 1 ? 'it' : 'them'} nothing`,
    );
  const tagged = users.filter((name) => (definitions.users.get(name) ?? []).length > 0);
  if (tagged.length > 0)
    remarks.push(
      `${listOf(tagged)} ${tagged.length === 1 ? 'has' : 'have'} user tags; who uses the management API is not shown, and no tag is given`,
    );
  const unbound = [...evidence.bindings.values()].filter(
    ({ destinationType, source }) => destinationType === 'exchange' && source !== '',
  ).length;
  if (unbound > 0)
    remarks.push(
      `${unbound === 1 ? 'a binding' : `${unbound} bindings`} from exchange to exchange: who makes such is not shown, and nobody is given it`,
    );
  return remarks;
}

/** The users whose channels published in vhosts that are shown, to no exchange that is known. */
function untakenUsers(
  evidence: Evidence,
  rights: PresentRights,
  open: ReadonlySet<string>,
): readonly string[] {
  const users = Array.from(publishesOf(evidence, rights))
    .filter(
      ([{ vhost, publishing }, found]) =>
        open.has(vhost) && publishing.samples.size > 0 && found.length === 0,
    )
    .map(([{ user }]) => user);
  return [...new Set(users)];
}

/** What the management API does not show of clients of a protocol. */
function ofProtocol(
  protocol: 'MQTT' | 'AMQP 1-0' | 'stream',
  doings: readonly Doings[],
): readonly string[] {
  const own = doings.filter(({ protocols }) =>
    [...protocols].some((one) => one.startsWith(protocol)),
  );
  const users = [...new Set(own.map(({ user }) => user))];
  if (users.length === 0) return [];
  return [`${listOf(users)} ${users.length === 1 ? 'connects' : 'connect'} by ${SHOWN[protocol]}`];
}

const SHOWN = {
  MQTT: 'MQTT: what is published so is not shown; add `publish mqtt TOPIC` where it does',
  'AMQP 1-0': 'AMQP 1.0: what is published so is not shown; add `publish exchange X` where it does',
  stream:
    'the stream protocol: what is published so is not shown without the plugin rabbitmq_stream_management; add `publish stream S` where it does',
} as const;

function listOf(names: readonly string[]): string {
  return inRow(
    names.map((name) => `\`${name}\``),
    10,
  );
}
