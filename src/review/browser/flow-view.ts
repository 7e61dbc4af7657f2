import { numberOf } from '../words.js';
import type { BrokerView } from './broker-view.js';
import { html, table, type Child } from './dom.js';
import { drawn, MOST_LEGS, MOST_STATIONS } from './drawing.js';
import { flowOf, type Around, type MessageFlow } from './flow.js';

/** A flow as a picture, and as a table for those who cannot see it. */
export function flowFigure(view: BrokerView, around: Around, title: string): HTMLElement {
  const flow = flowOf(view, around);
  if (flow.legs.length === 0)
    return html('p', { class: 'quiet' }, 'Nobody publishes or consumes here by name.');
  const isDrawn = flow.stations.length <= MOST_STATIONS && flow.legs.length <= MOST_LEGS;
  return html(
    'figure',
    { class: 'flow' },
    isDrawn
      ? html(
          'div',
          { class: 'wide', tabindex: 0, role: 'region', 'aria-label': title },
          drawn(flow, title),
        )
      : html(
          'p',
          {},
          `${numberOf(flow.stations.length, 'name')} are too many for one picture. The pages of a role and of a resource draw what is around them.`,
        ),
    isDrawn ? legend() : undefined,
    html('details', {}, html('summary', {}, 'The same as a table'), legsTable(flow, title)),
  );
}

function legend(): HTMLElement {
  const entries = [
    ['publish', 'publishes to'],
    ['consume', 'is consumed by'],
    ['bind', 'may be bound to, by a line of the policy'],
    ['dead-letter', 'dead letters go to'],
    ['alternate', 'what it cannot route goes to'],
  ] as const;
  return html(
    'figcaption',
    { class: 'legend' },
    ...entries.map(([kind, text]): Child =>
      html('span', {}, html('i', { class: `line ${kind}` }), text),
    ),
  );
}

function legsTable({ stations, legs }: MessageFlow, title: string): HTMLElement {
  const names = new Map(stations.map((one) => [one.id, one]));
  const link = (id: string): Child => {
    const station = names.get(id);
    if (station === undefined) return undefined;
    const { kind, name } = station;
    const what = kind === 'sender' || kind === 'receiver' ? 'role' : kind;
    return html('span', {}, `${what} `, html('a', { href: station.link }, name));
  };
  return table(
    title,
    ['From', 'How', 'To', 'Keys', 'Made by'],
    legs.map(({ from, to, kind, keys, by }) => [
      link(from),
      kind,
      link(to),
      keys.join(', '),
      by.join(', '),
    ]),
  );
}
