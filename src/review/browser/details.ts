import type { ReviewCell, ReviewOperation, ReviewPlace } from '../document.js';
import { fileAndLine } from '../words.js';
import { found, type BrokerView } from './broker-view.js';
import { chip, operationText } from './chips.js';
import { codeText, html, message, together, type Child } from './dom.js';

/** What a role can do with a resource, operation by operation, each with what gives it. */
export function cellDetails(cell: ReviewCell, view: BrokerView): HTMLElement {
  const { gained = [], lost = [] } = cell;
  const changes = [
    ...gained.map((permission) => html('li', { class: 'gained' }, `gained: more of ${permission}`)),
    ...lost.map((permission) =>
      html('li', { class: 'lost' }, `lost: some or all of ${permission}`),
    ),
  ];
  return html(
    'div',
    {},
    html(
      'ul',
      { class: 'operations' },
      ...cell.can.map((one) =>
        html(
          'li',
          {},
          chip(one),
          ' ',
          html('b', {}, operationText(one)),
          ...reasons(one, cell, view),
        ),
      ),
    ),
    changes.length === 0 ? undefined : html('ul', { class: 'plain' }, ...changes),
  );
}

function reasons(
  { by, example, how, bare, keys }: ReviewOperation,
  cell: ReviewCell,
  view: BrokerView,
): readonly Child[] {
  const { scopes, grants } = view.role(cell.role);
  const texts = new Map<number, string[]>();
  for (const at of by)
    for (const number of scopes[at]?.grants ?? [])
      texts.set(number, [...(texts.get(number) ?? []), scopes[at]?.text ?? '']);
  return [
    how === 'part' && example !== undefined && keys === undefined
      ? html('p', { class: 'quiet' }, 'Such as ', ...message(example), '.')
      : undefined,
    bare === true
      ? html('p', { class: 'quiet' }, 'By lines that name the bare permission.')
      : undefined,
    html(
      'ul',
      { class: 'plain' },
      ...Array.from(texts, ([number, own]) => {
        const { phrase, place, uses } = found(grants, number);
        return html(
          'li',
          {},
          together(codeText(phrase), places([place, ...uses])),
          ...own.map((text) => html('div', { class: 'quiet' }, 'scope ', codeText(text))),
        );
      }),
    ),
  ];
}

/** Places as `file:line`. */
export function places(all: readonly ReviewPlace[]): HTMLElement {
  return html('span', { class: 'place' }, [...new Set(all.map(fileAndLine))].join(', used at '));
}

/** Opens a box with what a role can do with a resource. Escape closes it, and the focus goes back. */
export function openCell(cell: ReviewCell, view: BrokerView): void {
  const role = view.role(cell.role);
  const resource = view.resource(cell.resource);
  const close = html('button', { type: 'button', class: 'close', 'aria-label': 'Close' }, '×');
  const title = html(
    'h2',
    { id: 'cell-title' },
    html('a', { href: view.linkToRole(cell.role) }, role.name),
    ' and ',
    html('a', { href: view.linkToResource(cell.resource) }, `${resource.kind} ${resource.name}`),
  );
  const box = html(
    'dialog',
    { 'aria-labelledby': 'cell-title' },
    close,
    title,
    html('p', { class: 'quiet' }, 'in the vhost ', codeText(view.vhostOf(resource))),
    cellDetails(cell, view),
  );
  const shut = (): void => {
    box.close();
  };
  close.addEventListener('click', shut);
  box.addEventListener('click', (event) => {
    // A link leads away, and the backdrop is the box itself.
    if (event.target === box || event.target instanceof HTMLAnchorElement) shut();
  });
  box.addEventListener('close', () => {
    box.remove();
  });
  document.body.append(box);
  box.showModal();
}
