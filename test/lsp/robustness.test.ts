import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import fc from 'fast-check';
import { connect } from './driver/connect.js';
import { Editor, versionless } from './driver/editor.js';
import { assertQuiet, endOf, everything } from './driver/everything.js';
import { inWorkspace } from './driver/workspace.js';

const folder = fileURLToPath(new URL('../../examples', import.meta.url));

/** The policy files of the examples. */
const examples = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.warren'))
  .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));

/** Shows text after text in one file, and asks everything about some place of each. */
async function survives(texts: Iterable<readonly [text: string, at: number]>): Promise<void> {
  await inWorkspace({}, async (root) => {
    const editor = await Editor.open(connect().client, [root]);
    editor.show('a.warren', '');
    for (const [text, at] of texts) {
      editor.type('a.warren', { text });
      await everything(editor, 'a.warren', endOf(text.slice(0, at)));
    }
    assertQuiet(editor);
  });
}

/** Every `step`th prefix. */
function* prefixes(text: string, step: number): Generator<readonly [string, number]> {
  for (let end = 0; end <= text.length; end += step) yield [text.slice(0, end), end];
}

/** The text without one token, for every `step`th token. */
function* without(text: string, step: number): Generator<readonly [string, number]> {
  const tokens = [...text.matchAll(/"[^"\n]*"|[{}(),=]|[^\s{}(),="]+/g)];
  for (let at = 0; at < tokens.length; at += step) {
    const start = tokens[at]?.index ?? 0;
    const end = start + (tokens[at]?.[0].length ?? 0);
    yield [text.slice(0, start) + text.slice(end), start];
  }
}

describe('the server answers', () => {
  const [shortest] = examples.toSorted((a, b) => a.text.length - b.text.length);
  it(`on every prefix of ${shortest?.name ?? ''}`, () =>
    survives(prefixes(shortest?.text ?? '', 1)));

  for (const { name, text } of examples) {
    it(`on prefixes of ${name}`, () => survives(prefixes(text, 61)));
    it(`on ${name} without one of its tokens`, () => survives(without(text, 17)));
  }

  it('on files with the marks of a merge, which it tells of', async () => {
    await inWorkspace({}, async (root) => {
      const editor = await Editor.open(connect().client, [root]);
      editor.show('a.warren', '<<<<<<< HEAD\nrole a = x\n=======\nrole b = y\n>>>>>>> other\n');
      const found = await editor.diagnostics('a.warren');
      assert.equal(found[0]?.code, 'conflict-mark');
    });
    const marked = '<<<<<<< HEAD\nrole a = x\n=======\nrole b = y\n>>>>>>> other\nallow a { }\n';
    await survives([
      [marked, 3],
      [marked, 20],
      ['<<<<<<<', 7],
    ]);
  });
});

/** An edit of one of two files: where, how much is taken away, and what is put there. */
const edits = fc.array(
  fc.record({
    file: fc.constantFrom('brokers.warren', 'basket.warren'),
    at: fc.nat(2000),
    length: fc.nat(40),
    text: fc.constantFrom(
      ...['', 'x', '}', '{', ' ', '\n', '#', '"', '${', 'role r = x\n', 'allow anyone { connect }'],
      ...['🐇', '\r\n', 'vhost v {', ', ', '*', '@expect(spill, "x") ', '<<<<<<<\n'],
    ),
  }),
  { minLength: 1, maxLength: 12 },
);

describe('after any edits', () => {
  it('the answers are those of a fresh server', async () => {
    const texts = new Map(
      ['brokers.warren', 'basket.warren', 'catalogue.warren'].map((name) => [
        name,
        readFileSync(join(folder, 'two-environments', name), 'utf8'),
      ]),
    );
    await fc.assert(
      fc.asyncProperty(edits, fc.nat(2000), async (changes, place) => {
        const now = new Map(texts);
        await inWorkspace(Object.fromEntries(texts), async (root) => {
          // The versions of a text that was edited differ from a fresh one's.
          const worn = await Editor.open(connect().client, [root], { capabilities: versionless });
          for (const [name, text] of now) worn.show(name, text);
          for (const { file, at, length, text } of changes) {
            const before = now.get(file) ?? '';
            const start = wholeCharacter(before, at);
            const end = wholeCharacter(before, start + length);
            const range = {
              start: endOf(before.slice(0, start)),
              end: endOf(before.slice(0, end)),
            };
            worn.type(file, { range, text });
            now.set(file, before.slice(0, start) + text + before.slice(end));
            // Some of the answers are worked out, and thrown away with the next edit.
            if (at % 2 === 0) await worn.ask('textDocument/hover', file, { position: range.start });
          }
          const fresh = await Editor.open(connect().client, [root], { capabilities: versionless });
          for (const [name, text] of now) fresh.show(name, text);
          for (const [name, text] of now) {
            const position = endOf(text.slice(0, place));
            assert.deepEqual(
              await everything(worn, name, position),
              await everything(fresh, name, position),
            );
          }
          assertQuiet(worn);
        });
      }),
      { numRuns: 25 },
    );
  });
});

/** An offset of a text that is neither in a character nor between the CR and LF of a line end. */
function wholeCharacter(text: string, offset: number): number {
  const at = Math.min(offset, text.length);
  const inside = /[\uDC00-\uDFFF]/.test(text[at] ?? '') || text.slice(at - 1, at + 1) === '\r\n';
  return inside ? at + 1 : at;
}
