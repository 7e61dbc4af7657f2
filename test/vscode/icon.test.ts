import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { colours, markAsPixels, markAsPng, markAsSvg } from '../../editors/vscode/src/icon.mjs';
import { extensionFolder } from './tokens.js';

/** The rows of a picture's PNG, each behind the number of its filter, and how wide and high it is. */
function rowsOf(png: Buffer): { readonly size: readonly number[]; readonly rows: Buffer } {
  const start = png.indexOf('IDAT') + 4;
  const data = png.subarray(start, start + png.readUInt32BE(start - 8));
  return { size: [png.readUInt32BE(16), png.readUInt32BE(20)], rows: inflateSync(data) };
}

/** How light a colour is (WCAG 2.2, relative luminance). */
function lightness(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [lightness(one), lightness(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

describe('the mark', () => {
  it('is in the extension as its program draws it; else: npm run icon', () => {
    assert.equal(readFileSync(`${extensionFolder}icon.svg`, 'utf8'), markAsSvg());
    const kept = rowsOf(readFileSync(`${extensionFolder}icon.png`));
    assert.deepEqual(kept.size, [256, 256]);
    assert.ok(kept.rows.equals(rowsOf(Buffer.from(markAsPng(256))).rows));
  });

  it('stands out: the rabbit from its ground, and the ground from dark and light pages', () => {
    assert.ok(contrast(colours.rabbit, colours.ground) > 4.5);
    for (const page of ['#1f1f1f', '#181818', '#ffffff', '#f8f8f8'])
      assert.ok(contrast(colours.ground, page) > 2.5, page);
  });

  for (const size of [16, 24, 32])
    it(`has two ears and a keyhole at ${size} pixels`, () => {
      const pixels = markAsPixels(size);
      /** The runs of the rabbit's own colour in a row, from the top, in parts of the height. */
      const runs = (height: number): number => {
        const row = Math.floor(height * size);
        const light = Array.from({ length: size }, (_, column) => {
          const at = (row * size + column) * 4;
          return (pixels[at] ?? 0) > 160;
        });
        return light.filter((is, column) => is && light[column - 1] !== true).length;
      };
      assert.deepEqual([0.22, 0.4, 0.6, 0.85].map(runs), [2, 1, 2, 1]);
    });
});
