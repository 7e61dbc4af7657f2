import type { Given } from '../../access/given.js';
import type { Context } from '../../access/context.js';
import { checksOf } from '../../access/checks.js';
import { answersTo } from '../../access/fixed-answers.js';
import type { Bytes } from '../../pattern/bytes.js';
import { Pattern } from '../../pattern/pattern.js';
import { findName } from '../../pattern/witness.js';
import type { Operation } from '../../policy/phrases/rights.js';
import { certain } from '../../prove/claims/certain.js';
import { possible } from '../../prove/possible/possible.js';
import { DEFAULT_EXCHANGE } from '../../rabbitmq/built-in.js';
import type { Permission } from '../../rabbitmq/scope.js';
import { isBuiltIn, type Probe } from './probe.js';

/** Why something that a policy says is not probed. */
export type Unprobed =
  /** It is about the API of Amazon MQ, or about tags that the management API does not show. */
  | 'not-over-amqp'
  /** A key is looked at by binding, and the role may write to nothing that could be bound. */
  | 'key-of-read'
  /** The broker answers so to everybody, whatever they hold. */
  | 'fixed'
  /** It depends on the type of an exchange that no line declares, or on the broker's patch level. */
  | 'depends'
  /** A routing key is looked at where the exchange is, and it is not there. */
  | 'no-exchange'
  /** The vhost is not there, or no name of the pattern is known. */
  | 'no-vhost'
  /** No name can be made up that stands for it. */
  | 'no-name'
  /** There were too many. */
  | 'too-many';

/** A probe, with another one that does as well where the broker asks for either permission. */
export type EitherProbe = Probe & { readonly or?: Probe };

/** An operation on concrete names, and what the proofs say of it. */
export interface Trial {
  readonly operation: Operation;
  readonly expected: 'permitted' | 'refused';
  /** It is permitted where all of these are. */
  readonly probes: readonly EitherProbe[];
  /** Whether the scopes permit it but for the routing key. */
  readonly butForKey: boolean;
}

/** An operation with names in the place of its patterns. */
export function atNames(
  operation: Operation,
  names: {
    readonly vhost: Bytes;
    readonly name: Bytes;
    readonly other?: Bytes;
    readonly key?: Bytes;
  },
): Operation {
  const literal = (bytes: Bytes): Pattern => Pattern.fromBytes([bytes]);
  const { name, other, key } = operation;
  return {
    ...operation,
    vhost: literal(names.vhost),
    name: { ...name, pattern: literal(names.name) },
    other: other && names.other && { ...other, pattern: literal(names.other) },
    key:
      names.key === undefined
        ? undefined
        : { place: key?.place ?? name.place, pattern: literal(names.key) },
  };
}

/**
 * How an operation on concrete names is tried, or why it is not.
 *
 * @param namesFor names that stand for a pattern, such as the partitions of a super stream
 */
export function trialOf(
  operation: Operation,
  namesFor: (pattern: Pattern) => readonly Bytes[],
  given: Given,
  context: Context,
): Trial | Unprobed {
  if (['refused', 'unchecked'].some((answer) => isFixed(operation, answer))) return 'fixed';
  const probes = probesOf(operation, namesFor, given);
  if (typeof probes === 'string') return probes;
  const expected = expectation(operation, given, context);
  if (expected === undefined) return 'depends';
  return { operation, expected, probes, butForKey: isHeldButForKey(operation, given) };
}

function isFixed(operation: Operation, answer: string): boolean {
  return (
    (answer === 'refused' || answer === 'unchecked') && answersTo(operation, answer).length > 0
  );
}

function expectation(
  operation: Operation,
  given: Given,
  context: Context,
): Trial['expected'] | undefined {
  if (certain(operation, given, context).kind === 'yes') return 'permitted';
  return possible(operation, given, context).kind === 'no' ? 'refused' : undefined;
}

/** Whether every permission is held that the operation asks for, whatever the key. */
function isHeldButForKey(operation: Operation, given: Given): boolean {
  const vhost = operation.vhost.first;
  if (operation.kind === 'super-stream') return false;
  return checksOf(operation).every(({ permission, kind, name }) =>
    given.holding(permission, kind).some((reach) => reach.gives(vhost, name.first)),
  );
}

/** A key that is tried where a phrase means every key. */
const SOME_KEY = Pattern.literal('warren.probe').first;

function probesOf(
  operation: Operation,
  namesFor: (pattern: Pattern) => readonly Bytes[],
  given: Given,
): readonly EitherProbe[] | Unprobed {
  const { word, kind, name, other, key } = operation;
  if ((word === 'bind' || word === 'unbind') && other !== undefined)
    return [
      {
        does: 'bind',
        on: kind === 'exchange' ? 'exchange' : 'queue',
        name: name.pattern.first,
        source: other.pattern.first,
        key: key?.pattern.first ?? SOME_KEY,
      },
    ];
  const probes: EitherProbe[] = [];
  for (const check of checksOf(operation)) {
    const keyed = check.key === undefined ? undefined : (key?.pattern.first ?? SOME_KEY);
    // The permissions are the same whatever protocol asks for them, that of streams among them.
    for (const at of check.name.isLiteral ? [check.name.first] : namesFor(check.name)) {
      const probe = probeOf(check.permission, at, keyed, operation.vhost.first, given);
      if (typeof probe === 'string') return probe;
      const or = check.or && probeOf(check.or, at, keyed, operation.vhost.first, given);
      if (typeof or === 'string') return or;
      probes.push(or === undefined ? probe : { ...probe, or });
    }
  }
  return probes;
}

function probeOf(
  permission: Permission,
  name: Bytes,
  key: Bytes | undefined,
  vhost: Bytes,
  given: Given,
): Probe | Unprobed {
  const isOwn = name.binary.startsWith('amq.');
  switch (permission) {
    case 'configure':
      return isOwn && !isBuiltIn(name) ? 'fixed' : { does: 'configure', name };
    case 'read': {
      if (key === undefined) return { does: 'read', name };
      // Nothing is bound to the default exchange, whatever a role may do.
      if (name.binary === DEFAULT_EXCHANGE.first.binary) return 'fixed';
      const into = writable(vhost, given);
      if (into === undefined) return 'key-of-read';
      return { does: 'bind', on: 'queue', name: into, source: name, key };
    }
    case 'write':
      return { does: 'write', name, key };
  }
}

/** A name that a role may write to, so that a binding of it is decided by what it is bound to. */
function writable(vhost: Bytes, given: Given): Bytes | undefined {
  for (const { vhosts, names } of given.holding('write', 'queue')) {
    const found = vhosts.has(vhost) ? findName({ all: [names], none: [] }) : undefined;
    if (found?.kind === 'witness' && !found.witness.binary.startsWith('amq.')) return found.witness;
  }
  return undefined;
}
