import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { renderGithub } from './github.js';
import { renderJson, type WrittenFile } from './json.js';
import { renderJunit, type LookedAt } from './junit.js';
import { renderSarif } from './sarif.js';
import { renderText, type TextOptions } from './text.js';

/** The formats of a report, as `--format` names them. */
export const formats = ['text', 'json', 'sarif', 'github', 'junit'] as const;

/** A format of a report. */
export type Format = (typeof formats)[number];

/** What a report's reader can bear. */
export interface RenderOptions extends TextOptions {
  /** What was looked at, for formats that tell of what is right too. */
  readonly looked?: LookedAt;
  /** The files that were written, for JSON to list. */
  readonly written?: readonly WrittenFile[];
}

/** A report of the diagnostics, ended by a line end; a report of none may be empty. */
export function render(
  format: Format,
  diagnostics: readonly Diagnostic[],
  options: RenderOptions,
): string {
  switch (format) {
    case 'text':
      return renderText(diagnostics, options);
    case 'json':
      return renderJson(diagnostics, options.written);
    case 'sarif':
      return renderSarif(diagnostics);
    case 'github':
      return renderGithub(diagnostics);
    case 'junit':
      return renderJunit(diagnostics, options.looked);
  }
}
