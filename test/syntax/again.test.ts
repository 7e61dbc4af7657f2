import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { Diagnostic } from '#warren/diagnostics/diagnostic.js';
import { Reporter } from '#warren/diagnostics/reporter.js';
import type { TextRange } from '#warren/source/range.js';
import { Source } from '#warren/source/source.js';
import type { Before } from '#warren/syntax/again.js';
import { parsePolicy } from '#warren/syntax/parse.js';
import type { Item, Node, PolicyFile } from '#warren/syntax/tree.js';

const SAMPLE = readFileSync(new URL('golden/warehouse.warren', import.meta.url), 'utf8');
const LINES = SAMPLE.split('\n');

const WORDS = [
  ...['allow', 'vhost', 'test', 'never', 'can', 'on', 'broker', 'role', 'group', 'profile', 'key'],
  ...['publish', 'consume', 'queue', 'exchange', 'to', 'tag', 'connect', 'settings', 'engine'],
  ...[
    'orders',
    'a.*',
    '${x}',
    '"q"',
    '"',
    '{',
    '}',
    '(',
    ')',
    ',',
    '=',
    '#',
    '\n',
    ' ',
    '  ',
    '\r',
  ],
  ...[
    '# comment\n',
    '@expect(spill, "so")',
    '@expect',
    '\n<<<<<<< a\n',
    '\n=======\n',
    '\n>>>>>>> b\n',
  ],
  ...['publsh', 'x(y)', 'arn:aws:iam::1:role/a', '\r\n', '\n  ', '\n    ', 'max', 'where'],
];

/** A text of lines of a sound policy and of words in any order. */
const text = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.nat(LINES.length - 1).map((at) => LINES[at] ?? '') },
      {
        weight: 1,
        arbitrary: fc
          .array(fc.constantFrom(...WORDS), { maxLength: 4 })
          .map((all) => all.join(' ')),
      },
      {
        weight: 1,
        arbitrary: fc.constant('vhost v {\n  queue q\n  allow a {\n    consume queue q\n  }\n}'),
      },
      { weight: 1, arbitrary: fc.constant('vhost v {\nallow a {\nconnect\n}\n}') },
    ),
    { maxLength: 25 },
  )
  .map((lines) => lines.join('\n'));

/** Puts a piece of text in the place of some characters, at a share of the text. */
const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  taken: fc.oneof(fc.constant(0), fc.constant(1), fc.nat(60)),
  put: fc.oneof(
    fc.constant(''),
    fc.constantFrom(...WORDS),
    fc.constantFrom('a', 'b', '.', '-', '*', '"', ' ', '\n', '{', '}', '#'),
    fc.nat(LINES.length - 1).map((at) => `${LINES[at] ?? ''}\n`),
  ),
});

type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

function edited(before: string, { at, taken, put }: Edit): string {
  const start = Math.floor(at * before.length);
  return before.slice(0, start) + put + before.slice(start + taken);
}

/** A file read again after each of some edits of its text is what it is when read for the first time. */
function readsAlike(first: string, edits: readonly Edit[]): void {
  const source = new Source('a.warren', first);
  let before: Before = { text: first, file: parsePolicy(source, new Reporter()) };
  for (const one of edits) {
    const now = edited(before.text, one);
    source.edit(now);
    const again = new Reporter();
    const file = parsePolicy(source, again, before);
    const reporter = new Reporter();
    const whole = parsePolicy(new Source('a.warren', now), reporter);
    assert.equal(shown(file, again.diagnostics), shown(whole, reporter.diagnostics), now);
    before = { text: now, file };
  }
}

describe('a text that is read again after an edit', () => {
  it('reads as a text that is read for the first time', () => {
    fc.assert(fc.property(text, fc.array(edit, { minLength: 1, maxLength: 8 }), readsAlike), {
      numRuns: 300,
    });
  });

  it('reads so where a sound text is edited', () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 12 }), (edits) => {
        readsAlike(SAMPLE, edits);
      }),
      { numRuns: 40 },
    );
  });

  it('keeps the items that an edit does not touch, and their places move along', () => {
    const source = new Source(
      'a.warren',
      'role a = x\nvhost v {\n  queue q\n  queue r\n  queue s\n}\n',
    );
    const before = { text: source.text, file: parsePolicy(source, new Reporter()) };
    const [, vhost] = before.file.items;
    const queues = itemsOf(vhost);
    source.edit(source.text.replace('queue r', 'queue longer'));
    const file = parsePolicy(source, new Reporter(), before);
    assert.equal(file.items[0], before.file.items[0]);
    assert.notEqual(file.items[1], vhost);
    const now = itemsOf(file.items[1]);
    assert.deepEqual(
      now.map((item, at) => item === queues[at]),
      [true, false, true],
    );
    assert.deepEqual(
      now.map(({ range }) => source.slice(range)),
      ['queue q', 'queue longer', 'queue s'],
    );
  });

  it('reads an item anew where what follows may go on with it', () => {
    const source = new Source('a.warren', 'vhost v {\n  queue q\n\n  # so\n  exchange x\n}\n');
    const before = { text: source.text, file: parsePolicy(source, new Reporter()) };
    source.edit(source.text.replace('exchange', 'dead-letter'));
    const file = parsePolicy(source, new Reporter(), before);
    assert.deepEqual(
      itemsOf(file.items[0]).map(({ range }) => source.slice(range)),
      ['queue q\n\n  # so\n  dead-letter x'],
    );
  });
});

function itemsOf(item: Item | undefined): readonly Item[] {
  return item !== undefined && 'items' in item ? item.items : [];
}

/** All that there is to know of a file that was read, as a text. */
function shown({ items, comments }: PolicyFile, diagnostics: readonly Diagnostic[]): string {
  return [
    ...items.map((item) => node(item)),
    ...comments.map((comment) => node(comment)),
    ...diagnostics.map(({ code, message, place, notes, fixes }) =>
      JSON.stringify([
        code,
        message,
        stretch(place.range),
        notes.map((note) => [note.message, note.place && stretch(note.place.range)]),
        fixes.map(({ title, edits }) => [
          title,
          edits.map((one) => [stretch(one.range), one.text]),
        ]),
      ]),
    ),
  ].join('\n');
}

/** How a node is kept says nothing of what stands in the text. */
const KEPT = ['anchor', 'from', 'to', 'readIn', 'content'];

function node(value: Node): string {
  const parts = 'parts' in value ? [['parts', value.parts] as const] : [];
  const fields = [...Object.entries(value), ...parts]
    .filter(([name]) => !KEPT.includes(name) && name !== 'range')
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return `(${stretch(value.range)} ${fields.map(([name, field]) => `${name}=${printed(field)}`).join(' ')})`;
}

function printed(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(printed).join(' ')}]`;
  return isNode(value) ? node(value) : JSON.stringify(value ?? null);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'range' in value;
}

function stretch({ start, end }: TextRange): string {
  return `${start}-${end}`;
}
