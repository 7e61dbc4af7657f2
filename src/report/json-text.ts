import { eachUnprintable } from './printable.js';

/** JSON is nearly always of these alone; line ends stand between its parts only. */
const plain = /^[\n\x20-\x7E]*$/;

/**
 * A value as JSON in which every character is plainly visible: what a terminal could obey or hide is
 * escaped, so that a program still reads the very text.
 */
export function jsonText(value: unknown, indent?: number): string {
  const text = JSON.stringify(value, null, indent);
  if (plain.test(text)) return text;
  return eachUnprintable(text, (character) =>
    // The line ends and blanks are those between the parts; JSON escapes them inside a text.
    character === '\n'
      ? character
      : Array.from({ length: character.length }, unit(character)).join(''),
  );
}

/**
 * What `jsonText` writes of an object whose last member is a list, part by part, so that neither the
 * list nor the text need be held as a whole. The parts together are the text.
 *
 * @param first the members before the list; at least one
 * @param name the list's name
 * @param indent how many blanks a level takes; at least one
 */
export function* jsonParts(
  first: object,
  name: string,
  items: Iterable<unknown>,
  indent: number,
): Generator<string, void, undefined> {
  const outer = ' '.repeat(indent);
  const start = `{\n${outer}${JSON.stringify(name)}: [`;
  const end = `\n${outer}]\n}`;
  // Up to the line end before the last brace.
  yield `${jsonText(first, indent).slice(0, -2)},${start.slice(1)}`;
  let isEmpty = true;
  for (const item of items) {
    // As the one item of such a list it has the indentation that it needs.
    const text = jsonText({ [name]: [item] }, indent).slice(start.length, -end.length);
    yield isEmpty ? text : `,${text}`;
    isEmpty = false;
  }
  yield isEmpty ? ']\n}' : end;
}

function unit(character: string): (_: unknown, at: number) => string {
  return (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`;
}
