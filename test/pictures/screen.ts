import Anser, { type AnserJsonEntry } from 'anser';

/** Sizes in pixels of a screen's cells, and what surrounds them. */
const cell = { width: 8.4, height: 19 };
const margin = 16;
const bar = 34;

/** The colours of the sixteen that terminals know by number, on a dark ground. */
const palette: Readonly<Record<string, string>> = {
  'ansi-black': '#484f58',
  'ansi-red': '#ff7b72',
  'ansi-green': '#7ee787',
  'ansi-yellow': '#e3b341',
  'ansi-blue': '#79c0ff',
  'ansi-magenta': '#d2a8ff',
  'ansi-cyan': '#76e3ea',
  'ansi-white': '#c9d1d9',
  'ansi-bright-black': '#8b949e',
  'ansi-bright-red': '#ffa198',
  'ansi-bright-green': '#aff5b4',
  'ansi-bright-yellow': '#f2cc60',
  'ansi-bright-blue': '#a5d6ff',
  'ansi-bright-magenta': '#e2c5ff',
  'ansi-bright-cyan': '#b3f0ff',
  'ansi-bright-white': '#f0f6fc',
};
const ground = '#0d1117';
const ink = '#c9d1d9';

/** A stretch of a line in one style, from a column counted from 0. */
interface Stretch {
  readonly column: number;
  readonly text: string;
  readonly style: AnserJsonEntry;
}

/**
 * What a terminal shows, as an SVG picture that needs no font of its own and no network.
 *
 * @param shown text with the escape sequences of colours
 * @param title stands above it
 * @param columns where the terminal breaks a line
 */
export function drawScreen(shown: string, title: string, columns: number): string {
  const lines = linesOf(shown, columns);
  const width = Math.ceil(columns * cell.width + 2 * margin);
  const height = Math.ceil(lines.length * cell.height + margin + bar + margin / 2);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escape(title)}</title>`,
    `<rect width="${width}" height="${height}" rx="8" fill="${ground}"/>`,
    `<g font-family="ui-sans-serif, system-ui, sans-serif" font-size="13" fill="#8b949e">`,
    `<text x="${width / 2}" y="22" text-anchor="middle">${escape(title)}</text>`,
    `</g>`,
    `<g font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14" fill="${ink}">`,
    ...lines.flatMap(drawLine),
    `</g>`,
    `</svg>`,
    '',
  ].join('\n');
}

/** The lines as a terminal of that width breaks them. */
function linesOf(shown: string, columns: number): readonly (readonly Stretch[])[] {
  const lines: Stretch[][] = [[]];
  let column = 0;
  const fresh = (): void => {
    lines.push([]);
    column = 0;
  };
  for (const style of Anser.ansiToJson(shown.trimEnd(), { use_classes: true, remove_empty: true }))
    for (const [at, part] of style.content.split('\n').entries()) {
      if (at > 0) fresh();
      const letters = Array.from(part);
      while (letters.length > 0) {
        if (column === columns) fresh();
        const text = letters.splice(0, columns - column).join('');
        lines.at(-1)?.push({ column, text, style });
        column += Array.from(text).length;
      }
    }
  return lines;
}

function drawLine(stretches: readonly Stretch[], line: number): readonly string[] {
  const top = bar + line * cell.height;
  return stretches.flatMap((stretch) => drawStretch(stretch, top));
}

function drawStretch({ column, text, style }: Stretch, top: number): readonly string[] {
  const isReversed = style.decorations.includes('reverse');
  const [front, back] = isReversed
    ? [
        colourOf(style.bg, style.bg_truecolor) ?? ground,
        colourOf(style.fg, style.fg_truecolor) ?? ink,
      ]
    : [colourOf(style.fg, style.fg_truecolor), colourOf(style.bg, style.bg_truecolor)];
  const x = round(margin + column * cell.width);
  const width = round(Array.from(text).length * cell.width);
  const box =
    back === undefined
      ? []
      : [
          `<rect x="${x}" y="${round(top)}" width="${width}" height="${cell.height}" fill="${back}"/>`,
        ];
  if (text.trim() === '' && !style.decorations.includes('underline')) return box;
  const looks = [
    ...(front === undefined ? [] : [`fill="${front}"`]),
    ...style.decorations.flatMap((name) => decorations[name] ?? []),
  ];
  const attributes = [`x="${x}"`, `y="${round(top + 14)}"`, `textLength="${width}"`, ...looks];
  return [...box, `<text ${attributes.join(' ')}>${escape(text)}</text>`];
}

const decorations: Readonly<Record<string, string>> = {
  bold: 'font-weight="bold"',
  dim: 'opacity="0.7"',
  italic: 'font-style="italic"',
  underline: 'text-decoration="underline"',
};

function colourOf(name: string | null, exact: string | null): string | undefined {
  if (name === null) return undefined;
  if (name === 'ansi-truecolor') return exact === null ? undefined : `rgb(${exact})`;
  return palette[name] ?? cubeColour(Number(/^ansi-palette-(\d+)$/.exec(name)?.[1] ?? NaN));
}

/** One of the 256 colours of xterm above the first sixteen: a cube of 6 × 6 × 6, then 24 greys. */
function cubeColour(index: number): string | undefined {
  if (!(index >= 16 && index <= 255)) return undefined;
  if (index >= 232) return rgb([0, 0, 0].map(() => 8 + (index - 232) * 10));
  const at = index - 16;
  return rgb(
    [Math.floor(at / 36), Math.floor(at / 6) % 6, at % 6].map((step) =>
      step === 0 ? 0 : 55 + step * 40,
    ),
  );
}

function rgb(parts: readonly number[]): string {
  return `rgb(${parts.join(', ')})`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** As the text of a picture, where a plain blank at an end of a line or beside another would be lost. */
function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(' ', '\u00a0');
}
