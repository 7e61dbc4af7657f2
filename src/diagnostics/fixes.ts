import { isSameFile } from '../source/source.js';
import type { Diagnostic, Edit } from './diagnostic.js';
import { definitions } from './registry.js';

/** Edits that can be made together, and the diagnostics that they do away with. */
export interface Fixing {
  readonly edits: readonly Edit[];
  readonly solved: readonly Diagnostic[];
}

/** The fixes of diagnostics that leave no choice, as far as they can be made together: the first counts. */
export function fixesTogether(diagnostics: readonly Diagnostic[]): Fixing {
  const solved: Diagnostic[] = [];
  const edits: Edit[] = [];
  for (const diagnostic of diagnostics) {
    const more = onlyEdits(diagnostic);
    if (more.length === 0 || more.some((edit) => edits.some((other) => touch(edit, other))))
      continue;
    edits.push(...more);
    solved.push(diagnostic);
  }
  return { edits, solved };
}

/** The edits of the only fix of a diagnostic. */
export function onlyEdits({ fixes }: Diagnostic): readonly Edit[] {
  const [first, ...more] = fixes;
  return first === undefined || more.length > 0 ? [] : first.edits;
}

/** Whether the fixes of a diagnostic are what the author means beyond doubt. */
export function isSurelyFixed({ code, fixes }: Diagnostic): boolean {
  return definitions.get(code)?.fixIsSure === true && fixes.every(({ isGuess }) => !isGuess);
}

/** Whether two edits of a text cannot both be made. */
function touch(a: Edit, b: Edit): boolean {
  return (
    isSameFile(a.source, b.source) && a.range.start <= b.range.end && b.range.start <= a.range.end
  );
}
