import { groupBy } from '../../access/group.js';
import { conditionedText, patternText, phraseText } from '../../policy/phrases/phrase-text.js';
import { giversOf } from '../../prove/diff/accepted.js';
import type { Change } from '../../prove/diff/change.js';
import type { BrokerDiff } from '../../prove/diff/diff.js';
import { printable } from '../../report/printable.js';

/** What has to be accepted so that a change is, as an entry says it. */
interface Wanted {
  readonly broker: string;
  readonly role: string;
  /** As a policy writes it; empty for what is about no vhost. */
  readonly vhost: string;
  readonly phrase: string;
}

/**
 * The entries that would accept everything that was gained, without their reasons: those are for whoever signs
 * them. The empty text where nothing was gained that an entry can accept.
 */
export function suggestedEntries(open: readonly BrokerDiff[]): string {
  const wanted = open.flatMap(({ broker, roles }) =>
    roles.flatMap(({ name, otherArn, gained }) =>
      // An entry by a name that stood for another ARN does not count.
      name === undefined || otherArn !== undefined
        ? []
        : gained.flatMap((change) => wantedFor(broker, name, change)),
    ),
  );
  // What is wanted on the very same brokers is one entry.
  const alike = groupBy(wanted, ({ role, vhost, phrase }) => JSON.stringify([role, vhost, phrase]));
  const onBrokers = [...alike.values()].flatMap((ones) => {
    const [first] = ones;
    const brokers = [...new Set(ones.map(({ broker }) => broker))].join(', ');
    return first === undefined ? [] : [{ ...first, brokers }];
  });
  const entries = groupBy(onBrokers, ({ role, vhost, brokers }) =>
    JSON.stringify([role, vhost, brokers]),
  );
  return [...entries.values()].map((ones) => entryText(ones)).join('\n');
}

function entryText(ones: readonly (Wanted & { readonly brokers: string })[]): string {
  const [first] = ones;
  if (first === undefined) return '';
  const lines = [
    `accept ${first.role} on ${first.brokers}`,
    ...(first.vhost === '' ? [] : [`  vhost ${first.vhost}`]),
    ...ones.map(({ phrase }) => `  ${phrase}`),
    '  because ""',
  ];
  return lines.map((line) => `${printable(line)}\n`).join('');
}

function wantedFor(broker: string, role: string, change: Change): readonly Wanted[] {
  const entries = giversOf(change).flatMap((giver): Wanted[] => {
    if (!('scope' in giver)) return [{ broker, role, vhost: '', phrase: conditionedText(giver) }];
    const { right } = giver;
    if (right === undefined) return [];
    const vhost = 'vhost' in right ? patternText(right.vhost) : '';
    return [{ broker, role, vhost, phrase: phraseText(right) }];
  });
  return [...new Map(entries.map((one) => [`${one.vhost} ${one.phrase}`, one])).values()];
}
