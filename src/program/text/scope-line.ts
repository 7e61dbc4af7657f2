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
  const from = placesOf(scope.grants).map(writtenText).join(', ');
  return `${scopeText(scope, broker)}  from ${from}`;
}

/** A place as `file:line:column`. */
export function placeText({ source, range }: Place): string {
  const { line, column } = source.position(range.start);
  return `${source.name}:${line}:${column}`;
}

/** A phrase that grants something: where it stands, and, in a profile, where that is used in a rule. */
export interface WrittenAt extends Place {
  readonly uses: readonly Place[];
}

/** The phrases that grants stand in, each once, with the uses of their profiles. */
export function placesOf(grants: readonly Grant[]): readonly WrittenAt[] {
  const found = new Map<string, { readonly place: Place; readonly uses: Map<string, Place> }>();
  for (const { right } of grants) {
    const key = placeText(right.place);
    const one = found.get(key) ?? { place: right.place, uses: new Map<string, Place>() };
    found.set(key, one);
    const [use] = right.calls;
    if (use !== undefined) one.uses.set(placeText(use), use);
  }
  return Array.from(found.values(), ({ place, uses }) => ({ ...place, uses: [...uses.values()] }));
}

/** Where a phrase stands, and where it is used, in a line. */
export function writtenText(written: WrittenAt): string {
  const uses = written.uses.map((use) => `, used at ${placeText(use)}`);
  return `${placeText(written)}${uses.join('')}`;
}

/** The same for programs. */
export function writtenJson(written: WrittenAt): object {
  const { uses } = written;
  return { ...placeJson(written), ...(uses.length === 0 ? {} : { uses: uses.map(placeJson) }) };
}

/** The first line of the text at a place, cut where it is long. */
export function excerpt({ source, range }: Place): string {
  const [line = ''] = source.slice(range).split(/\r?\n/);
  return line.length > 100 ? `${line.slice(0, 100)}…` : line;
}

/** A scope with the lines that it comes from, for programs. */
export function scopeJson(from: SourcedScope, broker: Broker): object {
  return { scope: scopeText(from, broker), from: placesOf(from.grants).map(writtenJson) };
}

/** A place for programs; lines and columns count from 1. */
export function placeJson(place: Place): object {
  const { source, range } = place;
  return { file: source.name, ...source.position(range.start), text: excerpt(place) };
}
