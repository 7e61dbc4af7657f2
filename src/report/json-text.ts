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
  const [outer, inner] = [' '.repeat(indent), ' '.repeat(2 * indent)];
  // Up to the line end before the last brace.
  yield `${jsonText(first, indent).slice(0, -2)},\n${outer}${JSON.stringify(name)}: [`;
  let isEmpty = true;
  for (const item of items) {
    const text = jsonText(item, indent).replaceAll('\n', `\n${inner}`);
    yield `${isEmpty ? '' : ','}\n${inner}${text}`;
    isEmpty = false;
  }
  yield isEmpty ? ']\n}' : `\n${outer}]\n}`;
}

function unit(character: string): (_: unknown, at: number) => string {
  return (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`;
}
