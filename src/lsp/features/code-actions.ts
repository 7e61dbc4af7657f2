import { isSameFile } from '../../source/source.js';
import { CodeActionKind, type CodeAction, type CodeActionParams } from 'vscode-languageserver';
import type { Action, ActionContext } from '../actions/action.js';
import { quickFixes } from '../actions/actions.js';
import { fixAll } from '../actions/fixes.js';
import { shownDiagnostic } from '../diagnostics.js';
import type { Desk, Feature, FileView } from '../feature.js';
import { workspaceEdit } from '../workspace-edit.js';

/** Offers to change the text: what does away with a diagnostic, and what sets a whole file right. */
export const codeActions: Feature = {
  capabilities: () => ({
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.SourceFixAll] },
  }),
  register(connection, desk) {
    const { answer, places } = desk;
    connection.onCodeAction(
      answer(({ textDocument, range, context }: CodeActionParams): CodeAction[] => {
        const view = places.view(textDocument);
        if (view === undefined) return [];
        const wants = (kind: CodeActionKind): boolean =>
          context.only?.some((only) => kind === only || kind.startsWith(`${only}.`)) ?? true;
        const found = contextOf(view);
        const actions = [
          ...(wants(CodeActionKind.QuickFix) ? quickFixes(view.offsets(range), found) : []),
          // Editors run these on every save if told so, and ask for them by their kind.
          ...(context.only !== undefined && wants(CodeActionKind.SourceFixAll)
            ? [fixAll(found.diagnostics)]
            : []),
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
    title,
    kind,
    diagnostics: solves.map((diagnostic) => shownDiagnostic(diagnostic, places)),
    ...(preferred ? { isPreferred: true } : {}),
    edit: workspaceEdit(edits, places, client),
  };
}
