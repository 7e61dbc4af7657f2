import fc from 'fast-check';
import { skipBlanks, tokenAt } from '#warren/syntax/scan.js';

/** The tokens of a text without its comments; what touches stays together, but at commas and brackets. */
export function tokensOf(text: string): readonly string[] {
  const found: string[] = [];
  for (let start = skipBlanks(text, 0); start < text.length; start = skipBlanks(text, start)) {
    const piece = start;
    while (start < text.length && skipBlanks(text, start) === start && !parts(text, piece, start))
      start = tokenAt(text, start).end;
    found.push(text.slice(piece, start));
  }
  return found;
}

/** Whether a piece that starts at `piece` ends at `at`, though no blank follows. */
function parts(text: string, piece: number, at: number): boolean {
  if (at === piece) return false;
  return ',)'.includes(text[at] ?? '') || ',('.includes(text[at - 1] ?? '');
}

const separator = fc.oneof(
  { weight: 6, arbitrary: fc.constant(' ') },
  { weight: 3, arbitrary: fc.constantFrom('\n', '\n\n', '\n \n\n', '\t', '  \n\t', '\r\n', '\r') },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      ' # a\n',
      '\n# b\n',
      '\n\n  # c  \n# d\n\n',
      ' #\r\n',
      '  # {\n\n\n# }\n',
      '\n#"\n',
    ),
  },
);

/**
 * The same tokens with other blanks, line ends and comments between them. A `(` stays on its line: behind
 * a line end it would not make a call of the name before it.
 */
export function disordered(text: string): fc.Arbitrary<string> {
  const tokens = tokensOf(text);
  return fc
    .array(separator, { minLength: tokens.length + 1, maxLength: tokens.length + 1 })
    .map((separators) =>
      tokens
        .map((token, at) => (token.startsWith('(') ? ' ' : (separators[at] ?? '')) + token)
        .concat(separators.at(-1) ?? '')
        .join(''),
    );
}
