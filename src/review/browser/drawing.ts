import { Graph, layout, type EdgeLabel, type GraphLabel, type NodeLabel } from '@dagrejs/dagre';
import { svg, type Child } from './dom.js';
import type { MessageFlow, Leg, Station } from './flow.js';

/** A picture of more stations or legs than this says nothing to anybody, and takes long to lay out. */
export const MOST_STATIONS = 140;
export const MOST_LEGS = 400;

/** Sizes in CSS pixels; a sign of the names is as wide as a monospaced font of 12 pixels has it. */
const SIGN = 7.3;
const HEIGHT = 30;
const PAD = 14;
const MOST_SIGNS = 34;

/** A flow as a picture, from those who send on the left to those who receive on the right. */
export function drawn(flow: MessageFlow, title: string): SVGSVGElement {
  const graph = new Graph<GraphLabel, NodeLabel, EdgeLabel>({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 12, ranksep: 72, edgesep: 8, marginx: 8, marginy: 8 });
  for (const { id, name } of flow.stations)
    graph.setNode(id, { width: shortened(name).length * SIGN + 2 * PAD, height: HEIGHT });
  for (const [at, { from, to, kind }] of flow.legs.entries())
    graph.setEdge(from, to, {}, `${kind} ${at}`);
  keepLeft(graph, flow);
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  const parts: Child[] = [
    svg('title', {}, title),
    arrowHead(),
    ...flow.legs.map((leg, at) => {
      const { points = [] } = graph.edge(leg.from, leg.to, `${leg.kind} ${at}`);
      return drawnLeg(leg, lineBetween(graph.node(leg.from), graph.node(leg.to), points));
    }),
    ...flow.stations.map((station) => drawnStation(station, graph.node(station.id))),
  ];
  return svg(
    'svg',
    {
      class: 'flow',
      viewBox: `0 0 ${Math.ceil(width)} ${Math.ceil(height)}`,
      width: Math.ceil(width),
      height: Math.ceil(height),
      role: 'group',
      'aria-label': title,
    },
    ...parts,
  );
}

/**
 * Exchanges and queues that nothing leads to would stand where the senders do. What is not drawn leads to them,
 * so that each column holds one kind.
 */
function keepLeft(
  graph: Graph<GraphLabel, NodeLabel, EdgeLabel>,
  { stations, legs }: MessageFlow,
): void {
  const reached = new Set(legs.map(({ to }) => to));
  const lone = stations.filter(({ id, kind }) => kind !== 'sender' && !reached.has(id));
  if (lone.length === 0) return;
  for (const id of HIDDEN) graph.setNode(id, { width: 0, height: 0 });
  graph.setEdge(HIDDEN[0], HIDDEN[1], {}, 'hidden');
  for (const { id, kind } of lone)
    graph.setEdge(kind === 'exchange' ? HIDDEN[0] : HIDDEN[1], id, {}, 'hidden');
}

const HIDDEN = ['hidden senders', 'hidden exchanges'] as const;

function arrowHead(): SVGElement {
  return svg(
    'defs',
    {},
    svg(
      'marker',
      {
        ...{ id: 'arrow', viewBox: '0 0 8 8', refX: 7, refY: 4 },
        ...{ markerWidth: 7, markerHeight: 7, orient: 'auto-start-reverse' },
      },
      svg('path', { d: 'M0 0 L8 4 L0 8 z', class: 'arrow' }),
    ),
  );
}

interface Box {
  readonly x?: number | undefined;
  readonly y?: number | undefined;
  readonly width?: number;
  readonly height?: number;
}

function drawnStation({ kind, name, link }: Station, at: Box): SVGElement {
  const { x = 0, y = 0, width = 0, height = 0 } = at;
  const isRole = kind === 'sender' || kind === 'receiver';
  const what = isRole ? 'role' : kind;
  return svg(
    'a',
    { href: link, class: `station ${what}` },
    // What the link is called: the name in whole.
    svg('title', {}, `${what} ${name}`),
    svg('rect', {
      ...{ x: x - width / 2, y: y - height / 2, width, height },
      rx: isRole ? height / 2 : kind === 'exchange' ? 3 : 6,
    }),
    svg('text', { x, y: y + 4, 'text-anchor': 'middle', 'aria-hidden': 'true' }, shortened(name)),
  );
}

function drawnLeg({ kind, keys, by }: Leg, line: string): SVGElement {
  const what = [
    kind,
    ...(keys.length === 0 ? [] : [`key ${keys.join(', ')}`]),
    ...(by.length === 0 ? [] : [`may be made by ${by.join(', ')}`]),
  ].join(', ');
  return svg(
    'path',
    { class: `leg ${kind}`, d: line, 'marker-end': 'url(#arrow)' },
    svg('title', {}, what),
  );
}

/** A line from the right end of a station to the left end of another, level where it begins and ends. */
function lineBetween(from: Box, to: Box, points: readonly Box[]): string {
  const start = { x: (from.x ?? 0) + (from.width ?? 0) / 2, y: from.y };
  const end = { x: (to.x ?? 0) - (to.width ?? 0) / 2, y: to.y };
  const at = ({ x = 0, y = 0 }: Box): string => `${x.toFixed(1)} ${y.toFixed(1)}`;
  // Between neighbours there is nothing to be led round.
  const inner = points.length > 3 ? points.slice(1, -1) : [];
  // What leads back is drawn as the layout has it.
  if (start.x >= end.x) return `M${points.map(at).join(' L')}`;
  let last: Box = start;
  const curves = [...inner, end].map((point) => {
    const middle = ((last.x ?? 0) + (point.x ?? 0)) / 2;
    const curve = `C${at({ x: middle, y: last.y ?? 0 })} ${at({ x: middle, y: point.y ?? 0 })} ${at(point)}`;
    last = point;
    return curve;
  });
  return `M${at(start)} ${curves.join(' ')}`;
}

function shortened(name: string): string {
  const signs = Array.from(name);
  return signs.length <= MOST_SIGNS ? name : `${signs.slice(0, MOST_SIGNS - 1).join('')}…`;
}
