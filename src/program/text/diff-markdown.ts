import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { onText } from '../../diagnostics/on-brokers.js';
import { nameText, patternText } from '../../policy/phrases/phrase-text.js';
import type { Entrance } from '../../prove/diff/access.js';
import type { Change } from '../../prove/diff/change.js';
import type { BrokerDiff } from '../../prove/diff/diff.js';
import type { Unread } from '../../prove/diff/unread.js';
import { codeSpan, prose } from '../../report/markdown-text.js';
import { printable } from '../../report/printable.js';
import { describeChange, type Written } from '../../tell/change.js';
import type { Accepted } from '../accept/accept.js';
import { suggestedEntries } from '../accept/suggested.js';
import { toldAcceptances, type ToldAcceptance } from '../accept/told.js';
import { diffAlike, type Direction, type Whose } from '../diff/alike.js';
import type { BrokerSettings } from '../diff/settings.js';
import { aboutText, lineText, shortened } from './accepted-text.js';
import { Comment, type Section } from './comment.js';
import { weightOf } from './weight.js';
import { NOTES_TITLE } from './notes-text.js';
import { SETTINGS_TITLE, settingsMarkdown } from './settings-text.js';
import { unreadDoubt } from './unread-text.js';
import { andMore, inRow } from '../../source/counted.js';

/** What was found out by a comparison. */
export interface Compared {
  /** What differs; of what was gained, what was not accepted. */
  readonly diffs: readonly BrokerDiff[];
  /** The names of all brokers that were compared. */
  readonly all: readonly string[];
  readonly outside: readonly Entrance[];
  readonly unread: readonly Unread[];
  /** What differs in who is let in to brokers of policies. */
  readonly settings: readonly BrokerSettings[];
  /** What is to be known besides, and is no access: a line each. */
  readonly notes: readonly string[];
  /** What was accepted, where that was asked for, and the file. */
  readonly accepted?: (Accepted & { readonly file: string }) | undefined;
}

/**
 * A comparison as Markdown for the comment on a pull request: what was gained first, one line each; folded
 * where there is much of it, and cut to what a comment may hold. Every name stands in a code span.
 */
export function diffMarkdown({
  diffs,
  all,
  outside,
  unread,
  settings,
  notes,
  accepted,
}: Compared): string {
  const told: { direction: Direction; weight: number; line: string }[] = [];
  const sections = diffAlike(diffs, (what, direction) => [lineOf(what, direction)]);
  for (const { brokers, only, roles } of sections)
    for (const { whose, changes } of roles)
      for (const {
        direction,
        what,
        lines: [text = ''],
      } of changes) {
        const where = `${brokersText(brokers, all)}${only === undefined ? '' : ` (only in the ${only} one)`}`;
        const line = `${whoseText(whose)} ${where}: ${text}`;
        told.push({ direction, weight: weightOf(what), line });
      }
  const of = (wanted: Direction): typeof told =>
    told.filter(({ direction }) => direction === wanted);
  const gained = of('gained')
    .toSorted((a, b) => a.weight - b.weight)
    .map(({ line }) => line);
  const lost = of('lost').map(({ line }) => line);
  const signed = accepted === undefined ? [] : toldAcceptances(accepted);
  const moved = accepted?.moved ?? [];
  const stale = (accepted?.stale ?? []).filter(
    (entry) => !moved.some(({ acceptance }) => acceptance === entry),
  );
  const parts: readonly Section[] = [
    {
      title: 'Gained: the new side gives it and the old one does not, so look at it first',
      lines: gained,
    },
    { title: SETTINGS_TITLE, lines: settingsMarkdown(settings) },
    { title: NOTES_TITLE, lines: notes.map((note) => prose(printable(note))) },
    {
      title: 'Not compared, as it depends on the claims of a token',
      lines: unread.map((one) => `the ${one.side} side: ${codeSpan(unreadDoubt(one))}`),
    },
    {
      title: 'Gained and accepted',
      lines: signed.map((one) => acceptedLine(one, all)),
    },
    {
      title: 'Lost: whoever uses it is refused',
      lines: lost,
    },
    {
      title: 'Entries that accept nothing, to be removed',
      lines: stale.map(
        (entry) => `${codeSpan(aboutText(entry))} (${codeSpan(lineText(entry.place))})`,
      ),
    },
    {
      title: 'Entries that do not count, as their role has another ARN than before',
      lines: moved.map(
        ({ acceptance, broker, before, now }) =>
          `${code(acceptance.role)} on ${code(broker)} is ${code(now)}, and was ${code(before)} (${codeSpan(lineText(acceptance.place))})`,
      ),
    },
    {
      title: 'Brokers that entries name and that there are not',
      lines: (accepted?.unknown ?? []).map(
        ({ acceptance, broker }) => `${code(broker)} (${codeSpan(lineText(acceptance.place))})`,
      ),
    },
    {
      title: 'Outside of this comparison',
      lines: outside.map(({ who, place }) => prose(printable(who)) + placed(place)),
    },
  ];
  const counts = [
    `${gained.length} gained`,
    ...(signed.length === 0 ? [] : [`${signed.length} accepted`]),
    `${lost.length} lost`,
    ...(unread.length === 0 ? [] : [`${unread.length} not compared`]),
  ];
  const differs = gained.length + lost.length + signed.length > 0;
  const comment = new Comment(
    differs || unread.length > 0 ? `### Access: ${counts.join(', ')}` : 'The same access.',
  );
  for (const section of parts) comment.add(section);
  if (accepted !== undefined)
    comment.addBlock(
      `To accept what was gained, add to ${codeSpan(printable(accepted.file))}, each entry with its reason:`,
      suggestedEntries(diffs),
    );
  return comment.text;
}

/** So many errors are told in a comment. */
const MOST_ERRORS = 20;

/** That a side has errors, so that nothing was compared, for the comment on a pull request. */
export function faultyMarkdown(diagnostics: readonly Diagnostic[], side: 'old' | 'new'): string {
  const lines = diagnostics
    .slice(0, MOST_ERRORS)
    .map(
      ({ message, code: name, place }) =>
        `- ${prose(printable(message))} (${codeSpan(lineText(place))}, ${codeSpan(name)})`,
    );
  const more = andMore(diagnostics.length - lines.length);
  return [
    `### Access: not compared`,
    '',
    `The ${side} policy has errors:`,
    '',
    ...lines,
    ...(more === '' ? [] : [`- … ${more}`]),
    '',
  ].join('\n');
}

function lineOf(what: Change | Entrance, direction: Direction): string {
  if ('who' in what) return `${prose(printable(what.who))}${placed(what.place)}`;
  const { phrase, action, vhost, vhosts, entry, unproved, by, nearest } = describeChange(what);
  const one = vhost && code(nameText(vhost));
  const where = vhosts === undefined ? one : code(patternText(vhosts));
  const concrete = action ?? (phrase === by.phrase ? undefined : phrase);
  // Of a pattern of vhosts an example is in one of them.
  const example =
    concrete === undefined
      ? vhosts && one
      : code(concrete) + (vhosts && one ? ` in vhost ${one}` : '');
  const could = direction === 'gained' ? 'could not enter' : 'can no longer enter';
  const parts = [
    code(by.phrase) + (where === undefined ? '' : ` in vhost ${where}`),
    ...(example === undefined ? [] : [`for example ${example}`]),
    ...(entry ? [`which it ${could}`] : []),
    ...(unproved ? ['perhaps: too complex to prove, so it counts as different'] : []),
  ];
  const other = direction === 'gained' ? 'before' : 'now';
  const there = nearest === undefined ? 'nothing like it' : writtenText(nearest);
  return `${parts.join(', ')}, by ${placesText(by)}; ${other} ${there}`;
}

function acceptedLine(
  { brokers, role, phrase, vhost, vhosts, by }: ToldAcceptance,
  all: readonly string[],
): string {
  const example =
    vhosts === undefined || vhost === undefined ? '' : `, for example ${codeSpan(vhost)}`;
  const where = vhost === undefined ? '' : ` in vhost ${codeSpan(vhosts ?? vhost)}${example}`;
  const reasons = by.map(
    ({ reason, place }) => `${code(shortened(reason))} (${codeSpan(lineText(place))})`,
  );
  return `${codeSpan(role)} ${brokersText(brokers, all)}: ${codeSpan(phrase)}${where}, because ${reasons.join(' and ')}`;
}

function writtenText(written: Written): string {
  return `${code(written.phrase)} at ${placesText(written)}`;
}

/** The phrase, then the uses of profiles that lead to it. */
function placesText({ places }: Written): string {
  return places.map((place) => codeSpan(lineText(place))).join(', used at ');
}

function placed(place: Entrance['place']): string {
  return place === undefined ? '' : `, by ${codeSpan(lineText(place))}`;
}

/** So many brokers are named one by one. */
const NAMED = 5;

function brokersText(brokers: readonly string[], all: readonly string[]): string {
  // Without a name in it, it needs no code span.
  if (brokers.length > 1 && brokers.length >= all.length) return onText({ names: brokers, all });
  return `on ${inRow(brokers.map(code), NAMED)}`;
}

/** A role; or an alias, that tokens name elsewhere than where AWS names roles. */
function whoseText(whose: Whose): string {
  if (whose.kind === 'anybody') return 'whoever it lets in';
  const { name, arn, claims, isMoved } = whose;
  if (name !== undefined)
    return isMoved && arn !== undefined ? `${code(name)} as ${code(arn)}` : code(name);
  const isRole = claims.every((claim) => claim === 'sub' || claim === 'scope');
  const shown = arn === undefined ? 'a role with an ARN of its own on each' : code(arn);
  return isRole ? shown : `alias ${shown}, in the claim ${claims.map(code).join(' or ')},`;
}

function code(text: string): string {
  return codeSpan(printable(text));
}
