/** What may stand inside of an element: elements and texts, and nothing where there is nothing. */
export type Child = Node | string | undefined;

/** Attributes by their names; `true` is one without a value, and an undefined one is left out. */
export type Attributes = Readonly<Record<string, string | number | true | undefined>>;

/** Makes an element of HTML. Texts are set as text, whatever they hold. */
export function html<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  return filled(document.createElement(tag), attributes, children);
}

/** Makes an element of SVG. */
export function svg<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[Tag] {
  return filled(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
}

function filled<Made extends Element>(
  made: Made,
  attributes: Attributes,
  children: readonly Child[],
): Made {
  for (const [name, value] of Object.entries(attributes))
    if (value !== undefined) made.setAttribute(name, value === true ? '' : String(value));
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

/** A letter that is written from right to left. */
const RIGHT_TO_LEFT =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** A quoted name of a phrase. */
const QUOTED = /("(?:\\.|[^"\\])*")/;

/**
 * A name or a phrase as it is written in a policy or a file. Of names that are written from right to left each stands
 * where it does in the text: two side by side would be shown in each other's place.
 */
export function codeText(text: string, attributes: Attributes = {}): HTMLElement {
  if (!RIGHT_TO_LEFT.test(text)) return html('code', attributes, text);
  const parts = text.split(QUOTED);
  return html(
    'code',
    attributes,
    ...parts.map((part, at) => (at % 2 === 1 ? html('bdi', {}, part) : part)),
  );
}

/** A message, whose backticks stand around code. */
export function message(text: string): readonly Child[] {
  return text.split('`').map((part, at) => (at % 2 === 1 ? codeText(part) : part));
}

/** A table with a caption for those who hear it. */
export function table(
  caption: string,
  head: readonly string[],
  rows: readonly (readonly Child[])[],
): HTMLElement {
  const cells = (row: readonly Child[]): readonly HTMLElement[] =>
    row.map((cell, at) => (at === 0 ? html('th', { scope: 'row' }, cell) : html('td', {}, cell)));
  return html(
    'div',
    { class: 'wide', tabindex: 0, role: 'region', 'aria-label': caption },
    html(
      'table',
      {},
      html('caption', { class: 'heard' }, caption),
      html('thead', {}, html('tr', {}, ...head.map((text) => html('th', { scope: 'col' }, text)))),
      html('tbody', {}, ...rows.map((row) => html('tr', {}, ...cells(row)))),
    ),
  );
}

/** Some things in a row, each on a line of its own where there is no room. */
export function together(...children: readonly Child[]): HTMLElement {
  return html('span', { class: 'together' }, ...children);
}
