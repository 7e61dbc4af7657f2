import {
  MarkupKind,
  ParameterInformation,
  type SignatureHelp,
  type SignatureHelpParams,
} from 'vscode-languageserver';
import type { Feature } from '../feature.js';
import { signaturesAt } from '../signature/signature.js';

/** Shows the parameters of a profile while its arguments are typed. */
export const signatureHelp: Feature = {
  capabilities: () => ({
    signatureHelpProvider: { triggerCharacters: ['('], retriggerCharacters: [','] },
  }),
  register(connection, { answer, places }) {
    connection.onSignatureHelp(
      answer(({ textDocument, position }: SignatureHelpParams): SignatureHelp | null => {
        const view = places.view(textDocument);
        if (view === undefined) return null;
        const found = signaturesAt(view.file, view.offset(position), view.snapshot.files);
        const [first] = found;
        if (first === undefined) return null;
        const signatures = found.map(({ label, parameters, documentation }) => ({
          label,
          parameters: parameters.map(([start, end]) => ParameterInformation.create([start, end])),
          ...(documentation === undefined
            ? {}
            : { documentation: { kind: MarkupKind.Markdown, value: documentation } }),
        }));
        return { signatures, activeSignature: 0, activeParameter: first.active };
      }, null),
    );
  },
};
