import { styleText } from 'node:util';
import type { Severity } from '../diagnostics/diagnostic.js';

/** How the parts of a text report are painted. */
export interface Palette {
  /** Headings and marks of one severity. */
  readonly severity: (severity: Severity, text: string) => string;
  /** What only frames the source: gutters and arrows. */
  readonly quiet: (text: string) => string;
  readonly strong: (text: string) => string;
}

const colours = { error: 'red', warning: 'yellow', hint: 'cyan' } as const;

// The caller has decided about colour; styleText is not to ask the terminal again.
const always = { validateStream: false };

/** ANSI colours as terminals know them. */
export const coloured: Palette = {
  severity: (severity, text) => styleText(['bold', colours[severity]], text, always),
  quiet: (text) => styleText('blue', text, always),
  strong: (text) => styleText('bold', text, always),
};

/** No colour at all. */
export const uncoloured: Palette = {
  severity: (_, text) => text,
  quiet: (text) => text,
  strong: (text) => text,
};
