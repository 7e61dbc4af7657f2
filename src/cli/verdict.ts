import { hasErrors, type Diagnostic } from '../diagnostics/diagnostic.js';
import { exit } from './io.js';

/** The exit code that a policy's diagnostics stand for: warnings fail nothing. */
export function exitCodeOf(diagnostics: readonly Diagnostic[]): number {
  return hasErrors(diagnostics) ? exit.failed : exit.ok;
}
