import type { Broker } from '../../policy/brokers/broker.js';
import type { Grant } from '../../policy/policy.js';
import type { SourcedScope } from '../../access/sourced-scope.js';
import { encodeScope } from '../../rabbitmq/encode.js';
import type { Place } from '../../source/source.js';

/** A scope as the broker's configuration holds it. */
export function scopeText({ scope }: SourcedScope, { scopePrefix }: Broker): string {
  return `${scopePrefix}${encodeScope(scope).text}`;
}

/** A scope and the lines that it comes from. */
export function scopeLine(scope: SourcedScope, broker: Broker): string {
  const from = placesOf(scope.grants).map(placeText).join(', ');
  return `${scopeText(scope, broker)}  from ${from}`;
}

/** A place as `file:line:column`. */
export function placeText({ source, range }: Place): string {
  const { line, column } = source.position(range.start);
  return `${source.name}:${line}:${column}`;
}

/** The phrases that grants stand in, each once. */
export function placesOf(grants: readonly Grant[]): readonly Place[] {
  const places = grants.map(({ right }) => right.place);
  return [...new Map(places.map((place) => [placeText(place), place])).values()];
}

/** The first line of the text at a place, cut where it is long. */
export function excerpt({ source, range }: Place): string {
  const [line = ''] = source.slice(range).split(/\r?\n/);
  return line.length > 100 ? `${line.slice(0, 100)}…` : line;
}

/** A scope with the lines that it comes from, for programs. */
export function scopeJson(from: SourcedScope, broker: Broker): object {
  return { scope: scopeText(from, broker), from: placesOf(from.grants).map(placeJson) };
}

/** A place for programs; lines and columns count from 1. */
export function placeJson(place: Place): object {
  const { source, range } = place;
  return { file: source.name, ...source.position(range.start), text: excerpt(place) };
}
