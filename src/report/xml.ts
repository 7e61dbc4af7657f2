/** What XML 1.0 allows in no form; see its production `Char`. */
const forbidden = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // Unescaped, a parser makes a line feed of this, and blanks of the next two in attributes.
  '\r': '&#13;',
  '\n': '&#10;',
  '\t': '&#9;',
};

/** A text as the content of an element of an XML document; forbidden characters are dropped. */
export function escapeXml(text: string): string {
  return text.replace(forbidden, '').replace(/[&<>\r]/g, entity);
}

/** The attributes of an element, each with a blank before it; forbidden characters are dropped. */
export function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value)).replace(/["\n\t]/g, entity)}"`)
    .join('');
}

function entity(character: string): string {
  return entities[character] ?? '';
}
