import { boxOutside, type Box } from '../pattern/boxes.js';
import { display } from '../pattern/display.js';
import { firstFit, nonEmpty } from '../pattern/name-set.js';
import { decodeScope } from '../rabbitmq/read/scope.js';
import { isSameScope, type ResourceScope, type Scope } from '../rabbitmq/scope.js';

/**
 * Whether a broker gives the same with scopes as they were read, each with its prefix, as with those
 * that were decided: proved by equality where they are the same, else by inclusion both ways.
 *
 * @returns the first difference in words; undefined if there is none
 */
export function scopesDiffer(
  decided: readonly Scope[],
  texts: readonly string[],
  prefix: string,
): string | undefined {
  const read: Scope[] = [];
  for (const text of texts) {
    const decoded = decodeScope(text, prefix);
    if (decoded.kind !== 'scope') return `the broker does not take ${JSON.stringify(text)}`;
    read.push(decoded.scope);
  }
  const added = notIn(read, decided);
  const missing = notIn(decided, read);
  for (const scope of added)
    if (!isGiven(scope, decided)) return `more is given than decided: ${textOf(scope)}`;
  for (const scope of missing)
    if (!isGiven(scope, read)) return `less is given than decided: ${textOf(scope)}`;
  return undefined;
}

/** The scopes that are not, as they stand, among others; usually both are in one order. */
function notIn(scopes: readonly Scope[], others: readonly Scope[]): readonly Scope[] {
  const moved = scopes.filter((scope, at) => {
    const other = others[at];
    return other === undefined || !isSameScope(scope, other);
  });
  if (moved.length === 0) return moved;
  const keys = new Set(others.map(keyOf));
  return moved.filter((scope) => !keys.has(keyOf(scope)));
}

/** A text that is equal for equal scopes only. */
function keyOf(scope: Scope): string {
  if (scope.kind === 'tag') return `tag:${scope.tag}`;
  const { permission, vhost, name, key } = scope;
  return JSON.stringify([permission, vhost.key, name.key, key === undefined ? null : key.key]);
}

/** A scope for people. */
function textOf(scope: Scope): string {
  if (scope.kind === 'tag') return `tag ${scope.tag}`;
  const { permission, vhost, name, key } = scope;
  const patterns = key === undefined ? [vhost, name] : [vhost, name, key];
  return [permission, ...patterns.map((pattern) => display(pattern))].join(' ');
}

/** Whether the union of others is proved to give all that a scope does. */
function isGiven(scope: Scope, others: readonly Scope[]): boolean {
  if (scope.kind === 'tag') return false;
  const resources = others.filter((other) => other.kind === 'resource');
  const same = resources.filter(({ permission }) => permission === scope.permission);
  return (
    inside(accessBox(scope), resources.map(accessBox)) &&
    inside(resourceBox(scope), same.map(resourceBox)) &&
    topicBoxes(scope).every((box) => inside(box, same.flatMap(topicBoxes)))
  );
}

function inside(box: Box, union: readonly Box[]): boolean {
  return boxOutside(box, union).kind === 'none';
}

function accessBox({ vhost }: ResourceScope): Box {
  return [firstFit(vhost)];
}

function resourceBox({ vhost, name }: ResourceScope): Box {
  return [firstFit(vhost), nonEmpty(firstFit(name))];
}

function topicBoxes(scope: ResourceScope): readonly Box[] {
  return scope.key === undefined ? [] : [[...resourceBox(scope), firstFit(scope.key)]];
}
