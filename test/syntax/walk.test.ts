import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { Reporter } from '#warren/diagnostics/reporter.js';
import { declaring, typeOf } from '#warren/assist/semantic/legend.js';
import { Source } from '#warren/source/source.js';
import { mentionsOf } from '#warren/syntax/mentions.js';
import { TemplateNode, WordNode } from '#warren/syntax/nodes.js';
import { parsePolicy } from '#warren/syntax/parse.js';
import type { Item } from '#warren/syntax/tree.js';
import { allItems, itemsIn, walkItems } from '#warren/syntax/walk.js';

const SAMPLE = readFileSync(new URL('golden/warehouse.warren', import.meta.url), 'utf8');

/** A text of the lines of a sound policy and of braces, in any order. */
const text = fc
  .array(fc.constantFrom(...SAMPLE.split('\n'), 'vhost v {', 'on b {', 'test "t" {', '{', '}'), {
    maxLength: 40,
  })
  .map((lines) => lines.join('\n'));

function itemsOf(content: string): readonly Item[] {
  return parsePolicy(new Source('a.warren', content), new Reporter()).items;
}

/** Every object with a keyword and a type that can be reached, found without the code that is tested. */
function reachable(value: unknown, found = new Set<unknown>()): ReadonlySet<unknown> {
  if (typeof value !== 'object' || value === null) return found;
  if ('expects' in value && 'type' in value) found.add(value);
  for (const [name, inner] of Object.entries(value)) if (name !== 'anchor') reachable(inner, found);
  return found;
}

/** What is written in the insides of items: lines that between them hold every kind of node. */
const LINES = [
  ...SAMPLE.split('\n'),
  'settings { a.b = c }',
  'can anyone except a, "b" { publish mqtt a/b }',
  'stream s dead-letter d',
  'exchange e x-delayed alternate "f"',
  'x(a, *b)',
  'subscribe mqtt a/+/b client c',
  'deploy, mq:Reboot where tag "K" = v, request-tag L = "w"',
  '@expect(spill, "so")',
  '@expect spill',
  'token ES384 max 5m',
  'topology "t.json"',
];

/** Every word and template in items, found without the code that is tested. */
function written(value: unknown, found = new Set<unknown>()): ReadonlySet<unknown> {
  if (typeof value !== 'object' || value === null) return found;
  // The keyword of a phrase is the first of its verbs or rights.
  const isPhrase = 'verbs' in value || 'rights' in value;
  if (value instanceof WordNode || value instanceof TemplateNode) return found.add(value);
  for (const [name, inner] of Object.entries(value))
    if (name !== 'anchor' && !(name === 'keyword' && isPhrase)) written(inner, found);
  return found;
}

describe('the words and patterns of a policy', () => {
  it('are each mentioned once, in the order of the text', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...LINES), { maxLength: 40 }).map((lines) => lines.join('\n')),
        (content) => {
          const source = new Source('a.warren', content);
          const file = parsePolicy(source, new Reporter());
          const mentions = mentionsOf(file);
          const nodes = mentions.map((one) => ('word' in one ? one.word : one.template));
          const expected = written(file.items);
          assert.equal(nodes.length, expected.size);
          assert.ok(nodes.every((node) => expected.has(node)));
          const starts = nodes.map(({ range }) => range.start);
          assert.deepEqual(
            starts,
            starts.toSorted((a, b) => a - b),
          );
          for (const { as } of mentions) seen.add(as);
        },
      ),
      { numRuns: 200 },
    );
    for (const role of [...declaring, ...Object.keys(typeOf)]) assert.ok(seen.has(role), role);
  });
});

describe('walking the items of a policy', () => {
  it('visits every item once, in the order of the text', () => {
    fc.assert(
      fc.property(text, (content) => {
        const items = itemsOf(content);
        const all = allItems(items);
        const expected = reachable(items);
        assert.equal(all.length, expected.size);
        assert.equal(new Set(all).size, expected.size);
        assert.ok(all.every((item) => expected.has(item)));
        const starts = all.map(({ range }) => range.start);
        assert.deepEqual(
          starts,
          starts.toSorted((a, b) => a - b),
        );
      }),
    );
  });

  it('knows the blocks around each item, which hold it', () => {
    fc.assert(
      fc.property(text, (content) => {
        const items = itemsOf(content);
        walkItems<readonly Item[]>(items, [], (item, around) => {
          const siblings = around.length === 0 ? items : around.slice(-1).flatMap(itemsIn);
          assert.ok(siblings.includes(item));
          for (const { range } of around)
            assert.ok(range.start < item.range.start && item.range.end <= range.end);
          return [...around, item];
        });
      }),
    );
  });

  it('passes over what is in an item where it is told to', () => {
    const items = itemsOf('vhost v {\n  queue q\n}\non b {\n  queue r\n}');
    const seen: string[] = [];
    walkItems(items, true, (item) => {
      seen.push(item.type);
      return item.type === 'on' ? true : undefined;
    });
    assert.deepEqual(seen, ['vhost', 'on', 'queue']);
  });
});
