import { error, ofOneCause } from '../define.js';
import { didYouMean } from '../nearest.js';

/** What can be wrong with a phrase. */
export const phraseDiagnostics = {
  verbOfOtherKind: error(
    'verb-of-other-kind',
    ({ verb, kind, kinds, hint }: { verb: string; kind: string; kinds: string; hint: string }) =>
      `One cannot \`${verb}\` ${kind}, only ${kinds}.${hint}`,
  ),
  clauseNotTaken: error(
    'clause-not-taken',
    ({ verb, kind, clause, hint }: { verb: string; kind: string; clause: string; hint: string }) =>
      `\`${verb} ${kind}\` takes no \`${clause}\`.${hint}`,
  ),
  clauseTwice: error(
    'clause-twice',
    ({ clause }: { clause: string }) =>
      `\`${clause}\` stands twice in this phrase. Write one list with commas.`,
  ),
  clauseMissing: error(
    'clause-missing',
    ({ verb, kind, clause }: { verb: string; kind: string; clause: string }) =>
      `\`${verb} ${kind}\` needs \`${clause} exchange …\`: the exchange that it is bound to.`,
  ),
  noTopic: error(
    'no-mqtt-topic',
    ({
      topic,
      problem,
      instead,
    }: {
      topic: string;
      problem: 'empty' | 'filter' | 'part-of-level';
      instead: string;
    }) => {
      switch (problem) {
        case 'empty':
          return 'A topic of MQTT has at least one character.';
        case 'filter':
          return `\`${topic}\` is a filter, and messages are published to a topic. Write \`${instead}\`: \`*\` stands for any text.`;
        case 'part-of-level':
          return `\`${topic}\` is no filter of MQTT: \`+\` stands for a whole level between \`/\`, and \`#\` for all levels at the end. Write \`${instead}\`: \`*\` stands for any text.`;
      }
    },
  ),
  topLevelOnly: error(
    'top-level-only',
    ({ phrase }: { phrase: string }) =>
      `\`${phrase}\` is about the broker, not about a vhost. Write it at the top of a file.`,
  ),
  vhostOnly: error(
    'vhost-only',
    ({ phrase }: { phrase: string }) =>
      `\`${phrase}\` is about a vhost. Write it in a \`vhost … { }\` block.`,
  ),
  unknownTag: error(
    'unknown-tag',
    ({ tag, nearest }: { tag: string; nearest: string | undefined }) =>
      `RabbitMQ knows no user tag \`${tag}\`.${didYouMean(nearest)}`,
  ),
  unknownAction: error(
    'unknown-action',
    ({ action, nearest }: { action: string; nearest: string | undefined }) =>
      `Amazon MQ has no action \`${action}\`.${didYouMean(nearest)}`,
  ),
  apiRightOnOwnBroker: error(
    'api-right-on-own-broker',
    ({
      right,
      broker,
    }: {
      right: string;
      /** Undefined where none is declared. */ broker: string | undefined;
    }) =>
      `\`${right}\` is a right on the Amazon MQ API, and ${broker === undefined ? 'the policy declares no broker. Declare the Amazon MQ broker that this is about' : `the broker \`${broker}\` is not run by Amazon MQ. Write it in an \`on\` block for the brokers that are`}.`,
  ),
  conditionNotTaken: error(
    'condition-not-taken',
    ({
      right,
      source,
      other,
    }: {
      right: string;
      source: string;
      /** The source that the right takes; undefined where it takes none. */
      other: string | undefined;
    }) =>
      `\`${right}\` takes no condition on a \`${source}\`: ${source === 'tag' ? 'it is about no broker or configuration that has tags already' : 'its requests give no tags'}.${other === undefined ? ' Amazon MQ can allow it only without a condition.' : ` Write \`${other}\` to speak of ${other === 'tag' ? 'the tags that the broker has' : 'the tags that the request gives'}.`}`,
  ),
  tagTwice: error(
    'tag-twice',
    ({ source, key }: { source: string; key: string }) =>
      `The \`where\` speaks twice of the \`${source}\` \`${key}\`, and IAM compares the keys of tags without case. Write a phrase for each value.`,
  ),
  badTag: error(
    'bad-tag',
    ({ what, reason }: { what: string; reason: string }) =>
      `This cannot be the ${what} of a tag. ${reason}`,
  ),
  missingSettingForRight: error(
    'missing-setting-for-right',
    ({
      rights,
      areSeveral,
      broker,
      settings,
    }: {
      rights: string;
      areSeveral: boolean;
      broker: string;
      settings: string;
    }) =>
      `${rights} ${areSeveral ? 'need' : 'needs'} ${settings} of the broker \`${broker}\`, since the IAM policy has to name it.`,
  ),
  undeclaredName: ofOneCause(
    error(
      'undeclared-name',
      ({ what, name, vhost, nearest }: UndeclaredName) =>
        `No ${what} that ${vhost === '*' ? 'any vhost' : `the vhost \`${vhost}\``} declares can be named \`${name}\`.${didYouMean(nearest)}`,
    ),
  ),
  undeclaredPartitions: error(
    'undeclared-partitions',
    ({ name, partitions, vhost }: { name: string; partitions: string; vhost: string }) =>
      `The super stream \`${name}\` has no partitions: no stream that the vhost \`${vhost}\` declares can be named \`${partitions}\`. Declare \`stream ${partitions}\`.`,
  ),
  keyOnOtherType: error(
    'key-on-other-type',
    ({ name, types }: { name: string; types: string }) =>
      `Routing keys count on topic exchanges only, and \`${name}\` is ${types}. Leave out the \`key\`.`,
  ),
  lostInGap: error(
    'lost-in-gap',
    ({ pattern, name }: { pattern: string; name: string }) =>
      `\`${pattern}\` does not cover \`${name}\` on the broker: a wildcard takes the first place that fits and never goes back. Name \`${name}\` too, or write a pattern that ends in \`*\`.`,
  ),
  duplicateResource: error(
    'duplicate-resource',
    ({ what, name, vhost }: { what: string; name: string; vhost: string }) =>
      `The ${what} \`${name}\` is declared twice in the vhost \`${vhost}\`.`,
  ),
  builtInType: error(
    'built-in-type',
    ({ name, type, declared }: { name: string; type: string; declared: string }) =>
      `\`${name}\` is of type \`${type}\` in every vhost, not \`${declared}\`, and cannot be made anew. Declare an exchange of a name of your own.`,
  ),
  unknownExchangeType: error(
    'unknown-exchange-type',
    ({ type, nearest }: { type: string; nearest: string | undefined }) =>
      `\`${type}\` is no exchange type that RabbitMQ comes with.${didYouMean(nearest)} Put the type of a plugin in quotes.`,
  ),
};

interface UndeclaredName {
  readonly what: string;
  readonly name: string;
  readonly vhost: string;
  readonly nearest: string | undefined;
}
