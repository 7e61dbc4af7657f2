import type { PolicyText } from '../../dist/core/index.js';
import { html } from '../../src/review/browser/dom.js';
import { moveBy } from './tabs.js';

/** What the bar of the files has others do. */
export interface FileBarHooks {
  readonly show: (name: string) => void;
  readonly add: () => void;
  readonly rename: () => void;
  readonly remove: () => void;
}

/** The files of a policy as tabs, with what can be done to them. */
export interface FileBar {
  readonly element: HTMLElement;
  /** @param faulty the names of files with errors */
  readonly draw: (files: readonly PolicyText[], shown: string, faulty: ReadonlySet<string>) => void;
}

/** @param editor the id of the editor, which the tabs are about */
export function fileBar({ show, add, rename, remove }: FileBarHooks, editor: string): FileBar {
  const list = html('div', { role: 'tablist', 'aria-label': 'Files', class: 'tabs' });
  const button = (text: string, name: string, act: () => void): HTMLButtonElement => {
    const made = html('button', { type: 'button', class: 'quiet', 'aria-label': name }, text);
    made.title = name;
    made.addEventListener('click', act);
    return made;
  };
  const removing = button('\u2212', 'Delete this file', remove);
  const element = html(
    'div',
    { class: 'files' },
    list,
    button('+', 'New file', add),
    button('\u270e', 'Rename this file', rename),
    removing,
  );
  list.addEventListener('keydown', (event) => {
    moveBy(event, [...list.querySelectorAll('button')]);
  });
  return {
    element,
    draw: (files, shown, faulty) => {
      const hadFocus = list.contains(document.activeElement);
      list.replaceChildren(
        ...files.map(({ name }) => {
          const isShown = name === shown;
          const tab = html(
            'button',
            {
              type: 'button',
              role: 'tab',
              'aria-selected': String(isShown),
              'aria-controls': editor,
              tabindex: isShown ? 0 : -1,
              class: faulty.has(name) ? 'faulty' : undefined,
            },
            name,
            faulty.has(name) ? html('span', { class: 'heard' }, ', with errors') : undefined,
          );
          tab.addEventListener('click', () => {
            show(name);
          });
          return tab;
        }),
      );
      if (hadFocus) list.querySelector<HTMLElement>('[aria-selected=true]')?.focus();
      removing.disabled = files.length < 2;
    },
  };
}
