import { isSameFile } from '../../source/source.js';
import { printable } from '../../report/printable.js';
import { CodeActionKind, type CodeAction, type CodeActionParams } from 'vscode-languageserver';
import type { Action, ActionContext } from '../../assist/actions/action.js';
import { quickFixes } from '../../assist/actions/actions.js';
import { fixAll } from '../../assist/actions/fixes.js';
import { organise, organiseKind } from '../../assist/actions/organise.js';
import { shownDiagnostic } from '../diagnostics.js';
import type { Desk, Feature } from '../feature.js';
import type { FileView } from '../places.js';
import { workspaceEdit } from '../workspace-edit.js';

/** Offers to change the text: what does away with a diagnostic, and what sets a whole file right. */
export const codeActions: Feature = {
  capabilities: () => ({
    codeActionProvider: {
      codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.SourceFixAll, organiseKind],
    },
  }),
  register(connection, desk) {
    const { answer, places } = desk;
    connection.onCodeAction(
      answer(({ textDocument, range, context }: CodeActionParams): CodeAction[] => {
        const view = places.view(textDocument);
        if (view === undefined) return [];
        const wants = (kind: CodeActionKind): boolean =>
          context.only?.some((only) => kind === only || kind.startsWith(`${only}.`)) ?? true;
        // An editor asks at every move of the cursor: where it shows nothing, nothing is to be checked.
        const fixes = context.diagnostics.length > 0 && wants(CodeActionKind.QuickFix);
        // Those for a whole file it asks for by their kind, perhaps at every save.
        const ofFile = (kind: CodeActionKind): boolean => context.only !== undefined && wants(kind);
        const actions = [
          ...(fixes ? quickFixes(view.offsets(range), contextOf(view)) : []),
          ...(ofFile(CodeActionKind.SourceFixAll) ? [fixAll(contextOf(view).diagnostics)] : []),
          ...(ofFile(organiseKind) ? [organise(view.file)] : []),
        ];
        return actions
          .filter(({ edits }) => edits.length > 0)
          .map((action) => shownAction(action, desk));
      }, []),
    );
  },
};

function contextOf({ file, snapshot }: FileView): ActionContext {
  const { files, brokers, checked } = snapshot;
  const diagnostics = checked.diagnostics.filter(({ place }) =>
    isSameFile(place.source, file.source),
  );
  return { file, files, brokers, diagnostics };
}

function shownAction(
  { title, kind, edits, solves, preferred }: Action,
  { places, client }: Desk,
): CodeAction {
  return {
    title: printable(title),
    kind,
    diagnostics: solves.map((diagnostic) => shownDiagnostic(diagnostic, places)),
    ...(preferred ? { isPreferred: true } : {}),
    edit: workspaceEdit(edits, places, client),
  };
}
