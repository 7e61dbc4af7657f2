import assert from 'node:assert/strict';
import { isUtf8 } from 'node:buffer';
import fc from 'fast-check';
import { reportTextProblem } from '#warren/diagnostics/text-problems.js';
import { Reporter } from '#warren/diagnostics/reporter.js';
import { decodeSource } from '#warren/source/decode.js';

interface Case {
  readonly title: string;
  readonly bytes: Buffer;
  readonly text: string;
  /** `code start-end message` of each diagnostic. */
  readonly found: readonly string[];
}

const mark = Buffer.from([0xef, 0xbb, 0xbf]);
const text = 'role a = b\n';

const cases: readonly Case[] = [
  { title: 'nothing', bytes: Buffer.of(), text: '', found: [] },
  { title: 'ASCII', bytes: Buffer.from(text), text, found: [] },
  { title: 'CRLF', bytes: Buffer.from('a\r\nb\r'), text: 'a\r\nb\r', found: [] },
  { title: 'all planes', bytes: Buffer.from('é\u{1F430}界'), text: 'é\u{1F430}界', found: [] },
  {
    title: 'U+FFFD in the file itself',
    bytes: Buffer.from('a\uFFFDb'),
    text: 'a\uFFFDb',
    found: [],
  },
  {
    title: 'a byte order mark',
    bytes: Buffer.concat([mark, Buffer.from(text)]),
    text,
    found: [
      'byte-order-mark 0-0 The file starts with a byte order mark. Save it as UTF-8 without one.',
    ],
  },
  {
    title: 'a second byte order mark is text',
    bytes: Buffer.concat([mark, mark]),
    text: '\uFEFF',
    found: [
      'byte-order-mark 0-0 The file starts with a byte order mark. Save it as UTF-8 without one.',
    ],
  },
  {
    title: 'Latin-1',
    bytes: Buffer.from('caf\xe9 x\xe9', 'latin1'),
    text: 'caf\uFFFD x\uFFFD',
    found: [
      'invalid-utf8 3-4 The byte 0xE9 at offset 3 of the file is no UTF-8. Save the file as UTF-8.',
    ],
  },
  {
    title: 'a bad byte behind a mark, wide characters and a true U+FFFD',
    bytes: Buffer.concat([
      mark,
      Buffer.from('é\u{1F430}\uFFFD'),
      Buffer.of(0xc0),
      Buffer.from('z'),
    ]),
    text: 'é\u{1F430}\uFFFD\uFFFDz',
    found: [
      'byte-order-mark 0-0 The file starts with a byte order mark. Save it as UTF-8 without one.',
      'invalid-utf8 4-5 The byte 0xC0 at offset 12 of the file is no UTF-8. Save the file as UTF-8.',
    ],
  },
  {
    title: 'a character cut off at the end',
    bytes: Buffer.from([0x61, 0xe2, 0x82]),
    text: 'a\uFFFD',
    found: [
      'invalid-utf8 1-2 The byte 0xE2 at offset 1 of the file is no UTF-8. Save the file as UTF-8.',
    ],
  },
  {
    title: 'an encoded surrogate',
    bytes: Buffer.from([0xed, 0xa0, 0x80]),
    text: '\uFFFD\uFFFD\uFFFD',
    found: [
      'invalid-utf8 0-1 The byte 0xED at offset 0 of the file is no UTF-8. Save the file as UTF-8.',
    ],
  },
  {
    title: 'NUL, once',
    bytes: Buffer.from('ab\0c\0'),
    text: 'ab\0c\0',
    found: ['nul-character 2-3 The file holds a NUL character, which no policy can contain.'],
  },
  {
    title: 'UTF-16, little end first',
    bytes: Buffer.from(`\uFEFF${text}`, 'utf16le'),
    text,
    found: ['not-utf8-text 0-0 The file is encoded in UTF-16LE. Save it as UTF-8.'],
  },
  {
    title: 'UTF-16, big end first, with half a character',
    bytes: Buffer.concat([Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(), Buffer.of(1)]),
    text,
    found: ['not-utf8-text 0-0 The file is encoded in UTF-16BE. Save it as UTF-8.'],
  },
];

function decode(bytes: Uint8Array): { text: string; found: readonly string[] } {
  const { source, problems } = decodeSource(bytes, 'a.warren');
  const reporter = new Reporter();
  for (const problem of problems) reportTextProblem(problem, reporter);
  const found = reporter.diagnostics.map(({ code, place, message }) => {
    assert.equal(place.source, source);
    return `${code} ${place.range.start}-${place.range.end} ${message}`;
  });
  return { text: source.text, found };
}

describe('decoding', () => {
  for (const { title, bytes, text, found } of cases)
    it(title, () => {
      assert.deepEqual(decode(bytes), { text, found });
    });

  it('finds the end of the longest valid beginning', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }).map((part) => Buffer.from(part)),
      fc.uint8Array({ maxLength: 4 }).map((part) => Buffer.from(part)),
      fc.constant(Buffer.from('\uFFFD')),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        // The letter keeps random bytes from being a byte order mark.
        const bytes = Buffer.concat([Buffer.from('a'), ...pieces]);
        const { source, problems } = decodeSource(bytes, 'a.warren');
        const invalid = problems.find((problem) => problem.kind === 'invalid-utf8');
        if (isUtf8(bytes)) {
          assert.equal(invalid, undefined);
          assert.equal(source.text, bytes.toString());
          return;
        }
        let valid = bytes.length;
        while (!isUtf8(bytes.subarray(0, valid))) valid--;
        assert.equal(invalid?.offset, valid);
        assert.equal(invalid.byte, bytes[valid]);
        const before = source.text.slice(0, invalid.place.range.start);
        assert.equal(before, bytes.subarray(0, valid).toString());
      }),
    );
  });
});
