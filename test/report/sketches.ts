import type { Sketch } from './sketch.js';

const policy = `# Orders.
role checkout = arn:aws:iam::111122223333:role/checkout
role fulfiller = arn:aws:iam::111122223333:role/worker

vhost orders {
  exchange orders.events topic
  queue    orders.work

  allow checkuot {
    publish exchange orders.events key order.*
    consume queue orders.wrok
  }

  never anyone {
    read queue orders.audit
  }
}
`;

const manyLines = Array.from(
  { length: 60 },
  (_, at) => `role r${at} = arn:aws:iam::111122223333:role/r${at}\n`,
).join('');

/** What text reports are tried on; each has a golden file of its name. */
export const sketches: Readonly<Record<string, Sketch>> = {
  'one-error': {
    files: { 'orders.warren': policy },
    diagnostics: [
      {
        is: 'error unknown-role',
        message: 'there is no role checkuot; did you mean checkout?',
        at: ['orders.warren', 'checkuot'],
        fixes: [
          {
            title: 'write checkout',
            edits: [{ at: ['orders.warren', 'checkuot'], text: 'checkout' }],
          },
        ],
      },
    ],
  },
  'notes-and-second-places': {
    files: { 'orders.warren': policy, 'z/roles.warren': `${manyLines}role checkout = arn\n` },
    diagnostics: [
      {
        is: 'error duplicate-role',
        message: 'the role checkout is declared twice',
        at: ['orders.warren', 'checkout'],
        notes: [
          { message: 'it is declared here, too', at: ['z/roles.warren', 'checkout'] },
          { message: 'the broker compares whole ARNs' },
        ],
        fixes: [
          { title: 'remove this declaration', edits: [] },
          { title: 'rename it', edits: [] },
        ],
      },
      {
        is: 'warning unused-role',
        message: 'nothing is granted to r9',
        at: ['z/roles.warren', 'r9'],
        notes: [{ message: 'declared above r10', at: ['z/roles.warren', 'r10'] }],
      },
    ],
  },
  'order-and-summary': {
    files: { 'b.warren': 'one two three\n', 'a.warren': 'alpha beta\n', 'B.warren': 'x\n' },
    diagnostics: [
      { is: 'hint third', message: 'of b, last', at: ['b.warren', 'three'] },
      { is: 'hint same', message: 'of b, a hint of the same place', at: ['b.warren', 'two'] },
      { is: 'error same', message: 'of b, an error of the same place', at: ['b.warren', 'two'] },
      { is: 'warning outer', message: 'of b, a longer place', at: ['b.warren', 'two three'] },
      { is: 'error first', message: 'of a', at: ['a.warren', 'beta'] },
      { is: 'warning upper', message: 'of B', at: ['B.warren', 'x'] },
    ],
  },
  'several-lines': {
    files: { 'orders.warren': policy },
    diagnostics: [
      {
        is: 'warning whole-vhost',
        message: 'a place of many lines is shortened',
        at: ['orders.warren', policy.slice(policy.indexOf('vhost'))],
      },
      {
        is: 'warning three-lines',
        message: 'a place of three lines is shown whole',
        at: ['orders.warren', 'never anyone {\n    read queue orders.audit\n  }'],
      },
      {
        is: 'hint line-end',
        message: 'a line end belongs to its line',
        at: ['orders.warren', 'queue    orders.work\n'],
      },
    ],
  },
  'line-ends': {
    files: { 'crlf.warren': 'role a = x\r\n\r\nrole b = y\r\nrole c = z', 'empty.warren': '' },
    diagnostics: [
      { is: 'error middle', message: 'after CRLF', at: ['crlf.warren', 'b = y\r\nrole'] },
      { is: 'error cr', message: 'the line end itself', at: ['crlf.warren', '\r\n\r\n'] },
      { is: 'error end', message: 'at the end of the text', at: ['crlf.warren', '$'] },
      { is: 'error empty', message: 'in an empty file', at: ['empty.warren', '$'] },
    ],
  },
  columns: {
    files: {
      'tabs.warren': '\tqueue\twork\tdead-letter dlx\n',
      'wide.warren': 'queue "仕事キュー" dead-letter "ごみ箱"\n',
      'emoji.warren': 'queue "🐰 👩‍👩‍👧 ❤️ 🇪🇺" x\n',
      'combining.warren': 'queue "e\u0301te\u0301" name\n\u0301x y\n',
      'hangul.warren': 'queue "\u1112\u1161\u11ab" name\n',
    },
    diagnostics: [
      { is: 'error tabs', message: 'a tab takes four columns', at: ['tabs.warren', 'work\tdead'] },
      { is: 'error wide', message: 'after wide characters', at: ['wide.warren', 'dead-letter'] },
      { is: 'error wide', message: 'wide characters', at: ['wide.warren', 'ごみ箱'] },
      { is: 'error emoji', message: 'emoji', at: ['emoji.warren', '🐰 👩‍👩‍👧 ❤️ 🇪🇺'] },
      { is: 'error emoji', message: 'after emoji', at: ['emoji.warren', 'x'] },
      { is: 'error half', message: 'half of a character', at: ['emoji.warren', '👩‍👧'] },
      { is: 'error accent', message: 'after accents', at: ['combining.warren', 'name'] },
      { is: 'error accent', message: 'a lone accent', at: ['combining.warren', 'y'] },
      { is: 'error jamo', message: 'after a syllable of three', at: ['hangul.warren', 'name'] },
    ],
  },
  'long-lines': {
    files: {
      'long.warren': `${'start, '.repeat(60)}NEEDLE${', end'.repeat(60)}\n`,
      'fits.warren': `${'x'.repeat(150)} ten chars\n`,
      'over.warren': `${'x'.repeat(150)} eleven char\n`,
      'wide.warren': `${'仕'.repeat(100)}X${'事'.repeat(100)}\n`,
      'all.warren': `"${'y'.repeat(400)}" z\n`,
    },
    diagnostics: [
      { is: 'error middle', message: 'in the middle', at: ['long.warren', 'NEEDLE'] },
      { is: 'error start', message: 'at the start', at: ['long.warren', 'start'] },
      { is: 'error end', message: 'at the end', at: ['long.warren', '\n'] },
      { is: 'error fits', message: '160 columns', at: ['fits.warren', 'chars'] },
      { is: 'error over', message: '162 columns', at: ['over.warren', 'char'] },
      { is: 'error wide', message: 'between wide characters', at: ['wide.warren', 'X'] },
      { is: 'error long', message: 'a long place', at: ['all.warren', `"${'y'.repeat(400)}"`] },
    ],
  },
  'nothing-a-terminal-obeys': {
    files: {
      'bad\u001B[2Jname.warren': 'queue "\u001B[31mred\u0007\u009B0m\u007F" x\n',
      'bidi.warren': 'allow a\u202E\u2066 { } # \u200Bhidden\uFEFF\u2028\n',
      'cr.warren': 'shown\rhidden "\0" \uD800 x\n',
    },
    diagnostics: [
      {
        is: 'error escape',
        message: 'no \u001B]0;title\u0007 in a message,\nno second line, no \u202E',
        at: ['bad\u001B[2Jname.warren', 'x'],
        notes: [{ message: 'nor in a note \u001B[0m' }],
        fixes: [{ title: 'nor in a fix \u009B', edits: [] }],
      },
      { is: 'error bidi', message: 'no reordering', at: ['bidi.warren', 'hidden'] },
      { is: 'error return', message: 'no overwriting', at: ['cr.warren', 'x'] },
    ],
  },
};

/** What formats for programs are tried on: names and texts of which each has something to escape. */
export const awkward: Sketch = {
  files: {
    'a b/ü%,:.warren': 'role "🐰" x\nallow x { }\n',
    '/etc/policy.warren': 'one\ntwo\n',
  },
  diagnostics: [
    {
      is: 'error bad-name',
      message: 'no <b> & "c" \u0007 in ${x}, 100%: never',
      at: ['a b/ü%,:.warren', 'x\nallow'],
      notes: [
        { message: 'see, here: {y}', at: ['/etc/policy.warren', 'two'] },
        { message: 'and\nthat' },
      ],
      fixes: [
        {
          title: 'write "x"',
          edits: [
            { at: ['a b/ü%,:.warren', 'x'], text: '"x"' },
            { at: ['/etc/policy.warren', 'two'], text: 'x\n' },
            { at: ['a b/ü%,:.warren', '{ }'], text: '' },
          ],
        },
        { title: 'or think again', edits: [] },
      ],
    },
    { is: 'warning bad-place', message: 'after a rabbit', at: ['a b/ü%,:.warren', '"🐰"'] },
    { is: 'hint at-end', message: 'the end', at: ['/etc/policy.warren', '$'] },
  ],
};
