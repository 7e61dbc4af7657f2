import type { ReviewCell } from '../document.js';
import type { BrokerView } from './broker-view.js';

/** Something that messages pass: a role as their sender or receiver, or a resource. */
export interface Station {
  readonly id: string;
  readonly kind: 'sender' | 'receiver' | 'exchange' | 'queue' | 'stream' | 'resource';
  readonly name: string;
  readonly link: string;
}

/** A way that messages take from one station to the next. */
export interface Leg {
  readonly from: string;
  readonly to: string;
  readonly kind: 'publish' | 'consume' | 'bind' | 'alternate' | 'dead-letter';
  readonly keys: readonly string[];
  /** The roles that may make the binding. */
  readonly by: readonly string[];
}

/** Who talks to whom, through what. */
export interface MessageFlow {
  readonly stations: readonly Station[];
  readonly legs: readonly Leg[];
}

/** What of a broker is shown: one vhost, or what is around a role or a resource. */
export type Around =
  { readonly vhost: number } | { readonly role: number } | { readonly resource: number };

/**
 * Who publishes to what and consumes from what, and what leads from one to the other. A role that holds the
 * bare permissions alone talks to nobody: it could to everybody.
 */
export function flowOf(view: BrokerView, around: Around): MessageFlow {
  const { broker } = view;
  const isTalk = ({ can }: ReviewCell): boolean =>
    can.some(({ word, bare }) => (word === 'publish' || word === 'consume') && bare !== true);
  const wanted = resourcesAround(view, around, isTalk);
  const stations = new Map<string, Station>();
  const legs: Leg[] = [];
  const resource = (at: number): string => {
    const { kind, name } = view.resource(at);
    const id = `resource ${at}`;
    stations.set(id, { id, kind, name, link: view.linkToResource(at) });
    return id;
  };
  const role = (at: number, kind: 'sender' | 'receiver'): string => {
    const id = `${kind} ${at}`;
    stations.set(id, { id, kind, name: view.role(at).name, link: view.linkToRole(at) });
    return id;
  };
  for (const cell of broker.cells) {
    if (!wanted.has(cell.resource)) continue;
    for (const { word, bare, keys = [] } of cell.can) {
      if (bare === true) continue;
      if (word === 'publish')
        legs.push({
          ...{ from: role(cell.role, 'sender'), to: resource(cell.resource), kind: 'publish' },
          ...{ keys, by: [] },
        });
      if (word === 'consume')
        legs.push({
          ...{ from: resource(cell.resource), to: role(cell.role, 'receiver'), kind: 'consume' },
          ...{ keys: [], by: [] },
        });
    }
  }
  for (const { kind, from, to, keys, roles } of broker.links) {
    if (!wanted.has(from) || !wanted.has(to)) continue;
    const by = roles.map((at) => view.role(at).name);
    legs.push({ from: resource(from), to: resource(to), kind, keys, by });
  }
  return { stations: [...stations.values()], legs };
}

/** The resources that are shown: around one, what it is linked with; around a role, what it talks to too. */
function resourcesAround(
  view: BrokerView,
  around: Around,
  isTalk: (cell: ReviewCell) => boolean,
): ReadonlySet<number> {
  const { resources, links } = view.broker;
  if ('vhost' in around)
    return new Set(resources.flatMap(({ vhost }, at) => (vhost === around.vhost ? [at] : [])));
  const start =
    'resource' in around
      ? [around.resource]
      : view
          .cellsOfRole(around.role)
          .filter(isTalk)
          .map((cell) => cell.resource);
  const found = new Set(start);
  for (const { from, to } of links) {
    if (start.includes(from)) found.add(to);
    if (start.includes(to)) found.add(from);
  }
  return found;
}
