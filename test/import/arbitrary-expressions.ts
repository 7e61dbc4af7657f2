import fc from 'fast-check';

const ALPHABET = ['a', 'b', '.', '-'];

/** Every text of up to some letters. */
export function texts(longest: number): readonly string[] {
  const all = [''];
  for (let from = 0, length = 0; length < longest; length++) {
    const shorter = all.slice(from);
    from = all.length;
    all.push(...shorter.flatMap((text) => ALPHABET.map((letter) => text + letter)));
  }
  return all;
}

/** Expressions of what JavaScript and PCRE read alike. */
const expressions = fc.letrec<{ part: string; whole: string }>((tie) => ({
  part: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom('a', 'b', '\\.', '-', 'ab') },
    {
      weight: 3,
      arbitrary: fc.constantFrom('.', '.*', '.+', '[ab]', '[^a]', '[a-z]+', '\\w', '[.-]'),
    },
    { weight: 1, arbitrary: fc.constantFrom('^', '$') },
    {
      weight: 2,
      arbitrary: fc
        .tuple(tie('whole'), fc.constantFrom('', '', '?', '*', '+', '{2}', '{0,2}'))
        .map(([inner, count]) => `(${inner})${count}`),
    },
  ),
  whole: fc
    .array(
      fc.array(tie('part'), { maxLength: 4 }).map((parts) => parts.join('')),
      {
        minLength: 1,
        maxLength: 2,
      },
    )
    .map((choices) => choices.join('|')),
})).whole;

/** Random expressions, in part with `^` or `$`. */
export const anchored = fc
  .tuple(fc.constantFrom('', '^'), expressions, fc.constantFrom('', '$'))
  .map(([start, inner, end]) => start + inner + end);
