import { Graph, layout, type EdgeLabel, type GraphLabel, type NodeLabel } from '@dagrejs/dagre';

/** One arrow of a picture: from the lower room to the one that is built on it. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
}

/** The arrows of the picture in the README, which `test/architecture.test.ts` holds to the imports. */
export function arrowsIn(markdown: string): readonly Arrow[] {
  return [...markdown.matchAll(/^ {2}(\w+) --> (\w+)$/gm)].map(([, from = '', to = '']) => ({
    from,
    to,
  }));
}

/** The page about how Warren is built: what the README says of it, with the picture drawn. */
export function housePage(readme: string): string {
  const [, section = ''] = readme.split('\n## Build on it\n');
  const [, mermaid = ''] = /^```mermaid\n([^]*?)^```$/m.exec(section) ?? [];
  const text = section.replace(/^```mermaid\n[^]*?^```$/m, () => drawHouse(arrowsIn(mermaid)));
  return `# How Warren is built\n${text}`;
}

/** Sizes in CSS pixels. */
const FONT = 13;
const SIGN = 7.6;
const HEIGHT = 30;

/** The rooms and their arrows as an SVG, the lowest room at the bottom; its colours are those of the page. */
export function drawHouse(arrows: readonly Arrow[]): string {
  const graph = new Graph<GraphLabel, NodeLabel, EdgeLabel>();
  graph.setGraph({ rankdir: 'BT', nodesep: 26, ranksep: 34, edgesep: 12, marginx: 8, marginy: 8 });
  for (const { from, to } of arrows) {
    for (const name of [from, to])
      graph.setNode(name, { width: name.length * SIGN + 26, height: HEIGHT });
    graph.setEdge(from, to, {});
  }
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  const ways = arrows.map(({ from, to }) => {
    const { points = [] } = graph.edge(from, to);
    const ends = [
      doorOf(graph.node(from), points[0], -1),
      doorOf(graph.node(to), points.at(-1), 1),
    ];
    const line = curve([...ends.slice(0, 1), ...points.slice(1, -1), ...ends.slice(1)]);
    return `<path class="way" d="${line}" marker-end="url(#house-tip)"/>`;
  });
  const rooms = graph.nodes().map((name) => {
    const { x = 0, y = 0, width: wide } = graph.node(name);
    const box = `x="${fixed(x - wide / 2)}" y="${fixed(y - HEIGHT / 2)}" width="${fixed(wide)}"`;
    return (
      `<rect ${box} height="${HEIGHT}" rx="6"/>` +
      `<text x="${fixed(x)}" y="${fixed(y + FONT * 0.35)}" text-anchor="middle">${name}</text>`
    );
  });
  const told = arrows.map(({ from, to }) => `${to} on ${from}`).join(', ');
  const size = `viewBox="0 0 ${Math.ceil(width)} ${Math.ceil(height)}" width="${Math.ceil(width)}"`;
  return [
    '<figure class="house" tabindex="0">',
    `<svg ${size} font-size="${FONT}" role="img" aria-label="Which room is built on which: ${told}">`,
    '<marker id="house-tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 L8 4 L0 8 z"/></marker>',
    ...ways,
    ...rooms,
    '</svg>',
    '</figure>',
  ].join('\n');
}

/**
 * Where a line leaves or enters a room: at its top or bottom, as near to where the layout has it as there is wall.
 *
 * @param side -1 for the top, 1 for the bottom
 */
function doorOf(
  { x = 0, y = 0, width }: NodeLabel,
  wanted: Point | undefined,
  side: -1 | 1,
): Point {
  const most = width / 2 - 14;
  const aside = Math.min(most, Math.max(-most, (wanted?.x ?? x) - x));
  return { x: x + aside, y: y + (side * HEIGHT) / 2 };
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** A line through points, upright where it begins, ends and passes one. */
function curve(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  const curves = rest.map((point, index) => {
    const from = points[index] ?? first;
    const y = (from.y + point.y) / 2;
    return `C${at({ x: from.x, y })} ${at({ x: point.x, y })} ${at(point)}`;
  });
  return `M${at(first)} ${curves.join(' ')}`;
}

function at({ x, y }: Point): string {
  return `${fixed(x)} ${fixed(y)}`;
}

function fixed(value: number): string {
  return value.toFixed(1);
}
