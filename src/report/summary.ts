import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { counted } from '../source/counted.js';
import { ofSeverity, severities } from './order.js';

/** How many diagnostics there are of each severity: `3 errors, 1 warning`; empty for none. */
export function countBySeverity(diagnostics: readonly Diagnostic[]): string {
  return severities
    .map((severity) => [ofSeverity(diagnostics, severity).length, severity] as const)
    .filter(([count]) => count > 0)
    .map(([count, severity]) => counted(count, severity))
    .join(', ');
}

/** The closing line of a report: `3 errors, 1 warning in 2 files`. */
export function summary(diagnostics: readonly Diagnostic[]): string {
  const files = new Set(diagnostics.map(({ place }) => place.source.name));
  return `${countBySeverity(diagnostics)} in ${counted(files.size, 'file')}`;
}
