import { patternText } from '../../policy/phrases/phrase-text.js';
import { printable } from '../../report/printable.js';
import type { Place } from '../../source/source.js';
import type { Accepted } from '../accept/accept.js';
import type { Acceptance } from '../accept/acceptance.js';
import { toldAcceptances } from '../accept/told.js';
import { brokersText } from './brokers-text.js';

/** How many changes were accepted, those that are the same on several brokers once. */
export function countAccepted(accepted: Accepted | undefined): number {
  return accepted === undefined ? 0 : toldAcceptances(accepted).length;
}

/** What was gained and accepted, line by line; none where nothing was. */
export function acceptedBlock(accepted: Accepted, all: readonly string[]): readonly string[] {
  const lines = toldAcceptances(accepted).flatMap(
    ({ brokers, role, phrase, vhost, vhosts, by }) => [
      `  role ${role}: ${phrase}${vhost === undefined ? '' : ` in vhost ${vhosts === undefined ? vhost : `${vhosts}, for example ${vhost}`}`}, ${printable(brokersText(brokers, all))}`,
      ...by.map((entry) => `      ${entryText(entry)}`),
    ],
  );
  return lines.length === 0 ? [] : ['Gained and accepted:', ...lines];
}

/** The reason of an entry, and where it stands. */
function entryText({ reason, place }: Acceptance): string {
  return `${printable(shortened(reason))}, ${lineText(place)}`;
}

/** So much of a reason is shown, in characters. */
const MOST = 300;

/** A reason as far as it is shown; `--format json` has all of it. */
export function shortened(reason: string): string {
  // Where it is short, nobody has to count characters of two code units.
  if (reason.length <= MOST) return reason;
  const characters = Array.from(reason);
  return characters.length <= MOST ? reason : `${characters.slice(0, MOST).join('')}…`;
}

/** A place as `file:line`, by which people and editors find it. */
export function lineText({ source, range }: Place): string {
  return `${printable(source.name)}:${source.position(range.start).line}`;
}

/** What an entry is about, in the words of its file. */
export function aboutText({ role, brokers, vhost, phrases }: Acceptance): string {
  const where = vhost === undefined ? '' : ` in vhost ${patternText(vhost)}`;
  return printable(
    `${role} on ${brokers.join(', ')}${where}: ${phrases.map(({ text }) => text).join('; ')}`,
  );
}

/** The lines that would accept what is open, for people to copy; the empty text where there are none. */
export function suggestionText(entries: string, file: string): string {
  if (entries === '') return '';
  return `\nWhere it is meant, add to ${printable(file)}, each entry with its reason:\n\n${entries}`;
}
