import assert from 'node:assert/strict';
import { parse, parseMarked } from './markers.js';
import { printInline } from './sexpr.js';

/** Names as they are written after `queue`, and how the tree shows them. */
const NAMES: readonly [string, string][] = [
  ['a', 'a'],
  ['aZ09_.:/@-', 'aZ09_.:/@-'],
  ['1', '1'],
  ['-', '-'],
  ['a@b', 'a@b'],
  ['*', '*'],
  ['a*b*', 'a*b*'],
  ['**', '**'],
  ['${x}', '${x}'],
  ['a.${x}.b-${y-z}*', 'a.${x}.b-${y-z}*'],
  ['key.a', 'key.a'],
  ['publish-x', 'publish-x'],
  ['"a b"', '"a b"'],
  ['""', '""'],
  ['"@a"', '"@a"'],
  ['"#"', '"#"'],
  ['"a # b {c} (d), e = f"', '"a # b {c} (d), e = f"'],
  ['"a*"', '"a*"'],
  [String.raw`"a\*"`, String.raw`"a\*"`],
  [String.raw`"\"\\"`, String.raw`""\\"`],
  [String.raw`"\${x}"`, String.raw`"\${x}"`],
  ['"${x}"', '"${x}"'],
  ['"$x $"', String.raw`"\$x \$"`],
  [String.raw`"\$"`, String.raw`"\$"`],
  [String.raw`"a\nb\tc"`, String.raw`"a\nb\tc"`],
  [String.raw`"\u{1F430}"`, '"🐰"'],
  [String.raw`"\u{75}\u{308}"`, '"u\u0308"'],
  [String.raw`"\u{10ffff}"`, '"\u{10ffff}"'],
  [String.raw`"\u{0}"`, '"\0"'],
  ['"Überweisung 🐰"', '"Überweisung 🐰"'],
];

/** Names that cannot stand so after `queue`. */
const REFUSED_NAMES: readonly string[] = [
  '⟦needs-quotes:@a⟧',
  '⟦needs-quotes:@⟧',
  '⟦hash-in-name:a#⟧',
  '⟦hash-in-name:order.#⟧',
  '⟦hash-in-name:a#b#c⟧',
  '⟦hash-in-name:${x}#⟧',
  '⟦hash-in-name:*#⟧',
  ...Array.from("!%&'+;<>?[]^`|~ü🐰=\\").map((character) => `⟦needs-quotes:a${character}b⟧`),
  'a⟦bad-interpolation:$b⟧',
  '⟦bad-interpolation:{sub}⟧.x',
  'a⟦unexpected-token:;⟧',
  '⟦unexpected-token:[⟧a]',
  '⟦needs-quotes:a[b]⟧',
  '⟦needs-quotes:$⟧',
  '⟦unexpected-token:\u00a0⟧',
  '⟦unexpected-token:\u2028⟧',
  "⟦needs-quotes:'a b'⟧",
  "⟦needs-quotes:''⟧",
  '⟦bad-interpolation:${⟧',
  '⟦bad-interpolation:${}⟧',
  'a⟦bad-interpolation:${1}⟧',
  '⟦bad-interpolation:${a.b}⟧',
  '⟦bad-interpolation:${a⟧',
  '⟦bad-interpolation:${ a }⟧',
  '"⟦bad-interpolation:${⟧"',
  '"⟦bad-interpolation:${a⟧ b}"',
  String.raw`"⟦bad-escape:\q⟧"`,
  String.raw`"⟦bad-escape:\u⟧12"`,
  String.raw`"⟦bad-escape:\u{}⟧"`,
  String.raw`"⟦bad-escape:\u{zz}⟧"`,
  String.raw`"⟦bad-escape:\u{110000}⟧"`,
  String.raw`"⟦bad-escape:\u{d800}⟧"`,
  String.raw`"a⟦bad-escape:\x⟧b⟦bad-escape:\y⟧"`,
  '⟦unterminated-text:"a⟧',
  '⟦unterminated-text:"⟧',
  '⟦unterminated-text:"a b # c }⟧',
  String.raw`⟦unterminated-text:"a\"⟧`,
  'a⟦unexpected-token:"b"⟧',
  '"a"⟦unexpected-token:b⟧',
  '"a"⟦unexpected-token:"b"⟧',
  '"a"⟦hash-in-name:#⟧b',
  'a⟦unexpected-token:(⟧b)',
  'a ⟦unexpected-token:b⟧ c d',
  'a⟦unexpected-token:,⟧ b',
  '⟦expected-token:(⟧a)',
  '⟦expected-token:,⟧ a',
  '⟦unexpected-token:=⟧ a',
];

describe('a name', () => {
  for (const [text, tree] of NAMES)
    it(`may be written ${text}`, () => {
      const { file } = parseMarked(`vhost v {\n  queue ${text}\n  queue q\n}`);
      assert.equal(printInline(file.items), `(vhost v (queue ${tree}) (queue q))`);
      parseMarked(`vhost v{exchange ${text} topic alternate ${text}}`);
      parseMarked(`never a{bind queue ${text},${text} to exchange ${text} key ${text},${text}}`);
    });

  for (const text of REFUSED_NAMES)
    it(`may not be written ${text}`, () => {
      const { file } = parseMarked(`vhost v {\n  queue ${text}\n  queue q # c\n}`);
      assert.match(printInline(file.items), /^\(vhost v \(queue [^]*\) \(queue q\)\)$/);
    });

  it('is put in quotes by the fix', () => {
    for (const [written, fixed] of [
      ['order.#', '"order.#"'],
      ['@a', '"@a"'],
      ['a\\b', '"a\\\\b"'],
      ["'a b'", '"a b"'],
    ])
      assert.equal(
        parse(`vhost v { queue ${written} }`).diagnostics[0]?.fixes[0]?.edits[0]?.text,
        fixed,
      );
  });
});

/** Texts with every comment that they hold. */
const COMMENTS: readonly [string, readonly string[]][] = [
  ['# a', ['# a']],
  ['#', ['#']],
  ['## a # b', ['## a # b']],
  ['#a\n  # b\n\n\t# c', ['#a', '# b', '# c']],
  ['#a\r\n#b\r#c', ['#a', '#b', '#c']],
  ['role r = x # a', ['# a']],
  ['role # a\nr # b\n= # c\nx # d', ['# a', '# b', '# c', '# d']],
  ['vhost v {# a\nqueue q }# b', ['# a', '# b']],
  ['vhost v{#a\n}#b', ['#a', '#b']],
  ['group g = a # a\n, b # b\n, # c\nc', ['# a', '# b', '# c']],
  [
    'never a {\n# a\npublish # b\nexchange # c\ne # d\nkey # e\nk # f\n}',
    ['# a', '# b', '# c', '# d', '# e', '# f'],
  ],
  ['@expect # a\n( # b\na, # c\n"b" # d\n) # e\nrole r = x', ['# a', '# b', '# c', '# d', '# e']],
  ['never a { rpc( # a\nb ) # b\n}', ['# a', '# b']],
  ['vhost v { queue "# a" # b\n}', ['# b']],
  ['broker b { settings { # a\na = b # b\n} # c\n}', ['# a', '# b', '# c']],
  ['# {\n# "\n# ⟦', ['# {', '# "', '# ⟦']],
];

describe('a comment', () => {
  for (const [text, comments] of COMMENTS)
    it(JSON.stringify(text), () => {
      const { file, diagnostics } = parse(text);
      assert.deepEqual(diagnostics, []);
      assert.deepEqual(
        file.comments.map((comment) => comment.text),
        comments,
      );
      for (const { text: own, range } of file.comments) assert.equal(file.source.slice(range), own);
    });

  for (const text of [
    'never a { connect⟦hash-in-name:#⟧ c\n}',
    'never a { rpc(a)⟦hash-in-name:#⟧c\n}',
    'never ⟦hash-in-name:a#⟧ { connect }',
    'group g = ⟦hash-in-name:a#b⟧, c',
    'group g = a,⟦hash-in-name:#⟧ c\nb',
    'role ⟦hash-in-name:a#⟧ = b',
    'role a =⟦hash-in-name:#⟧b\nrole b = c',
    'role a = ⟦hash-in-name:b#c⟧\nrole b = c',
    'never a { consume⟦hash-in-name:#⟧ c\n queue q }',
    'never a { publish exchange e key ⟦hash-in-name:order.#⟧ }',
    'test "t"⟦hash-in-name:#⟧ c\n{ }',
    '⟦unexpected-token:x⟧#y',
  ])
    it(`may not touch a word: ${text}`, () => {
      parseMarked(text);
    });
});

/** Values as they stand after `role r = `; the first tree item is the role. */
const VALUES: readonly [string, string][] = [
  ['arn:aws:iam::1:role/a+b=c.d@e', 'arn:aws:iam::1:role/a+b=c.d@e'],
  ["a!b;c'd", "a!b;c'd"],
  ['a*b', 'a*b'],
  ['a$b', 'a\\$b'],
  ['ü', 'ü'],
  ['"a, b"', '"a, b"'],
  ['group', 'group'],
  ['on', 'on'],
];

describe('a value', () => {
  for (const [text, tree] of VALUES)
    it(text, () => {
      const { file } = parseMarked(`role r = ${text}\nrole s = x`);
      assert.equal(printInline(file.items), `(role r ${tree}) (role s x)`);
    });

  it('ends at a comma', () => {
    parseMarked('role r = a⟦unexpected-token:,⟧b');
  });
});

it('CRLF and tabs give the same tree as LF and blanks', () => {
  const text = 'vhost v {\n  queue q\n  allow a {\n    consume queue q # c\n  }\n}\n';
  const tree = printInline(parseMarked(text).file.items);
  for (const other of [
    text.replaceAll('\n', '\r\n'),
    text.replaceAll('  ', '\t'),
    text.replace('# c', '').replace(/\s+/g, ' '),
  ])
    assert.equal(printInline(parseMarked(other).file.items), tree);
});
