import { syntaxDiagnostics as catalog } from '../diagnostics/catalog/syntax.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { Reporter } from '../diagnostics/reporter.js';
import type { Source } from '../source/source.js';
import { ItemNode } from './item-nodes.js';
import type { BlockRepair } from './block-repair.js';
import { blockRepairs } from './meant-blocks.js';
import { lex } from './tokens.js';
import type { PolicyFile } from './tree.js';
import { allItems } from './walk.js';

/** A file as it was read, and what was told of it. */
export interface Reading {
  readonly file: PolicyFile;
  readonly told: readonly Diagnostic[];
}

/** How many braces of one file are mended. */
const repairs = 4;

/** How much text is read for guesses, in UTF-16 code units: an editor asks at every keystroke. */
const budget = 200_000;

const BRACES: ReadonlySet<string> = new Set([catalog.unclosedBlock.code, catalog.strayBrace.code]);

/** Whether something of what was told may come of a brace, or of braces around names. */
function mayBeOfBraces(told: readonly Diagnostic[]): boolean {
  return told.some(
    ({ code, message, place: { source, range } }) =>
      BRACES.has(code) ||
      code === catalog.misplacedItem.code ||
      (code === catalog.expectedToken.code &&
        (message.startsWith('Expected `{`') || source.text.charAt(range.start) === '{')),
  );
}

/**
 * The reading as if braces were mended that lack or are too much, if the layout shows which: each is told once, and
 * what followed from it is not. A guess has to explain what it takes the place of.
 *
 * @param read reads a text of the same length in the place of the file's own
 */
export function withMeantBlocks(first: Reading, read: (text: string) => Reading): Reading {
  const { source } = first.file;
  if (source.text.length > budget / 2) return first;
  let [best, left] = [first, budget];
  let text = source.text;
  const taken: BlockRepair[] = [];
  while (taken.length < repairs && mayBeOfBraces(best.told)) {
    const candidates = blockRepairs(source, lex(text)).filter(({ masks }) =>
      masks.every(({ at }) => taken.every((one) => one.masks.every((mask) => mask.at !== at))),
    );
    let found:
      | { readonly repair: BlockRepair; readonly text: string; readonly reading: Reading }
      | undefined;
    for (const repair of candidates) {
      left -= text.length;
      if (left < 0) break;
      const masked = maskedWith(text, repair);
      const reading = read(masked);
      const isBetter = reading.told.length < (found?.reading ?? best).told.length;
      if (isBetter && isWorth(best.told, reading.told)) found = { repair, text: masked, reading };
      if (reading.told.length === 0) break;
    }
    if (found === undefined) break;
    taken.push(found.repair);
    [best, text] = [found.reading, found.text];
  }
  return taken.length === 0 ? first : asOf(source, best, taken);
}

/** Whether a repair, which is told too, leaves less to tell; where it leaves as much, nothing of that may be new. */
function isWorth(before: readonly Diagnostic[], after: readonly Diagnostic[]): boolean {
  if (after.length + 1 < before.length) return true;
  return after.every(({ code, place: { range } }) =>
    before.some((one) => one.code === code && one.place.range.start === range.start),
  );
}

function maskedWith(text: string, { masks }: BlockRepair): string {
  return masks.reduce(
    (masked, { at, sign }) => masked.slice(0, at) + sign + masked.slice(at + 1),
    text,
  );
}

/** What was read of a mended text, as of the file itself. */
function asOf(source: Source, { file, told }: Reading, taken: readonly BlockRepair[]): Reading {
  const places = taken.flatMap(({ masks }) => masks.map(({ at }) => at));
  // What is read with a brace that is not there cannot be kept for the next reading.
  for (const item of allItems(file.items))
    if (item instanceof ItemNode && places.some((at) => item.start <= at && at <= item.end))
      item.readIn = undefined;
  const reporter = new Reporter();
  for (const { tell } of taken) tell(reporter);
  const own = told.map((one) => ({
    ...one,
    place: { ...one.place, source },
    notes: one.notes.map((note) =>
      note.place === undefined ? note : { ...note, place: { ...note.place, source } },
    ),
    fixes: one.fixes.map((fix) => ({
      ...fix,
      edits: fix.edits.map((edit) => ({ ...edit, source })),
    })),
  }));
  return { file: { ...file, source }, told: [...reporter.reported, ...own] };
}
