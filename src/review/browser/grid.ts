import type { ReviewCell, ReviewResource } from '../document.js';
import { cellText, chips } from './chips.js';
import type { Chosen, MatrixLine } from './choice.js';
import { html } from './dom.js';

/** Heights and widths in CSS pixels; the style has the same height of a row. */
const ROW = 34;
const CHIP = 22;

/** The head holds the longest name of a column, written upwards, within reason. */
const MOST_HEAD = 170;
const SIGN = 7.4;

/** How many rows and columns beside those in sight are drawn, so that scrolling meets no gap. */
const AROUND = 8;

/** A row of the table: a heading of a group, or a line of the matrix. */
type Row =
  | { readonly group: string; readonly line?: undefined }
  | { readonly group?: undefined; readonly line: MatrixLine };

/** Part of a list: from the first number up to the last, which does not belong to it. */
interface Window {
  readonly from: number;
  readonly to: number;
}

/**
 * The matrix as a table of which only what is in sight is in the document. It is a grid for the keyboard: the
 * arrows lead from cell to cell, Home and End to the ends of a row, Enter opens a cell.
 */
export class Grid {
  readonly element = html('div', { class: 'grid' });
  readonly #table = html('table', { role: 'grid', 'aria-label': 'Who can do what' });
  #rows: readonly Row[] = [];
  #chosen: Chosen | undefined;
  #active = { row: 0, column: 0 };
  #headHeight = ROW;
  #isAwaited = false;

  constructor(
    private readonly open: (cell: ReviewCell) => void,
    private readonly kindOf: (cell: ReviewCell) => ReviewResource['kind'],
  ) {
    this.element.append(this.#table);
    this.element.addEventListener('scroll', () => {
      this.#later();
    });
    new ResizeObserver(() => {
      this.#later();
    }).observe(this.element);
    this.#table.addEventListener('keydown', (event) => {
      this.#onKey(event);
    });
    this.#table.addEventListener('click', (event) => {
      this.#onClick(event);
    });
    addEventListener('beforeprint', () => {
      this.#draw(true);
    });
    addEventListener('afterprint', () => {
      this.#draw();
    });
  }

  /** Shows another part of the matrix, from its beginning. */
  show(chosen: Chosen): void {
    this.#chosen = chosen;
    const rows: Row[] = [];
    let group: string | undefined;
    for (const line of chosen.rows) {
      if (line.group !== group) {
        group = line.group;
        rows.push({ group });
      }
      rows.push({ line });
    }
    // Without groups there is nothing to head.
    this.#rows = rows.every((row) => row.group === undefined || row.group === '')
      ? rows.filter((row) => row.line !== undefined)
      : rows;
    const longest = Math.max(0, ...chosen.columns.map(({ name }) => name.length));
    this.#headHeight = Math.min(MOST_HEAD, Math.max(ROW, Math.ceil(longest * SIGN) + 16));
    this.#table.style.setProperty('--head', `${this.#headHeight}px`);
    this.#active = { row: this.#rows.findIndex(({ line }) => line !== undefined), column: 0 };
    this.element.scrollTo(0, 0);
    this.#draw();
  }

  #later(): void {
    if (this.#isAwaited) return;
    this.#isAwaited = true;
    requestAnimationFrame(() => {
      this.#isAwaited = false;
      this.#draw();
    });
  }

  get #columnWidth(): number {
    return Math.max(46, 14 + (this.#chosen?.widest ?? 1) * CHIP);
  }

  /** The first column is narrower where the page is. */
  get #headWidth(): number {
    return this.element.clientWidth < 640 ? 150 : 280;
  }

  #draw(whole = false): void {
    const chosen = this.#chosen;
    if (chosen === undefined) return;
    const { columns } = chosen;
    const all = (length: number, most: number): Window => ({ from: 0, to: Math.min(length, most) });
    const { scrollTop, scrollLeft, clientHeight, clientWidth } = this.element;
    const rows = whole
      ? all(this.#rows.length, 400)
      : windowOf(scrollTop, clientHeight - this.#headHeight, ROW, this.#rows.length);
    const shown = whole
      ? all(columns.length, 60)
      : windowOf(scrollLeft, clientWidth - this.#headWidth, this.#columnWidth, columns.length);
    const hadFocus = this.#table.contains(document.activeElement);
    this.#table.setAttribute('aria-rowcount', String(this.#rows.length + 1));
    this.#table.setAttribute('aria-colcount', String(columns.length + 1));
    this.#table.style.width = `${this.#headWidth + columns.length * this.#columnWidth}px`;
    this.#table.replaceChildren(
      this.#widths(shown, columns.length),
      html('thead', {}, this.#headRow(columns, shown)),
      this.#body(rows, shown, chosen),
    );
    if (hadFocus) this.#focus();
  }

  #widths({ from, to }: Window, count: number): HTMLElement {
    const width = this.#columnWidth;
    const column = (pixels: number): HTMLElement => {
      const made = html('col');
      made.style.width = `${pixels}px`;
      return made;
    };
    return html(
      'colgroup',
      {},
      column(this.#headWidth),
      ...(from > 0 ? [column(from * width)] : []),
      ...Array.from({ length: to - from }, () => column(width)),
      ...(to < count ? [column((count - to) * width)] : []),
    );
  }

  #headRow(columns: readonly MatrixLine[], { from, to }: Window): HTMLElement {
    const gap = (): HTMLElement => html('td', { class: 'gap' });
    return html(
      'tr',
      { 'aria-rowindex': 1 },
      html(
        'th',
        { scope: 'col', class: 'corner', 'aria-colindex': 1 },
        html('span', { class: 'heard' }, 'Name'),
      ),
      ...(from > 0 ? [gap()] : []),
      ...columns.slice(from, to).map(({ name, link, note, group }, at) => {
        const title = [name, note, group].filter(Boolean).join(' · ');
        return html(
          'th',
          { scope: 'col', 'aria-colindex': from + at + 2, title },
          html('a', { href: link, tabindex: -1 }, name),
        );
      }),
      ...(to < columns.length ? [gap()] : []),
    );
  }

  #body(rows: Window, columns: Window, chosen: Chosen): HTMLElement {
    const space = (count: number): readonly HTMLElement[] => {
      if (count === 0) return [];
      const row = html('tr', { class: 'space', 'aria-hidden': 'true' }, html('td'));
      row.style.height = `${count * ROW}px`;
      return [row];
    };
    const drawn = this.#rows
      .slice(rows.from, rows.to)
      .map((row, at) => this.#row(row, rows.from + at, columns, chosen));
    return html('tbody', {}, ...space(rows.from), ...drawn, ...space(this.#rows.length - rows.to));
  }

  #row(
    { line, group }: Row,
    number: number,
    { from, to }: Window,
    { columns, cellAt }: Chosen,
  ): HTMLElement {
    const index = { 'aria-rowindex': number + 2 };
    if (line === undefined) {
      const span = to - from + 1 + Number(from > 0) + Number(to < columns.length);
      return html(
        'tr',
        { class: 'group', ...index },
        html(
          'th',
          { scope: 'rowgroup', colspan: span, 'aria-colindex': 1 },
          html('span', {}, group === '' ? 'no team' : group),
        ),
      );
    }
    const gap = (): HTMLElement => html('td', { class: 'gap' });
    return html(
      'tr',
      index,
      html(
        'th',
        { scope: 'row', 'aria-colindex': 1, title: `${line.name} · ${line.note}` },
        html('a', { href: line.link, tabindex: -1 }, line.name),
        line.note === '' ? undefined : html('small', {}, line.note),
      ),
      ...(from > 0 ? [gap()] : []),
      ...columns.slice(from, to).map((column, at) => {
        const cell = cellAt(line.at, column.at);
        const isActive = this.#active.row === number && this.#active.column === from + at;
        return html(
          'td',
          {
            'aria-colindex': from + at + 2,
            'data-row': number,
            'data-column': from + at,
            tabindex: isActive ? 0 : -1,
            class: cell === undefined ? undefined : 'some',
            title: cell === undefined ? undefined : cellText(cell),
          },
          ...(cell === undefined
            ? []
            : [
                html('span', { class: 'heard' }, cellText(cell)),
                ...chips(cell, this.kindOf(cell)),
              ]),
        );
      }),
      ...(to < columns.length ? [gap()] : []),
    );
  }

  #onClick(event: MouseEvent): void {
    const at = event.target instanceof Element ? event.target.closest('td[data-row]') : null;
    if (!(at instanceof HTMLElement)) return;
    this.#activate(Number(at.dataset['row']), Number(at.dataset['column']));
    this.#enter();
  }

  #onKey(event: KeyboardEvent): void {
    const { row, column } = this.#active;
    const last = (this.#chosen?.columns.length ?? 1) - 1;
    const page = Math.max(1, Math.floor((this.element.clientHeight - this.#headHeight) / ROW) - 1);
    const moves: Readonly<Record<string, readonly [number, number] | undefined>> = {
      ArrowDown: [row + 1, column],
      ArrowUp: [row - 1, column],
      ArrowRight: [row, column + 1],
      ArrowLeft: [row, column - 1],
      PageDown: [row + page, column],
      PageUp: [row - page, column],
      Home: [event.ctrlKey ? 0 : row, 0],
      End: [event.ctrlKey ? this.#rows.length - 1 : row, last],
    };
    const move = moves[event.key];
    if (move !== undefined) {
      event.preventDefault();
      this.#activate(...move);
    } else if (event.key === 'Enter' || event.key === ' ') {
      if (event.target instanceof HTMLAnchorElement) return;
      event.preventDefault();
      this.#enter();
    }
  }

  #enter(): void {
    const { row, column } = this.#active;
    const chosen = this.#chosen;
    const line = this.#rows[row]?.line;
    const other = chosen?.columns[column];
    if (chosen === undefined || line === undefined || other === undefined) return;
    const cell = chosen.cellAt(line.at, other.at);
    if (cell !== undefined) this.open(cell);
  }

  /** Makes a cell the active one and brings it into sight; a heading of a group is passed over. */
  #activate(wantedRow: number, wantedColumn: number): void {
    const last = this.#rows.length - 1;
    const clamp = (at: number, most: number): number => Math.max(0, Math.min(most, at));
    let row = clamp(wantedRow, last);
    const step = row < this.#active.row ? -1 : 1;
    while (this.#rows[row]?.line === undefined && row + step >= 0 && row + step <= last)
      row += step;
    if (this.#rows[row]?.line === undefined) row = this.#active.row;
    const column = clamp(wantedColumn, (this.#chosen?.columns.length ?? 1) - 1);
    this.#active = { row, column };
    const { scrollTop, scrollLeft, clientHeight, clientWidth } = this.element;
    const top = within(scrollTop, row * ROW, clientHeight - this.#headHeight - ROW);
    const width = this.#columnWidth;
    const left = within(scrollLeft, column * width, clientWidth - this.#headWidth - width);
    this.element.scrollTo(left, top);
    this.#draw();
    this.#focus();
  }

  #focus(): void {
    const { row, column } = this.#active;
    const cell = this.#table.querySelector(`td[data-row="${row}"][data-column="${column}"]`);
    if (cell instanceof HTMLElement) cell.focus({ preventScroll: true });
  }
}

/** How far to scroll so that what begins at an offset is in sight. */
function within(scrolled: number, wanted: number, room: number): number {
  return Math.max(wanted - Math.max(0, room), Math.min(scrolled, wanted));
}

function windowOf(scrolled: number, room: number, size: number, count: number): Window {
  const from = Math.max(0, Math.floor(scrolled / size) - AROUND);
  const to = Math.min(count, Math.ceil((scrolled + Math.max(room, 0)) / size) + AROUND);
  return { from: Math.min(from, to), to };
}
