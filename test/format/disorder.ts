import fc from 'fast-check';
import { lex, type Tokens } from '#warren/syntax/tokens.js';

/** The tokens of a text without its comments; what touches stays together, but at commas and brackets. */
export function tokensOf(text: string): readonly string[] {
  const tokens = lex(text);
  const found: string[] = [];
  for (let token = 0; token < tokens.count;) {
    const first = token;
    if (tokens.kind(token++) === 'comment') continue;
    while (token < tokens.count && goesOn(tokens, token)) token++;
    found.push(text.slice(tokens.start(first), tokens.end(token - 1)));
  }
  return found;
}

/** Whether a token stays with the one before it, as nothing stands between that parts them. */
function goesOn(tokens: Tokens, token: number): boolean {
  if (!tokens.touches(token) || tokens.kind(token) === 'comment') return false;
  return !/^[,)]$/.test(tokens.textOf(token)) && !/^[,(]$/.test(tokens.textOf(token - 1));
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
