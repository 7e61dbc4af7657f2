import type { Note } from '../diagnostics/diagnostic.js';
import type { Grant } from '../policy/policy.js';
import type { Place } from '../source/source.js';
import { usedHere } from '../policy/phrases/check-operation.js';
import { nameText } from '../policy/phrases/phrase-text.js';
import type { WayRound } from '../prove/claims/walks-round.js';

/** A sentence or clause without its full stop, and what to look at. */
export interface RoundText {
  readonly what: string;
  readonly notes: readonly Note[];
}

/** How a role can walk round its scopes, as a sentence without its full stop. */
export function describeRound(round: WayRound): RoundText {
  if (round.kind === 'api') {
    const { api, action } = round;
    const what = `Its right to \`${action}\` lets it give the broker another configuration, so any right there`;
    return { what, notes: grantNotes(api.grants, 'The right is granted here.') };
  }
  const { tag, vhost } = round;
  const where =
    vhost === undefined ? '' : ` in the vhost \`${nameText(vhost)}\`, which it can enter`;
  const what = `Its tag \`${tag.tag}\` permits everything${where}`;
  return { what, notes: grantNotes(tag.from.grants, 'The tag is granted here.') };
}

/**
 * A way round where it does not count: somebody who has it gets what was asked for by other means, and the
 * operation itself is refused to them as to anybody.
 */
export function describeUncounted(round: WayRound): RoundText {
  const { what, notes } = describeRound(round);
  return { what: `${what}; the broker refuses this check all the same`, notes };
}

/** A note at each of the lines that grant something, each line once, and at each that uses a profile there. */
export function grantNotes(grants: readonly Grant[], message: string): readonly Note[] {
  const notes = new Map<string, Note>();
  for (const { right } of grants) {
    const line = lineKey(right.place);
    if (!notes.has(line))
      notes.set(line, {
        message: notes.size === 0 ? message : 'This line as well.',
        place: right.place,
      });
    for (const place of right.calls)
      if (!notes.has(lineKey(place))) notes.set(lineKey(place), usedHere(place));
  }
  return [...notes.values()];
}

function lineKey({ source, range }: Place): string {
  return `${source.name}:${source.position(range.start).line}`;
}
