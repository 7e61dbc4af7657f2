import { phraseDiagnostics } from '../../diagnostics/catalog/phrases.js';
import { policyDiagnostics } from '../../diagnostics/catalog/policy.js';
import type { Diagnostic, Note } from '../../diagnostics/diagnostic.js';
import { namesText } from '../../diagnostics/on-brokers.js';
import type { OnBlocks } from '../brokers/on-blocks.js';
import { placeIn, type Outline, type Outlined } from '../outline.js';

/** So many places are shown at which other brokers have a name. */
const SHOWN = 3;

/** A declaration that counts for some brokers alone, and what is said of it. */
interface Limited {
  readonly brokers: readonly string[];
  readonly note: Note;
}

/**
 * What was found for some brokers, where it is that they lack a name, with notes of where others have it:
 * a declaration in an `on` block is easily taken for one that counts everywhere.
 *
 * @param brokers the names of all brokers
 */
export function withOthersThatHave(
  diagnostics: readonly Diagnostic[],
  outline: Outline,
  on: OnBlocks,
  brokers: readonly string[],
): readonly Diagnostic[] {
  if (!diagnostics.some(({ code }) => code === NAME || code === THING)) return diagnostics;
  const byCode = new Map([
    [NAME, limited([...outline.roles, ...outline.groups], on, brokers)],
    [THING, limited(outline.resources, on, brokers)],
  ]);
  return diagnostics.map((one) => {
    const found = byCode.get(one.code)?.get(unquoted(one.place.source.slice(one.place.range)));
    const others = (found ?? []).filter((some) =>
      some.brokers.every((broker) => one.on?.names.includes(broker) === false),
    );
    const notes = others.slice(0, SHOWN).map(({ note }) => note);
    return notes.length === 0 ? one : { ...one, notes: [...one.notes, ...notes] };
  });
}

const NAME = policyDiagnostics.unknownName.code;
const THING = phraseDiagnostics.undeclaredName.code;

/** Something that is declared by a name. */
type Declaration = Outlined<{ readonly name: Parameters<typeof placeIn>[1] | null }>;

/** The declarations that do not count for every broker, by their names. */
function limited(
  items: readonly Declaration[],
  on: OnBlocks,
  all: readonly string[],
): ReadonlyMap<string, readonly Limited[]> {
  const found = new Map<string, Limited[]>();
  for (const item of items) {
    if (item.on.length === 0 || item.node.name === null) continue;
    const place = placeIn(item, item.node.name);
    const text = unquoted(place.source.slice(place.range));
    const brokers = all.filter((broker) => on.counts(item, broker));
    if (brokers.length === 0) continue;
    const message = `\`${text}\` is declared here, on ${namesText(brokers)} alone.`;
    const known = found.get(text) ?? [];
    known.push({ brokers, note: { message, place } });
    found.set(text, known);
  }
  return found;
}

function unquoted(text: string): string {
  return text.replace(/^"|"$/g, '');
}
