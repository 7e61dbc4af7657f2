import { html } from '../../src/review/browser/dom.js';

/** A part of the page that shows one panel of several. */
export interface Tabs {
  readonly list: HTMLElement;
  readonly panels: HTMLElement;
  /** Shows a panel. */
  readonly choose: (id: string) => void;
  /** Writes a number behind the name of a tab; `bad` has it stand out. */
  readonly count: (id: string, text: string, bad?: boolean) => void;
}

/**
 * Tabs as readers of screens and users of keyboards know them: one stop, and arrows from there.
 *
 * @param chosen is called with the panel that is shown from now on
 */
export function tabs(
  label: string,
  items: readonly { readonly id: string; readonly title: string; readonly panel: HTMLElement }[],
  chosen: (id: string) => void,
): Tabs {
  const list = html('div', { role: 'tablist', 'aria-label': label, class: 'tabs' });
  const panels = html('div', { class: 'panels' });
  const made = items.map(({ id, title, panel }) => {
    const count = html('span', { class: 'count', hidden: true });
    const tab = html(
      'button',
      { type: 'button', role: 'tab', id: `tab-${id}`, 'aria-controls': `panel-${id}` },
      title,
      count,
    );
    const box = html(
      'section',
      { role: 'tabpanel', id: `panel-${id}`, 'aria-labelledby': `tab-${id}`, tabindex: 0 },
      panel,
    );
    tab.addEventListener('click', () => {
      choose(id);
    });
    return { id, tab, box, count };
  });
  const choose = (id: string): void => {
    for (const one of made) {
      const isChosen = one.id === id;
      one.tab.setAttribute('aria-selected', String(isChosen));
      one.tab.tabIndex = isChosen ? 0 : -1;
      one.box.hidden = !isChosen;
    }
    chosen(id);
  };
  list.append(...made.map(({ tab }) => tab));
  panels.append(...made.map(({ box }) => box));
  list.addEventListener('keydown', (event) => {
    moveBy(
      event,
      made.map(({ tab }) => tab),
    );
  });
  choose(items[0]?.id ?? '');
  return {
    list,
    panels,
    choose,
    count: (id, text, bad = false) => {
      const count = made.find((one) => one.id === id)?.count;
      if (count === undefined) return;
      count.textContent = text;
      count.hidden = text === '';
      count.classList.toggle('bad', bad);
    },
  };
}

/** Leads from one button of a row to another by the arrows, Home and End, and presses it. */
export function moveBy(event: KeyboardEvent, buttons: readonly HTMLButtonElement[]): void {
  const at = buttons.findIndex((button) => button === document.activeElement);
  const { length } = buttons;
  const to = new Map([
    ['ArrowRight', (at + 1) % length],
    ['ArrowLeft', (at + length - 1) % length],
    ['Home', 0],
    ['End', length - 1],
  ]).get(event.key);
  if (at < 0 || to === undefined) return;
  event.preventDefault();
  buttons[to]?.focus();
  buttons[to]?.click();
}
