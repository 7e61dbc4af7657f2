import { Bytes } from '#warren/pattern/bytes.js';
import { firstFit, nonEmpty } from '#warren/pattern/name-set.js';
import type { Pattern } from '#warren/pattern/pattern.js';
import { findName } from '#warren/pattern/witness.js';
import type { Connection, Operation } from '#warren/policy/phrases/rights.js';
import type { ClaimFailure } from '#warren/prove/claims/claims.js';
import type { Permission } from '#warren/rabbitmq/scope.js';

/** A concrete operation that decides about a claim. */
export interface Witness {
  readonly arn: string;
  readonly right: Operation | Connection;
  readonly vhost: string;
  readonly name: string;
  /** The exchange of the phrase's clause; empty without one. */
  readonly other: string;
  readonly key: string;
  /** What the broker must answer: it is allowed, or this permission is refused. */
  readonly answer: 'allowed' | 'no-access' | Permission;
}

/**
 * Why there is nothing that a client could try: the role walks round its scopes, or has a tag or a
 * right on the Amazon MQ API, the proof gave up, or a name is no text or too long.
 */
export type Untried = 'walks round' | 'tags and API' | 'too complex' | 'no text';

/** The witness that a failure shows. Names that it leaves open are any that the phrase means. */
export function witnessOf({ role, right, ...failure }: ClaimFailure): Witness | Untried {
  if (right.type === 'tag' || right.type === 'api') return 'tags and API';
  if (failure.claim === 'never') {
    const { violation } = failure;
    if (violation.kind === 'round') return 'walks round';
    if (violation.kind !== 'permitted') return 'too complex';
    return witness(role.arn.text, right, violation.permitted.example, 'allowed');
  }
  const { certainty } = failure;
  if (certainty.kind !== 'no' || certainty.refusal === undefined) return 'too complex';
  const { check, vhost, name, key } = certainty.refusal;
  if (check === undefined) return witness(role.arn.text, right, { vhost }, 'no-access');
  return witness(role.arn.text, right, { vhost, [check.on]: name, key }, check.permission);
}

interface Found {
  readonly vhost?: Bytes | undefined;
  readonly name?: Bytes | undefined;
  readonly other?: Bytes | undefined;
  readonly key?: Bytes | undefined;
}

function witness(
  arn: string,
  right: Operation | Connection,
  found: Found,
  answer: Witness['answer'],
): Witness | Untried {
  const operation = right.type === 'operation' ? right : undefined;
  const vhost = textOf(found.vhost ?? anyOf(right.vhost));
  const name = textOf(found.name ?? anyOf(operation?.name.pattern));
  const other = textOf(found.other ?? anyOf(operation?.other?.pattern));
  const key = textOf(found.key ?? anyOf(operation?.key?.pattern));
  if (vhost === undefined || name === undefined || other === undefined || key === undefined)
    return 'no text';
  return { arn, right, vhost, name, other, key, answer };
}

/** The text of a name; none if it is so long that the broker's refusal could not name all. */
function textOf(name: Bytes): string | undefined {
  return name.length > 80 ? undefined : name.text;
}

/** Some name that the broker takes a pattern for; the empty one for no pattern. */
function anyOf(pattern: Pattern | undefined): Bytes {
  if (pattern === undefined) return Bytes.empty;
  const found = findName({ all: [nonEmpty(firstFit(pattern))], none: [] });
  return found.kind === 'witness' ? found.witness : Bytes.empty;
}
