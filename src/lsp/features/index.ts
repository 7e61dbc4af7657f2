import type { Feature } from '../feature.js';
import { codeActions } from './code-actions.js';
import { completion } from './completion.js';
import { definition } from './definition.js';
import { pullDiagnostics } from './pull-diagnostics.js';
import { semanticTokens } from './semantic-tokens.js';

/** All that the server can do beside telling what is wrong. */
export const features: readonly Feature[] = [
  codeActions,
  completion,
  definition,
  pullDiagnostics,
  semanticTokens,
];
