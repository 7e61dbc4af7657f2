import { isSameFile } from '../../source/source.js';
import { CodeActionKind } from 'vscode-languageserver';
import type { Diagnostic, Edit } from '../../diagnostics/diagnostic.js';
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
  const alike = diagnostics.filter((other) => other.code === code && editsOf(other).length > 0);
  if (own.length === 0 || alike.length < 2) return own;
  const all = { ...fixAll(alike), title: `Fix every \`${code}\` of this file`, preferred: false };
  return [...own, { ...all, kind: CodeActionKind.QuickFix }];
}

/** All fixes that leave no choice, as one change. */
export function fixAll(diagnostics: readonly Diagnostic[]): Action {
  const solved: Diagnostic[] = [];
  const edits: Edit[] = [];
  for (const diagnostic of diagnostics) {
    const more = editsOf(diagnostic);
    if (more.length === 0 || more.some((edit) => edits.some((other) => touch(edit, other))))
      continue;
    edits.push(...more);
    solved.push(diagnostic);
  }
  return {
    title: 'Fix everything that leaves no choice',
    kind: CodeActionKind.SourceFixAll,
    edits,
    solves: solved,
    preferred: false,
  };
}

/** The edits of the only fix of a diagnostic. */
function editsOf({ fixes }: Diagnostic): readonly Edit[] {
  const [first, ...more] = fixes;
  return first === undefined || more.length > 0 ? [] : first.edits;
}

/** Whether two edits of a text cannot both be made. */
function touch(a: Edit, b: Edit): boolean {
  return (
    isSameFile(a.source, b.source) && a.range.start <= b.range.end && b.range.start <= a.range.end
  );
}
