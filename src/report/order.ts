import type { Diagnostic, Severity } from '../diagnostics/diagnostic.js';
import { CONFIG_NAME } from '../source/config.js';
import { compareBytes } from '../source/naming.js';

/** The severities, gravest first. */
export const severities: readonly Severity[] = ['error', 'warning', 'hint'];

/**
 * Diagnostics by the name of their file, and by place within: those of each `warren.yaml`, on which the others
 * hang, and then in bytewise order of the names.
 */
export function byFile(
  diagnostics: readonly Diagnostic[],
): readonly (readonly [file: string, diagnostics: readonly Diagnostic[]])[] {
  const files = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const { name } = diagnostic.place.source;
    const file = files.get(name);
    if (file === undefined) files.set(name, [diagnostic]);
    else file.push(diagnostic);
  }
  return [...files]
    .sort(([a], [b]) => Number(isConfig(b)) - Number(isConfig(a)) || compareBytes(a, b))
    .map(([name, file]) => [name, sorted(file)]);
}

function isConfig(name: string): boolean {
  return name === CONFIG_NAME || name.endsWith(`/${CONFIG_NAME}`);
}

/** Diagnostics by file, then by place; those of one place by severity and code. */
export function inOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return byFile(diagnostics).flatMap(([, file]) => file);
}

/** The `limit` gravest diagnostics, in the order given: no error is cut off for a mere hint. */
export function gravest(diagnostics: readonly Diagnostic[], limit: number): readonly Diagnostic[] {
  const left = severities.flatMap((severity) => ofSeverity(diagnostics, severity)).slice(0, limit);
  const kept = new Set(left);
  return diagnostics.filter((diagnostic) => kept.has(diagnostic));
}

/** The diagnostics of one severity. */
export function ofSeverity(
  diagnostics: readonly Diagnostic[],
  severity: Severity,
): readonly Diagnostic[] {
  return diagnostics.filter((diagnostic) => diagnostic.severity === severity);
}

/** Where a range starts is worked out each time that it is asked for, so it is asked for once. */
function sorted(file: readonly Diagnostic[]): readonly Diagnostic[] {
  return file
    .map((diagnostic) => {
      const { start, end } = diagnostic.place.range;
      return { diagnostic, start, end };
    })
    .sort(
      (a, b) => a.start - b.start || a.end - b.end || compareAtPlace(a.diagnostic, b.diagnostic),
    )
    .map(({ diagnostic }) => diagnostic);
}

function compareAtPlace(a: Diagnostic, b: Diagnostic): number {
  return (
    severities.indexOf(a.severity) - severities.indexOf(b.severity) || compareBytes(a.code, b.code)
  );
}
