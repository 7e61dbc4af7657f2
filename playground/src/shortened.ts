import { html } from '../../src/review/browser/dom.js';

/** So many lines of a text are shown at first. */
const LINES = 400;

/**
 * Fills an element with the beginning of something long, as all of it takes a browser a while to lay out, and answers
 * it with a button that shows the rest.
 *
 * @param most how many are shown at first
 * @param what they are, in the plural
 */
export function shortened<Item>(
  box: HTMLElement,
  items: readonly Item[],
  most: number,
  what: string,
  drawn: (items: readonly Item[]) => readonly (Node | string)[],
): readonly HTMLElement[] {
  box.append(...drawn(items.slice(0, most)));
  if (items.length <= most) return [box];
  const more = html(
    'button',
    { type: 'button', class: 'more' },
    `Show all ${items.length} ${what}`,
  );
  more.addEventListener('click', () => {
    box.append(...drawn(items.slice(most)));
    more.remove();
    // The focus was on the button, which is gone.
    if (!box.hasAttribute('tabindex')) box.tabIndex = -1;
    box.focus({ preventScroll: true });
  });
  return [box, more];
}

/** A text of any length, the beginning of which is shown at first. */
export function shortenedText(
  label: string,
  style: string,
  text: string,
  drawn: (lines: readonly string[]) => readonly (Node | string)[] = (lines) => [
    lines.map((line) => `${line}\n`).join(''),
  ],
): readonly HTMLElement[] {
  const box = html('pre', { class: style, tabindex: 0, 'aria-label': label });
  return shortened(box, text.replace(/\n$/, '').split('\n'), LINES, 'lines', drawn);
}
