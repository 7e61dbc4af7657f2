import type { TextPlace } from '../../dist/core/index.js';
import { html } from '../../src/review/browser/dom.js';

/** Leads to a place of a policy in the editor. */
export type GoTo = (place: Pick<TextPlace, 'file' | 'line' | 'column'>) => void;

/** A place as a button that leads there. */
export function placeButton(
  place: Pick<TextPlace, 'file' | 'line' | 'column'>,
  goTo: GoTo,
): HTMLElement {
  const text = `${place.file}:${place.line}`;
  const button = html(
    'button',
    { type: 'button', class: 'place', title: `Show ${text} in the editor` },
    text,
  );
  button.addEventListener('click', () => {
    goTo(place);
  });
  return button;
}

/** The word that starts at a line and column of a text, both counted from 1, as offsets. */
export function wordAt(
  text: string,
  line: number,
  column: number,
): { readonly start: number; readonly end: number } {
  const lines = text.split('\n');
  const before = lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0);
  const rest = (lines[line - 1] ?? '').slice(column - 1);
  const length = /^[^\s{},()]+/.exec(rest)?.[0].length ?? 0;
  const start = before + column - 1;
  return { start, end: start + length };
}
