import { CodeActionKind } from 'vscode-languageserver';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { fixesTogether, onlyEdits } from '../../diagnostics/fixes.js';
import type { Action, ActionContext } from './action.js';

/** The fixes that come with a diagnostic, and one for all of its code if the file has several. */
export function fixActions(
  diagnostic: Diagnostic,
  { diagnostics }: ActionContext,
): readonly Action[] {
  const { code, fixes } = diagnostic;
  const own = fixes
    .filter(({ edits }) => edits.length > 0)
    .map(({ title, edits }) => ({
      title,
      kind: CodeActionKind.QuickFix,
      edits,
      solves: [diagnostic],
      preferred: fixes.length === 1,
    }));
  const alike = diagnostics.filter((other) => other.code === code && onlyEdits(other).length > 0);
  if (own.length === 0 || alike.length < 2) return own;
  const all = { ...fixAll(alike), title: `Fix every \`${code}\` of this file`, preferred: false };
  return [...own, { ...all, kind: CodeActionKind.QuickFix }];
}

/** All fixes that leave no choice, as one change. */
export function fixAll(diagnostics: readonly Diagnostic[]): Action {
  const { edits, solved } = fixesTogether(diagnostics);
  return {
    title: 'Fix everything that leaves no choice',
    kind: CodeActionKind.SourceFixAll,
    edits,
    solves: solved,
    preferred: false,
  };
}
