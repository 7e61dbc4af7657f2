import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { TextRange } from '#warren/source/range.js';
import { parse } from './markers.js';
import { printTree } from './sexpr.js';

function golden(name: string): string {
  return readFileSync(new URL(`golden/${name}`, import.meta.url), 'utf8');
}

const TEXT = golden('warehouse.warren');

describe('the tree of a whole policy', () => {
  it('is the one in the golden file', () => {
    const { file, diagnostics } = parse(TEXT);
    assert.deepEqual(diagnostics, []);
    assert.equal(printTree(file.items), golden('warehouse.tree'));
  });

  it('is the same with other line ends', () => {
    const { file, diagnostics } = parse(TEXT.replaceAll('\n', '\r\n'));
    assert.deepEqual(diagnostics, []);
    assert.equal(printTree(file.items), golden('warehouse.tree'));
  });

  it('has every comment', () => {
    assert.deepEqual(
      parse(TEXT).file.comments.map(({ text }) => text),
      ['# Warehouse: parcels in, labels out.', '# quiet', '# Asks and waits for the answer.'],
    );
  });

  it('has ranges that hold what the nodes say', () => {
    const { file } = parse(TEXT);
    const kinds = new Set<string>();
    visit(file.items, (node, range) => {
      const text = file.source.slice(range);
      if (!('type' in node && node.type === 'text')) assert.equal(text, text.trim());
      if ('text' in node && typeof node.text === 'string' && !text.includes('\\')) {
        assert.equal(node.text, text);
        kinds.add('text');
      }
      if ('quoted' in node) {
        assert.equal(text.startsWith('"') && text.endsWith('"'), node.quoted);
        kinds.add('template');
      }
      if ('keyword' in node && 'type' in node) {
        assert.ok(text.startsWith(file.source.slice(rangeOf(node.keyword))));
        kinds.add('item');
      }
    });
    assert.deepEqual([...kinds].sort(), ['item', 'template', 'text']);
  });
});

function visit(node: unknown, see: (node: object, range: TextRange) => void): void {
  if (typeof node !== 'object' || node === null) return;
  if ('range' in node) see(node, rangeOf(node));
  // The pieces of a template are made where they are asked for.
  if ('parts' in node) visit(node.parts, see);
  for (const child of Object.values(node)) visit(child, see);
}

function rangeOf(node: unknown): TextRange {
  assert.ok(typeof node === 'object' && node !== null && 'range' in node);
  const { range } = node;
  assert.ok(typeof range === 'object' && range !== null && 'start' in range && 'end' in range);
  const { start, end } = range;
  assert.ok(typeof start === 'number' && typeof end === 'number');
  return { start, end };
}
