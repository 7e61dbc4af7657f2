import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { fixesTogether, isSurelyFixed, onlyEdits } from '../../diagnostics/fixes.js';
import type { Action, ActionContext, ActionKind } from './action.js';

/** The fixes that come with a diagnostic, and one for all of its code if the file has several. */
export function fixActions(
  diagnostic: Diagnostic,
  { diagnostics }: ActionContext,
): readonly Action[] {
  const { code, fixes } = diagnostic;
  const own = fixes
    .filter(({ edits }) => edits.length > 0)
    .map(({ title, edits }): Action => ({
      title,
      kind: 'quickfix',
      edits,
      solves: [diagnostic],
      preferred: fixes.length === 1,
    }));
  const alike = diagnostics.filter((other) => other.code === code && onlyEdits(other).length > 0);
  if (own.length === 0 || alike.length < 2) return own;
  const title = `Fix every \`${code}\` of this file`;
  return [...own, together(title, 'quickfix', alike)];
}

/**
 * All fixes that are sure, as one change, which an editor may make unseen at every save: what `check --fix`
 * would do. The others are for the author to choose.
 */
export function fixAll(diagnostics: readonly Diagnostic[]): Action {
  const sure = diagnostics.filter(isSurelyFixed);
  return together('Fix everything that leaves no doubt', 'source.fixAll', sure);
}

/** The fixes that leave no choice, as far as they can be made together. */
function together(title: string, kind: ActionKind, diagnostics: readonly Diagnostic[]): Action {
  const { edits, solved } = fixesTogether(diagnostics);
  return { title, kind, edits, solves: solved, preferred: false };
}
