import type { Given } from '../../access/given.js';
import type { Context } from '../../access/context.js';
import { checksOf } from '../../access/checks.js';
import { answersTo } from '../../access/fixed-answers.js';
import type { Bytes } from '../../pattern/bytes.js';
import { Pattern } from '../../pattern/pattern.js';
import type { Operation } from '../../policy/phrases/rights.js';
import { certain } from '../../prove/claims/certain.js';
import { possible } from '../../prove/possible/possible.js';
import type { Permission } from '../../rabbitmq/scope.js';
import type { Probe } from './probe.js';

/** Why something that a policy says is not probed. */
export type Unprobed =
  /** It is about the API of Amazon MQ, or about tags that the management API does not show. */
  | 'not-over-amqp'
  /** It is done over the stream protocol, by several commands. */
  | 'super-stream'
  /** A key is read by binding alone, and the phrase names nothing to bind. */
  | 'key-of-read'
  /** The broker answers so to everybody, whatever they hold. */
  | 'fixed'
  /** It depends on the type of an exchange that no line declares. */
  | 'depends'
  /** A routing key is looked at where the exchange is, and it is not there. */
  | 'no-exchange'
  /** The vhost is not there, or no name of the pattern is known. */
  | 'no-vhost'
  /** No name can be made up that stands for it. */
  | 'no-name'
  /** There were too many. */
  | 'too-many';

/** An operation on concrete names, and what the proofs say of it. */
export interface Trial {
  readonly operation: Operation;
  readonly expected: 'permitted' | 'refused';
  /** It is permitted where all of these are. */
  readonly probes: readonly Probe[];
  /** Whether the scopes permit it but for the routing key. */
  readonly butForKey: boolean;
}

/** An operation with names in the place of its patterns. */
export function atNames(
  operation: Operation,
  names: { readonly vhost: Bytes; readonly name: Bytes; readonly other?: Bytes; readonly key?: Bytes },
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

/** How an operation on concrete names is tried, or why it is not. */
export function trialOf(
  operation: Operation,
  given: Given,
  context: Context,
): Trial | Unprobed {
  if (operation.kind === 'super-stream') return 'super-stream';
  if (['refused', 'unchecked'].some((answer) => isFixed(operation, answer))) return 'fixed';
  const probes = probesOf(operation);
  if (probes === undefined) return 'key-of-read';
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
  return checksOf(operation).every(({ permission, kind, name }) =>
    given.holding(permission, kind).some((reach) => reach.gives(vhost, name.first)),
  );
}

/** A key that is tried where a phrase means every key. */
const SOME_KEY = Pattern.literal('warren.probe').first;

function probesOf(operation: Operation): readonly Probe[] | undefined {
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
  const checks = checksOf(operation);
  if (checks.some(({ permission, key: keys }) => permission === 'read' && keys !== undefined))
    return undefined;
  return checks.map((check) => {
    const on = check.kind === 'exchange' ? 'exchange' : 'queue';
    const keyed = check.key === undefined ? undefined : (key?.pattern.first ?? SOME_KEY);
    return probeOf(check.permission, check.name.first, on, keyed);
  });
}

function probeOf(
  permission: Permission,
  name: Bytes,
  on: 'queue' | 'exchange',
  key: Bytes | undefined,
): Probe {
  switch (permission) {
    case 'configure':
      return { does: 'configure', on, name };
    case 'read':
      return { does: 'read', name };
    case 'write':
      return { does: 'write', name, key };
  }
}
