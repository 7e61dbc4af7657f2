import { complete } from '../assist/completion/complete.js';
import type { OfferKind } from '../assist/completion/offer.js';
import { hoverAt } from '../assist/hover/hover.js';
import { coloursOf } from '../assist/semantic/colours.js';
import type { TokenType } from '../assist/semantic/legend.js';
import type { Snapshot } from '../assist/snapshot.js';
import { printable } from '../report/printable.js';
import type { TextRange } from '../source/range.js';
import type { PolicyFile } from '../syntax/tree.js';

/** A stretch of a text, in UTF-16 code units. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** What there is to say about a stretch of a text, in Markdown of which nothing of the policy is active. */
export interface TextHover extends Stretch {
  readonly markdown: string;
}

/** What can stand at a place, the likeliest first, and the stretch that it takes there. */
export interface TextCompletions extends Stretch {
  readonly offers: readonly TextOffer[];
}

/** A word, name or value that can stand somewhere. */
export interface TextOffer {
  readonly label: string;
  /** What is written for it. */
  readonly text: string;
  readonly kind: OfferKind;
  readonly detail?: string;
  /** In Markdown. */
  readonly documentation?: string;
}

/** A stretch of one line, coloured by what stands there. */
export interface TextColour extends Stretch {
  readonly type: TokenType;
  /** Whether something gets its name there. */
  readonly declares: boolean;
}

/** What stands at an offset of a text, for a reader. */
export function textHover(
  snapshot: Snapshot,
  file: PolicyFile,
  offset: number,
): TextHover | undefined {
  const found = hoverAt({ snapshot, file, source: file.source }, offset);
  return found && { ...stretch(found.range), markdown: found.text };
}

/** @param names the names of all texts of the policy */
export function textCompletions(
  snapshot: Snapshot,
  file: PolicyFile,
  offset: number,
  names: readonly string[],
): TextCompletions {
  const folder = file.source.name.slice(0, file.source.name.lastIndexOf('/') + 1);
  const beside = names
    .filter((name) => name.startsWith(folder))
    .map((name) => name.slice(folder.length))
    .filter((name) => !name.includes('/'));
  const { offers, replaced } = complete(file, offset, snapshot, () => beside);
  return {
    ...stretch(replaced),
    offers: offers.map(({ label, text = label, kind, detail, documentation }) => ({
      label: printable(label),
      text,
      kind,
      ...(detail === undefined ? {} : { detail: printable(detail) }),
      ...(documentation === undefined ? {} : { documentation }),
    })),
  };
}

/** Every coloured stretch of a text, in its order. */
export function textColours(file: PolicyFile): readonly TextColour[] {
  return coloursOf(file).map(({ range, type, declares }) => ({
    ...stretch(range),
    type,
    declares,
  }));
}

/** A range as plain data: that of a tree may be worked out when it is asked. */
function stretch({ start, end }: TextRange): Stretch {
  return { start, end };
}
