import type { Permission } from '../rabbitmq/scope.js';
import type { Clause, ResourceKind } from '../syntax/tree.js';

/** The clauses of phrases. */
export type ClauseType = Clause['type'];

/** A permission that an operation needs, on the thing named or on the exchange of its clause. */
export interface Need {
  readonly permission: Permission;
  readonly on: 'name' | 'other';
  /**
   * When routing keys matter: `always` for operations whose keys the broker checks on a topic
   * exchange, `if-given` for a raw permission, which says nothing about keys unless it names some.
   */
  readonly keys?: 'always' | 'if-given';
}

/** What a verb can be about, which clauses it takes, and what it stands for. */
export interface Verb {
  /** The clauses that it takes, by the kind that it is about; other kinds it cannot be about. */
  readonly kinds: Readonly<Partial<Record<ResourceKind, readonly ClauseType[]>>>;
  /** A clause without which the phrase says nothing. */
  readonly requires?: ClauseType;
  readonly needs: readonly Need[];
  /** What it needs besides where it names a dead-letter or alternate exchange. */
  readonly needsForOther?: readonly Need[];
}

const configure: Need = { permission: 'configure', on: 'name' };
const consume: Verb = {
  kinds: { queue: [], stream: [] },
  needs: [{ permission: 'read', on: 'name' }],
};

function raw(permission: 'write' | 'read'): Verb {
  return {
    kinds: { queue: [], stream: [], exchange: ['key'], resource: ['key'] },
    needs: [{ permission, on: 'name', keys: 'if-given' }],
  };
}

function binding(target: 'to' | 'from'): Verb {
  return {
    kinds: { queue: [target, 'key'], stream: [target, 'key'], exchange: [target, 'key'] },
    requires: target,
    needs: [
      { permission: 'write', on: 'name' },
      { permission: 'read', on: 'other', keys: 'always' },
    ],
  };
}

/**
 * The verbs of phrases and the permissions that the broker demands for them. Source: RabbitMQ's
 * access control guide, and rabbit_channel.erl at v4.3.5.
 */
export const verbs: Readonly<Record<string, Verb>> = {
  configure: { kinds: { queue: [], stream: [], exchange: [], resource: [] }, needs: [configure] },
  write: raw('write'),
  read: raw('read'),
  publish: {
    kinds: { exchange: ['key'], stream: [] },
    needs: [{ permission: 'write', on: 'name', keys: 'always' }],
  },
  consume,
  purge: consume,
  declare: {
    kinds: { queue: ['dead-letter'], stream: [], exchange: ['alternate'] },
    needs: [configure],
    needsForOther: [
      { permission: 'read', on: 'name' },
      { permission: 'write', on: 'other' },
    ],
  },
  delete: { kinds: { queue: [], stream: [], exchange: [] }, needs: [configure] },
  bind: binding('to'),
  unbind: binding('from'),
};
