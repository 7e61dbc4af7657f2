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

/** The offset of a line and column of a text, both counted from 1. */
export function offsetAt(text: string, line: number, column: number): number {
  const before = text.split('\n', line - 1);
  return before.reduce((sum, { length }) => sum + length + 1, 0) + column - 1;
}
