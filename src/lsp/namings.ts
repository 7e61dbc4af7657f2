import type { Place } from '../source/source.js';
import { placeKey } from '../policy/resources/resource-uses.js';
import type { FileView } from './places.js';

/** A place that names something, and whether it is declared there. */
export interface Naming {
  readonly place: Place;
  readonly declares: boolean;
}

/**
 * Every place of the policy that names what stands at an offset: a role, a group, a variable and so on by
 * its name; an exchange, queue or stream by any pattern that can mean it.
 */
export function namingsAt(view: FileView, offset: number): readonly Naming[] {
  const { names, resources } = view.snapshot;
  const named = names.at(view.file, offset);
  if (named !== undefined) return names.of(named.thing);
  const uses = resources.at(view.source, offset);
  const found = [...uses, ...resources.reaching(declaredAt(view, offset))];
  return [...new Map(found.map((use) => [placeKey(use.place), use])).values()];
}

/** Where what stands at an offset is declared: every thing that a pattern can mean. */
export function declarationsAt(view: FileView, offset: number): readonly Place[] {
  const { names } = view.snapshot;
  const named = names.at(view.file, offset);
  if (named === undefined) return declaredAt(view, offset);
  return names.of(named.thing).flatMap(({ place, declares }) => (declares ? [place] : []));
}

function declaredAt({ source, snapshot }: FileView, offset: number): readonly Place[] {
  const { resources } = snapshot;
  const reached = resources.at(source, offset).flatMap((use) => resources.reached(use));
  const places = reached.flatMap(({ place }) => (place === undefined ? [] : [place]));
  return [...new Map(places.map((place) => [placeKey(place), place])).values()];
}
