import { version } from '../../dist/version.js';
import { html } from '../../src/review/browser/dom.js';
import { examples } from './examples.js';
import { schemeSwitch } from './scheme.js';

/** What the head of the page has others do. */
export interface HeaderHooks {
  /** An example was chosen, by its name; the empty text stands for a policy of one's own. */
  readonly chosen: (example: string) => void;
  readonly format: () => void;
  readonly share: () => void;
}

/** The head of the page: what it is, the examples, and what can be done to the policy as a whole. */
export interface Header {
  readonly element: HTMLElement;
  /** Shows which example the policy began as. */
  readonly choose: (example: string) => void;
}

/** Makes the head of the page. */
export function header({ chosen, format, share }: HeaderHooks): Header {
  const button = (text: string, title: string, act: () => void): HTMLElement => {
    const made = html('button', { type: 'button', title }, text);
    made.addEventListener('click', act);
    return made;
  };
  const select = html(
    'select',
    { id: 'example' },
    html('option', { value: '' }, 'a policy of your own'),
    ...examples.map(({ name, title }) => html('option', { value: name }, title)),
  );
  select.addEventListener('change', () => {
    chosen(select.value);
  });
  const element = html(
    'header',
    {},
    html('a', { class: 'skip', href: '#results' }, 'Skip to what comes out'),
    html('h1', {}, html('b', {}, 'Warren'), ' playground ', html('small', {}, version)),
    html('label', { for: 'example' }, html('span', { class: 'quiet' }, 'Example'), select),
    html(
      'span',
      { class: 'buttons' },
      button('Format', 'Give this file the canonical layout (Shift+Alt+F)', format),
      button('Share', 'Copy a link that carries the policy', share),
    ),
    schemeSwitch(),
    html('span', { class: 'quiet promise' }, 'Your text never leaves this page.'),
  );
  return {
    element,
    choose: (example) => {
      select.value = example;
    },
  };
}
