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
 * Whether a token has to stay on the line of the one before: a `(` that is to make a call of a name, and
 * an `on` that would open a block.
 */
function staysOnLine(token: string, before: string | undefined): boolean {
  return token.startsWith('(') || (token === 'on' && before === 'internal-users');
}

/** The same tokens with other blanks, line ends and comments between them, where these mean nothing. */
export function disordered(text: string): fc.Arbitrary<string> {
  const tokens = tokensOf(text);
  return fc
    .array(separator, { minLength: tokens.length + 1, maxLength: tokens.length + 1 })
    .map((separators) =>
      tokens
        .map((token, at) =>
          staysOnLine(token, tokens[at - 1]) ? ` ${token}` : (separators[at] ?? '') + token,
        )
        .concat(separators.at(-1) ?? '')
        .join(''),
    );
}
