import { boxOutside, type Box } from '../pattern/boxes.js';
import type { Bytes } from '../pattern/bytes.js';
import { nonEmpty } from '../pattern/name-set.js';
import type { FixedAnswer } from '../rabbitmq/fixed-answers.js';
import type { Check } from '../access/checks.js';
import { holders, type Boxed } from '../access/covering.js';
import type { Reach } from '../access/reach.js';
import type { SourcedScope } from '../access/sourced-scope.js';

/** A point that a check refuses: a vhost, the name there, and the key if the key is refused. */
export interface Refusal {
  /** Undefined where it is the access to the vhost. */
  readonly check: Check | undefined;
  readonly vhost: Bytes;
  readonly name: Bytes | undefined;
  readonly key: Bytes | undefined;
}

/** What comes of one check: the scopes that cover all of it, or an example that none covers. */
export type Outcome =
  | { readonly kind: 'covered'; readonly by: readonly SourcedScope[] }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** The broker refuses it to everybody. */
  | { readonly kind: 'barred'; readonly by: FixedAnswer }
  | { readonly kind: 'too-complex' };

/** What lets a check pass: a reach, or undefined where it needs none. */
export type Passing = Reach | undefined;

function coveredByItems(items: readonly Passing[]): Outcome {
  return { kind: 'covered', by: items.flatMap((item) => item?.from ?? []) };
}

/** Whether a box is inside what some reaches give, or where nothing is needed. */
export function decide(
  check: Check | undefined,
  box: Box,
  others: Iterable<Boxed<Passing>>,
): Outcome {
  if (box.every(({ pattern }) => pattern.isLiteral)) return decidePoint(check, box, others);
  const found = holders(box, others);
  if (found.kind === 'alone') return coveredByItems([found.item]);
  const near = found.near.map((other) => other.box);
  const answer = boxOutside(box, near);
  if (answer.kind === 'too-complex') return answer;
  if (answer.kind === 'none') return coveredByItems(found.near.map(({ item }) => item));
  if (answer.witness[0]?.length !== 0) return refused(check, answer.witness);
  // A vhost can have the empty name, but hardly ever has it.
  const named = boxOutside(
    box.map((set, at) => (at === 0 ? nonEmpty(set) : set)),
    near,
  );
  return refused(check, named.kind === 'witness' ? named.witness : answer.witness);
}

/** Concrete names ask the matcher alone, which is why a batch of them is fast. */
function decidePoint(
  check: Check | undefined,
  box: Box,
  others: Iterable<Boxed<Passing>>,
): Outcome {
  const point = box.map(({ pattern }) => pattern.first);
  for (const other of others)
    if (point.every((name, at) => other.box[at]?.has(name))) return coveredByItems([other.item]);
  return refused(check, point);
}

function refused(check: Check | undefined, [vhost, name, key]: readonly Bytes[]): Outcome {
  if (vhost === undefined) return { kind: 'too-complex' };
  return { kind: 'refused', refusal: { check, vhost, name, key } };
}
