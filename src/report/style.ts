import type { Severity } from '../diagnostics/diagnostic.js';

/** How the parts of a text report are painted. */
export interface Palette {
  /** Headings and marks of one severity. */
  readonly severity: (severity: Severity, text: string) => string;
  /** What only frames the source: gutters and arrows. */
  readonly quiet: (text: string) => string;
  readonly strong: (text: string) => string;
}

/** What begins and ends a style of a terminal. Source: ECMA-48, SGR. */
const styles = {
  bold: [1, 22],
  red: [31, 39],
  yellow: [33, 39],
  blue: [34, 39],
  cyan: [36, 39],
} as const;

/** A style of a terminal. */
export type Style = keyof typeof styles;

/** A text as a terminal shows it in some styles, which end with it. */
export function styled(names: readonly Style[], text: string): string {
  return names.reduceRight((inner, name) => {
    const [begin, end] = styles[name];
    return `\u001b[${begin}m${inner}\u001b[${end}m`;
  }, text);
}

const colours = { error: 'red', warning: 'yellow', hint: 'cyan' } as const;

/** ANSI colours as terminals know them. */
export const coloured: Palette = {
  severity: (severity, text) => styled(['bold', colours[severity]], text),
  quiet: (text) => styled(['blue'], text),
  strong: (text) => styled(['bold'], text),
};

/** No colour at all. */
export const uncoloured: Palette = {
  severity: (_, text) => text,
  quiet: (text) => text,
  strong: (text) => text,
};
