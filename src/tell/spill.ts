import { proveDiagnostics as catalog } from '../diagnostics/catalog/prove.js';
import type { Note } from '../diagnostics/diagnostic.js';
import { Recall } from '../diagnostics/recall.js';
import type { Reporter } from '../diagnostics/reporter.js';
import { patternText } from '../policy/phrases/phrase-text.js';
import type { FoundSpill } from '../prove/spill/found.js';
import type { PhraseSpill } from '../prove/spill/spill.js';

/** How many operations a message names. */
const NAMED = 3;

/** Why each kind of spill is, and what to do about it, as sentences. */
const REASONS: Readonly<Record<FoundSpill['kind'], { because: string; avoid: string }>> = {
  'other-kind': {
    because: 'the broker does not tell a queue from an exchange.',
    avoid: 'Name queues and exchanges apart, so that no name or pattern of this phrase fits both.',
  },
  crossing: {
    because: 'the broker does not know what was meant to be bound to what.',
    avoid: 'Give the two rights to different roles.',
  },
};

/**
 * Warns of what spills, once for each phrase.
 *
 * @param kept the warnings that were made before, to be used again
 */
export function reportSpill(
  spills: readonly PhraseSpill[],
  reporter: Reporter,
  kept = new Recall<undefined>(false),
): void {
  for (const spill of spills)
    kept.of(spill.first, '', spill.phrases, reporter, (part) => {
      reportPhrase(spill, part);
      return undefined;
    });
}

function reportPhrase({ first, phrases }: PhraseSpill, reporter: Reporter): void {
  const { right } = first.grant;
  const named = phrases.slice(0, NAMED).map((phrase) => `\`${phrase}\``);
  const left = phrases.length - named.length;
  const all = left === 0 ? named : [...named, `${left} more`];
  reporter.report(
    catalog.spill,
    right.place,
    { phrases: all.join(', '), ...REASONS[first.kind] },
    { uses: right.calls, notes: notesOf(first) },
  );
}

function notesOf({ reached, together, grant }: FoundSpill): readonly Note[] {
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
