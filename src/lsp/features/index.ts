import type { Feature } from '../feature.js';
import { codeActions } from './code-actions.js';
import { codeLenses } from './code-lenses.js';
import { runCommands } from './commands.js';
import { completion } from './completion.js';
import { definition } from './definition.js';
import { folding } from './folding.js';
import { formatting } from './formatting.js';
import { hover } from './hover.js';
import { inlayHints } from './inlay-hints.js';
import { links } from './links.js';
import { documentSymbols, workspaceSymbols } from './outline.js';
import { pullDiagnostics } from './pull-diagnostics.js';
import { highlights, references } from './references.js';
import { rename } from './rename.js';
import { selection } from './selection.js';
import { semanticTokens } from './semantic-tokens.js';
import { signatureHelp } from './signature-help.js';

/** All that the server can do beside telling what is wrong. */
export const features: readonly Feature[] = [
  codeActions,
  codeLenses,
  runCommands,
  completion,
  definition,
  documentSymbols,
  folding,
  formatting,
  highlights,
  hover,
  inlayHints,
  links,
  pullDiagnostics,
  references,
  rename,
  selection,
  semanticTokens,
  signatureHelp,
  workspaceSymbols,
];
