import { error, hint, warning } from '../define.js';
import { didYouMean } from '../nearest.js';
import { andMore } from '../../source/counted.js';

/** What is allowed, but bites whoever did not mean it. */
export const checkDiagnostics = {
  firstFitGap: hint(
    'first-fit-gap',
    ({ pattern, example }: { pattern: string; example: string }) =>
      `On the broker \`${pattern}\` does not cover \`${example}\`: a wildcard takes the first place that fits and never goes back. A pattern that ends in \`*\` has no such gap.`,
  ),
  redundantGrant: warning(
    'redundant-grant',
    ({ grant, roles, because }: RedundantGrant) =>
      `${roles === undefined ? `\`${grant}\` grants nothing new` : `\`${grant}\` grants ${roles} nothing new`}: ${because}. Remove it, or what makes it needless.`,
  ),
  bareWildcardGrant: warning(
    'bare-wildcard-grant',
    ({ grant, kinds, example }: { grant: string; kinds: string; example: string }) =>
      `\`${grant}\` is about all ${kinds} of the vhost, the broker's own and those that others will make included. Name what is meant, such as \`${example}\`.`,
  ),
  defaultExchange: warning(
    'default-exchange',
    ({ grant }: { grant: string }) =>
      `\`${grant}\` takes in the default exchange: whoever may write to it reaches every queue of the vhost by the queue's name. Grant an exchange with bindings of its own instead.`,
  ),
  sharedServerNamedQueues: warning(
    'shared-server-named-queues',
    ({ grant, roles }: { grant: string; roles: string }) =>
      `\`${grant}\` takes in the queues that the broker names itself, \`amq.gen-…\`, and ${roles} share the right: they reach each other's queues. Let every role name its queues, such as \`\${role}.reply.*\`.`,
  ),
  refusedToAll: warning(
    'refused-to-all',
    ({ grant, because }: { grant: string; because: string }) =>
      `The broker refuses \`${grant}\` to everybody: ${because}. Remove the grant, or name what the role really uses.`,
  ),
  unkeyedTopicRight: warning(
    'unkeyed-topic-right',
    ({ verb, grant, exchange, isTyped }: UnkeyedTopicRight) =>
      `\`${grant}\` gives no right on routing keys, and \`${exchange}\` ${isTyped ? 'is a topic exchange' : 'has no declared type'}: ${isTyped ? '' : 'if it is a topic exchange, '}${verb === 'write' ? 'publishing to it' : 'binding to it'} is refused for every key. Add \`key *\` or the keys that are meant.`,
  ),
  missingDeadLetter: warning(
    'missing-dead-letter',
    ({ name, exchange, missing }: MissingOther) =>
      `The queue \`${name}\` has the dead-letter exchange \`${exchange}\`, and the broker refuses to make it without ${missing}. Write \`declare queue ${name} dead-letter ${exchange}\`.`,
  ),
  missingAlternate: warning(
    'missing-alternate',
    ({ name, exchange, missing }: MissingOther) =>
      `The exchange \`${name}\` has the alternate exchange \`${exchange}\`, and the broker refuses to make it without ${missing}. Write \`declare exchange ${name} alternate ${exchange}\`.`,
  ),
  administratorTag: warning(
    'administrator-tag',
    () =>
      'The tag `administrator` opens everything on the broker, whatever the scopes say: its holder can give itself any right. For looking at the broker there is `tag monitoring`.',
  ),
  policymakerTag: warning(
    'policymaker-tag',
    () =>
      'The tag `policymaker` opens everything in the vhosts that its holder can enter: policies and shovels move messages between queues and exchanges without a check. For looking at them there is `tag management`.',
  ),
  policymakerOtherVhosts: warning(
    'policymaker-other-vhosts',
    ({ role, vhost, brokers, releases }: PolicymakerOtherVhosts) =>
      `By \`tag policymaker\` the role \`${role}\` can take messages out of vhosts that it may not enter, such as \`${vhost}\`: before RabbitMQ ${releases}, which ${brokers} may run, it can set a federation upstream whose URI, \`amqp:///VHOST\`, names that vhost, and the link is refused nothing there. Run one of those, or newer, and name the patch in \`engine\`, or leave the tag to a role that may enter every vhost. It takes the plugin rabbitmq_federation.`,
  ),
  undeclaredDeadLetter: error(
    'undeclared-dead-letter',
    ({ what, name, vhost, nearest }: UndeclaredDeadLetter) =>
      `No exchange that the vhost \`${vhost}\` declares is named \`${name}\`, so it cannot be the ${what}.${didYouMean(nearest)}`,
  ),
  hashInKey: warning(
    'hash-in-key',
    ({ key, instead }: { key: string; instead: string }) =>
      `The \`#\` in \`${key}\` is a character of the routing key, not the wildcard of a binding. Write \`${instead}\`: \`*\` stands for any text, dots included.`,
  ),
  uncheckedCarbonCopy: hint(
    'unchecked-cc',
    ({ broker, releases }: { broker: string; releases: string }) =>
      `The broker \`${broker}\` may run ${releases}, which does not check the routing keys in a message's CC and BCC headers: whoever may publish one key to an exchange may publish all.`,
  ),
  unsupportedKind: warning(
    'unsupported-kind',
    ({ what, why, instead, brokers }: UnsupportedKind) =>
      `${what} cannot be used on ${brokers}: ${why}. ${instead}, or say it for other brokers alone, in an \`on\` block.`,
  ),
  superStreamByParts: warning(
    'super-stream-by-parts',
    ({ grant, superStream, releases, lacking, instead }: SuperStreamByParts) =>
      `\`${grant}\` reaches the partitions of the super stream \`${superStream}\`, and from RabbitMQ ${releases} its clients are refused without ${lacking} on the exchange \`${superStream}\`: they first ask the broker which partitions there are. Write \`${instead}\`.`,
  ),
  regularExpression: warning(
    'regular-expression',
    ({ what, name, sign, meant }: RegularExpression) =>
      `The ${what} \`${name}\` reads like a regular expression, and \`${sign}\` stands for itself in a name. ${meant === undefined ? 'Write names and patterns in a list, in which `*` stands for any text.' : `Write \`${meant}\`: \`*\` stands for any text.`}`,
  ),
  claimVariable: warning(
    'claim-variable',
    ({ what, name, claim }: { what: string; name: string; claim: string }) =>
      `\`{${claim}}\` in the ${what} \`${name}\` is no claim of the token: these are the characters themselves. Write \`\${role}\` for the name of the role in an \`allow\`, or a profile's parameter.`,
  ),
  mqttAnyClient: warning(
    'mqtt-any-client',
    ({ topic }: { topic: string }) =>
      `\`subscribe mqtt ${topic}\` is about the queues of every MQTT client of the vhost, which the role may then read and delete. Write \`subscribe mqtt ${topic} client ID\`, with the id by which its own client connects.`,
  ),
  mqttNotation: warning(
    'mqtt-notation',
    ({ key, meant }: { key: string; meant: string }) =>
      `\`${key}\` is a topic as MQTT writes it. The broker compares with dots: of an MQTT topic \`/\` arrives as \`.\`. Write \`${meant}\`, in which \`*\` stands for any text.`,
  ),
  unreachableResource: warning(
    'unreachable-resource',
    ({ what, names, count, vhost, internalUsers }: UnreachableResource) => {
      const listed = names.map((name) => `\`${name}\``).join(', ');
      const more = andMore(count - names.length);
      const things =
        count === 1
          ? `the ${what} ${listed}`
          : `${count} exchanges and queues, ${listed}${more === '' ? '' : ` ${more}`}`;
      const others = internalUsers ? ", unless one of the broker's own users may" : '';
      return `Nobody can do anything with ${things} of the vhost \`${vhost}\`${others}: no \`allow\` is about ${count === 1 ? 'it' : 'them'}. Grant what ${count === 1 ? 'it is' : 'they are'} for, or remove the declaration${count === 1 ? '' : 's'}.`;
    },
  ),
  misspeltVhost: warning(
    'misspelt-vhost',
    ({ vhost, meant }: { vhost: string; meant: string }) =>
      `The vhost \`${vhost}\` declares nothing, and differs from \`${meant}\` by one slip. Did you mean \`${meant}\`?`,
  ),
  namesDifferByCase: warning(
    'names-differ-by-case',
    ({ what, name, other }: { what: string; name: string; other: string }) =>
      `The ${what}s \`${other}\` and \`${name}\` differ in case only. Their files would be one file on many systems, and readers take them for one. Rename either.`,
  ),
};

interface RegularExpression {
  /** What has the name, in words. */
  readonly what: string;
  readonly name: string;
  /** What gives the expression away. */
  readonly sign: string;
  /** The pattern for what it takes in, where that is one. */
  readonly meant: string | undefined;
}

interface UnsupportedKind {
  /** What is declared or granted, in words. */
  readonly what: string;
  readonly why: string;
  readonly instead: string;
  readonly brokers: string;
}

interface RedundantGrant {
  readonly grant: string;
  /** The roles for which it is so, in words, where it is not so for all of them. */
  readonly roles: string | undefined;
  readonly because: string;
}

interface UnreachableResource {
  readonly what: string;
  readonly names: readonly string[];
  readonly count: number;
  readonly vhost: string;
  readonly internalUsers: boolean;
}

interface UnkeyedTopicRight {
  readonly verb: string;
  readonly grant: string;
  readonly exchange: string;
  /** Whether it is declared as a topic exchange; else it has no type. */
  readonly isTyped: boolean;
}

interface SuperStreamByParts {
  /** The right on the partitions, as a policy writes it. */
  readonly grant: string;
  readonly superStream: string;
  /** Those that brought the check. */
  readonly releases: string;
  /** The permission that the role lacks, in words. */
  readonly lacking: string;
  /** The phrase that grants both. */
  readonly instead: string;
}

interface PolicymakerOtherVhosts {
  readonly role: string;
  /** One that the role may not enter, as a policy writes it. */
  readonly vhost: string;
  readonly brokers: string;
  /** Those that brought the check. */
  readonly releases: string;
}

interface MissingOther {
  /** What is declared, as a policy writes it. */
  readonly name: string;
  readonly exchange: string;
  readonly missing: string;
}

interface UndeclaredDeadLetter {
  readonly what: string;
  readonly name: string;
  readonly vhost: string;
  readonly nearest: string | undefined;
}
