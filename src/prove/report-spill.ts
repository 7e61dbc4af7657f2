import { proveDiagnostics as catalog } from '../diagnostics/catalog/prove.js';
import type { Note } from '../diagnostics/diagnostic.js';
import type { Reporter } from '../diagnostics/reporter.js';
import { patternText } from '../policy/phrase-text.js';
import type { PhraseSpill, Spill } from './spill.js';

/** How many operations a message names. */
const NAMED = 3;

/** Why each kind of spill is, and what to do about it, as sentences. */
const REASONS: Readonly<Record<Spill['kind'], { because: string; avoid: string }>> = {
  'other-kind': {
    because: 'the broker does not tell a queue from an exchange.',
    avoid: 'Name queues and exchanges apart, so that no name or pattern of this phrase fits both.',
  },
  crossing: {
    because: 'the broker does not know what was meant to be bound to what.',
    avoid: 'Give the two rights to different roles.',
  },
};

/** Warns of what spills, once for each phrase. */
export function reportSpill(spills: readonly PhraseSpill[], reporter: Reporter): void {
  for (const { first, phrases } of spills) {
    const { right } = first.grant;
    const named = phrases.slice(0, NAMED).map((phrase) => `\`${phrase}\``);
    const left = phrases.length - named.length;
    const all = left === 0 ? named : [...named, `${left} more`];
    const uses = right.calls;
    reporter.report(
      catalog.spill,
      right.place,
      { phrases: all.join(', '), ...REASONS[first.kind] },
      { uses, notes: notesOf(first) },
    );
  }
}

function notesOf({ reached, together, grant }: Spill): readonly Note[] {
  const notes: Note[] = [];
  if (together !== undefined)
    notes.push({ message: 'It comes together with this line.', place: together.right.place });
  if (reached.place !== undefined) {
    const message = `The ${reached.kind} \`${patternText(reached.pattern)}\` is declared here.`;
    notes.push({ message, place: reached.place });
  }
  for (const place of grant.right.calls)
    notes.push({ message: 'The profile is used here.', place });
  return notes;
}
