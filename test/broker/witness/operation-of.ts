import assert from 'node:assert/strict';
import * as operations from '../operations.js';
import type { Operation } from '../operations.js';
import type { Witness } from './witness.js';

/** What a client does to try a witness; undefined where AMQP reserves the name for the server. */
export function operationOf(witness: Witness): Operation | undefined {
  const { right, name, other, key, answer } = witness;
  if (right.type === 'connect' || answer === 'no-access') return operations.open;
  const { word } = right;
  const kind = right.kind === 'exchange' ? 'exchange' : 'queue';
  const reserved = name.startsWith('amq.');
  switch (word) {
    case 'configure':
    case 'delete':
      if (kind === 'queue') return operations.deleteQueue(name);
      return reserved ? undefined : operations.deleteExchange(name);
    case 'declare': {
      if (reserved) return undefined;
      const clause = right.other?.clause;
      if (kind === 'queue')
        return operations.declareQueue(name, {
          exclusive: true, // it goes with the connection
          ...(clause === undefined ? {} : { deadLetterExchange: other }),
        });
      const options = clause === undefined ? {} : { alternateExchange: other };
      return operations.declareExchange(name, 'direct', options);
    }
    case 'consume':
      return operations.consume(name);
    case 'purge':
      return operations.purge(name);
    case 'read':
      return operations.get(name);
    // The permission on a queue is the one on an exchange of its name, which is easier to try.
    case 'write':
    case 'publish':
      return operations.publish(name === 'amq.default' ? '' : name, key);
    case 'bind':
    case 'unbind':
      if (name === 'amq.default' || other === 'amq.default') return undefined;
      return operations[word](kind, name, other, key);
    default:
      return assert.fail(word);
  }
}
