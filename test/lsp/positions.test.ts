import assert from 'node:assert/strict';
import fc from 'fast-check';
import { chooseEncoding, Lines, type PositionEncoding } from '#warren/lsp/positions.js';
import { connect } from './driver/connect.js';
import { Editor } from './driver/editor.js';
import { inWorkspace } from './driver/workspace.js';

const encodings: readonly PositionEncoding[] = ['utf-16', 'utf-8', 'utf-32'];

/** Offsets of a text with the position that each encoding gives them. */
const cases: readonly (readonly [text: string, offset: number, line: number, ...number[]])[] = [
  ['', 0, 0, 0, 0, 0],
  ['ab', 2, 0, 2, 2, 2],
  ['a\nb', 2, 1, 0, 0, 0],
  ['a\r\nb', 3, 1, 0, 0, 0],
  ['a\rb', 2, 1, 0, 0, 0],
  ['é|', 1, 0, 1, 2, 1],
  ['€|', 1, 0, 1, 3, 1],
  ['🐇|', 2, 0, 2, 4, 1],
  ['x\n🐇é|', 5, 1, 3, 6, 2],
];

describe('positions', () => {
  for (const [text, offset, line, ...characters] of cases)
    it(`${JSON.stringify(text)} at ${offset}`, () => {
      for (const [at, encoding] of encodings.entries()) {
        const lines = new Lines(text, encoding);
        const position = { line, character: characters[at] ?? -1 };
        assert.deepEqual(lines.position(offset), position, encoding);
        assert.equal(lines.offset(position), offset, encoding);
      }
    });

  it('behind the end of a line or a text mean that end, and before its start that', () => {
    const lines = new Lines('ab\r\ncd', 'utf-16');
    assert.equal(lines.offset({ line: 0, character: 99 }), 2);
    assert.equal(lines.offset({ line: 1, character: 99 }), 6);
    assert.equal(lines.offset({ line: 9, character: 0 }), 6);
    assert.equal(lines.offset({ line: -1, character: 5 }), 0);
    assert.equal(lines.offset({ line: 1, character: -5 }), 4);
  });

  it('inside of a character mean its start', () => {
    assert.equal(new Lines('a🐇', 'utf-8').offset({ line: 0, character: 3 }), 1);
  });

  it('lead back to the offset of every whole character', () => {
    const texts = fc.array(fc.constantFrom('a', 'é', '€', '🐇', '\n', '\r\n', '\r'), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(texts, fc.nat(20), fc.constantFrom(...encodings), (parts, count, encoding) => {
        const lines = new Lines(parts.join(''), encoding);
        const offset = parts.slice(0, count).join('').length;
        // Between CR and LF there is no position; nothing here ends there but by chance.
        fc.pre(!(parts[count - 1] === '\r' && parts[count]?.startsWith('\n') === true));
        assert.equal(lines.offset(lines.position(offset)), offset);
      }),
    );
  });
});

describe('the encoding of positions', () => {
  it('is the first wish that there is, and else UTF-16', () => {
    assert.equal(chooseEncoding(undefined), 'utf-16');
    assert.equal(chooseEncoding([]), 'utf-16');
    assert.equal(chooseEncoding(['utf-7', 'utf-8', 'utf-16']), 'utf-8');
    assert.equal(chooseEncoding(['utf-32']), 'utf-32');
  });

  const text = 'test "🐇é" { vhost v { can nobody { connect } } }\n';
  const columns: readonly (readonly [PositionEncoding, number])[] = [
    ['utf-16', 27],
    ['utf-8', 30],
    ['utf-32', 26],
  ];
  for (const [encoding, character] of columns)
    it(`is kept to: ${encoding}`, () =>
      inWorkspace({ 'a.warren': '' }, async (root) => {
        const general = { positionEncodings: [encoding] };
        const editor = await Editor.open(connect().client, [root], { capabilities: { general } });
        editor.show('a.warren', text);
        const [first] = await editor.diagnostics('a.warren');
        assert.deepEqual(first?.range.start, { line: 0, character });
        const end = { line: 0, character: character + 'nobody'.length };
        editor.type('a.warren', { range: { start: first.range.start, end }, text: 'anyone' });
        assert.deepEqual(await editor.diagnostics('a.warren'), []);
      }));
});
