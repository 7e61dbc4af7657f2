import { numberOf } from '../words.js';
import type { BrokerView } from './broker-view.js';
import { OPERATIONS } from './chips.js';
import { choose, type Choice } from './choice.js';
import { openCell } from './details.js';
import { html } from './dom.js';
import { Grid } from './grid.js';

/** The matrix with its filter. */
export function accessView(view: BrokerView): HTMLElement {
  const grid = new Grid(
    (cell) => {
      openCell(cell, view);
    },
    ({ resource }) => view.resource(resource).kind,
  );
  const said = html('p', { role: 'status', class: 'quiet' });
  const text = html('input', {
    ...{ type: 'search', id: 'filter', autocomplete: 'off', spellcheck: 'false' },
    placeholder: 'role, team, vhost, exchange or queue',
  });
  const rows = select('rows', [
    ['resources', 'resources, by vhost'],
    ['roles', 'roles, by team'],
  ]);
  const order = select('order', [
    ['name', 'by name'],
    ['most', 'who can do most first'],
  ]);
  const words = OPERATIONS.filter(({ word }) =>
    view.broker.cells.some(({ can }) => can.some((one) => one.word === word)),
  ).map(({ word, sign, means }) => ({
    word,
    box: check(`op-${word}`),
    sign: html(
      'span',
      { class: `chip all op-${word.replace(' ', '-')}`, 'aria-hidden': 'true' },
      sign,
    ),
    means,
  }));
  const builtIn = check('built-in');
  const hasBuiltIn = view.broker.resources.some(({ origin }) => origin === 'built-in');
  builtIn.checked = !view.broker.resources.some(({ origin }) => origin !== 'built-in');
  const changed = check('changed');
  const show = (): void => {
    const choice: Choice = {
      text: text.value,
      words: new Set(words.filter(({ box }) => box.checked).map(({ word }) => word)),
      rows: rows.value === 'roles' ? 'roles' : 'resources',
      order: order.value === 'most' ? 'most' : 'name',
      changed: changed.checked,
      builtIn: builtIn.checked,
    };
    const chosen = choose(view, choice);
    const [first, second] =
      choice.rows === 'roles' ? ['role', 'resource'] : (['resource', 'role'] as const);
    said.textContent =
      chosen.cells === 0
        ? 'Nothing fits.'
        : `${numberOf(chosen.rows.length, first)} and ${numberOf(chosen.columns.length, second)}. A cell tells by which line: press Enter on it, or click.`;
    grid.show(chosen);
  };
  const form = html(
    'form',
    { class: 'filter', role: 'search', 'aria-label': 'Filter' },
    html('label', { class: 'field' }, 'Find', text),
    html('label', { class: 'field' }, 'Rows', rows),
    html('label', { class: 'field' }, 'Order', order),
    html(
      'fieldset',
      {},
      html('legend', { class: 'heard' }, 'Operations that count'),
      ...words.map(({ word, box, sign, means }) =>
        html('label', { class: 'toggle', title: means }, box, sign, word),
      ),
    ),
    hasBuiltIn ? html('label', { class: 'toggle' }, builtIn, 'what every vhost has') : undefined,
    view.review.against === null
      ? undefined
      : html('label', { class: 'toggle' }, changed, 'only what changed'),
  );
  form.addEventListener('input', show);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
  });
  // The grid has to be in the document to know its size.
  queueMicrotask(show);
  return html(
    'article',
    { class: 'access' },
    html('h1', {}, 'Who can do what'),
    form,
    said,
    grid.element,
    html(
      'p',
      { class: 'quiet key' },
      'Filled: all of it. Hollow: a part, such as some routing keys. Dotted: given, and no line asks for it.',
      view.review.against === null ? undefined : ' Ringed: more or less of it than before.',
    ),
  );
}

function select(id: string, options: readonly (readonly [string, string])[]): HTMLSelectElement {
  return html('select', { id }, ...options.map(([value, text]) => html('option', { value }, text)));
}

function check(id: string): HTMLInputElement {
  return html('input', { type: 'checkbox', id });
}
