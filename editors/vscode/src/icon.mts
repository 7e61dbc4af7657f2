import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { crc32, deflateSync } from 'node:zlib';

/*
 * Draws the mark of Warren: a rabbit whose face is a keyhole. Run as a program, it writes icon.svg, and
 * icon.png of 256 pixels as the page of an extension wants it. One list of shapes makes both.
 */

type Point = readonly [x: number, y: number];

/** A shape in a square of 64, with its colour. */
type Shape = { readonly fill: string } & (
  | { readonly kind: 'ground'; readonly radius: number }
  | { readonly kind: 'disc'; readonly centre: Point; readonly radius: number }
  /** A line with round ends. */
  | { readonly kind: 'bar'; readonly from: Point; readonly to: Point; readonly radius: number }
  | { readonly kind: 'polygon'; readonly corners: readonly Point[] }
);

const side = 64;

/** The colours: each stands out from the other, and the ground from a dark and from a light page. */
export const colours = { ground: '#2f7169', rabbit: '#fbf4e6' };

/** From the back to the front. */
const shapes: readonly Shape[] = [
  { kind: 'ground', radius: 14, fill: colours.ground },
  { kind: 'bar', from: [24, 32], to: [19, 12], radius: 6, fill: colours.rabbit },
  { kind: 'bar', from: [40, 32], to: [45, 12], radius: 6, fill: colours.rabbit },
  { kind: 'disc', centre: [32, 39], radius: 18, fill: colours.rabbit },
  { kind: 'disc', centre: [32, 35.5], radius: 5.5, fill: colours.ground },
  {
    kind: 'polygon',
    corners: [
      [29.5, 36],
      [34.5, 36],
      [37, 49],
      [27, 49],
    ],
    fill: colours.ground,
  },
];

/** The mark as SVG. */
export function markAsSvg(): string {
  const drawn = shapes.map((shape) => `  ${elementOf(shape)}`).join('\n');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" role="img">\n  <title>Warren</title>\n${drawn}\n</svg>\n`;
}

function elementOf(shape: Shape): string {
  const { fill } = shape;
  switch (shape.kind) {
    case 'ground':
      return `<rect width="${side}" height="${side}" rx="${shape.radius}" fill="${fill}" />`;
    case 'disc':
      return `<circle cx="${shape.centre[0]}" cy="${shape.centre[1]}" r="${shape.radius}" fill="${fill}" />`;
    case 'bar':
      return `<path d="M${shape.from.join(' ')} L${shape.to.join(' ')}" stroke="${fill}" stroke-width="${2 * shape.radius}" stroke-linecap="round" />`;
    case 'polygon':
      return `<polygon points="${shape.corners.map((corner) => corner.join(',')).join(' ')}" fill="${fill}" />`;
  }
}

function holds(shape: Shape, [x, y]: Point): boolean {
  switch (shape.kind) {
    case 'ground': {
      const inner = side / 2 - shape.radius;
      const beyond = [x, y].map((at) => Math.max(Math.abs(at - side / 2) - inner, 0));
      return Math.hypot(...beyond) <= shape.radius;
    }
    case 'disc':
      return Math.hypot(x - shape.centre[0], y - shape.centre[1]) <= shape.radius;
    case 'bar': {
      const [dx, dy] = [shape.to[0] - shape.from[0], shape.to[1] - shape.from[1]];
      const along = ((x - shape.from[0]) * dx + (y - shape.from[1]) * dy) / (dx * dx + dy * dy);
      const part = Math.min(Math.max(along, 0), 1);
      return (
        Math.hypot(x - shape.from[0] - part * dx, y - shape.from[1] - part * dy) <= shape.radius
      );
    }
    case 'polygon':
      // Convex, its corners in the direction of the clock.
      return shape.corners.every(([ax, ay], index) => {
        const [bx, by] = shape.corners[(index + 1) % shape.corners.length] ?? [ax, ay];
        return (bx - ax) * (y - ay) - (by - ay) * (x - ax) >= 0;
      });
  }
}

/** In how many parts a pixel is divided along each side, so that edges are soft. */
const parts = 8;

/** The mark in pixels: rows of red, green, blue and opacity, a byte each. */
export function markAsPixels(pixels: number): Uint8Array {
  const found = new Uint8Array(pixels * pixels * 4);
  for (let row = 0; row < pixels; row++)
    for (let column = 0; column < pixels; column++)
      found.set(pixelAt(column, row, side / pixels), (row * pixels + column) * 4);
  return found;
}

function pixelAt(column: number, row: number, step: number): readonly number[] {
  const sums: [number, number, number] = [0, 0, 0];
  let seen = 0;
  for (let part = 0; part < parts * parts; part++) {
    const x = (column + ((part % parts) + 0.5) / parts) * step;
    const y = (row + (Math.floor(part / parts) + 0.5) / parts) * step;
    const top = shapes.findLast((shape) => holds(shape, [x, y]));
    if (top === undefined) continue;
    seen++;
    for (const channel of sums.keys())
      sums[channel] =
        (sums[channel] ?? 0) + parseInt(top.fill.slice(1 + 2 * channel, 3 + 2 * channel), 16);
  }
  if (seen === 0) return [0, 0, 0, 0];
  return [...sums.map((sum) => Math.round(sum / seen)), Math.round((255 * seen) / parts ** 2)];
}

/** The mark as a PNG picture (RFC 2083). */
export function markAsPng(pixels: number): Uint8Array {
  const row = pixels * 4;
  const lines = Buffer.alloc((row + 1) * pixels);
  const colours = markAsPixels(pixels);
  // Each line starts with the number of its filter, which is none.
  for (let at = 0; at < pixels; at++)
    lines.set(colours.subarray(at * row, (at + 1) * row), at * (row + 1) + 1);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(pixels, 0);
  header.writeUInt32BE(pixels, 4);
  // Eight bits a channel, four channels.
  header.set([8, 6], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, content: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const around = Buffer.alloc(8);
  around.writeUInt32BE(content.length, 0);
  around.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([around.subarray(0, 4), named, around.subarray(4)]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = new URL('../', import.meta.url);
  writeFileSync(new URL('icon.svg', folder), markAsSvg());
  writeFileSync(new URL('icon.png', folder), markAsPng(256));
}
