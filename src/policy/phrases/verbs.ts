import type { Permission } from '../../rabbitmq/scope.js';
import type { WordUsedAs } from '../../syntax/language.js';
import type { Clause, ResourceKind } from '../../syntax/tree.js';

/** The clauses of phrases. */
export type ClauseType = Clause['type'];

/**
 * What a permission is needed on: the thing named, the exchange of the clause, or the partitions of the
 * super stream named, whose exchange has its name.
 */
export type NeedOn = 'name' | 'other' | 'partitions';

/** A permission that an operation needs. */
export interface Need {
  readonly permission: Permission;
  readonly on: NeedOn;
  /**
   * A permission that does as well: for every client, as the broker asks for one or the other, or
   * for some, as they do without the command that asks for this one alone.
   */
  readonly or?: { readonly permission: Permission; readonly for: 'every-client' | 'some-clients' };
  /** The fact that tells which releases ask for it; without one all do. */
  readonly asked?: 'superStreamExchangeChecked';
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
  /** What it needs instead where it is about a super stream. */
  readonly needsOnSuperStream?: readonly Need[];
  /** What it needs besides where it names a dead-letter or alternate exchange. */
  readonly needsForOther?: readonly Need[];
}

const configure: Need = { permission: 'configure', on: 'name' };
const read: Need = { permission: 'read', on: 'name' };

/**
 * A super stream is an exchange with a stream for each partition bound to it, and is made and deleted
 * as a whole. Source: rabbit_stream_utils:check_super_stream_management_permitted/4 at the tags v3.13.0
 * to v4.3.5; tried on 4.0.5 and 4.3.6.
 */
const managed: readonly Need[] = [
  configure,
  { permission: 'configure', on: 'partitions' },
  read,
  { permission: 'write', on: 'partitions' },
];

/**
 * Its clients first ask for its partitions, the command `partitions`, for which the broker wants read
 * or write on the exchange and on each of them. A producer that routes by binding keys asks by the
 * command `route` instead, which wants write; one that routes by a hash does not. Source:
 * rabbit_stream_reader.erl at v4.2.9 and v4.3.3 to v4.3.5; tried on 4.0.5 and 4.3.6.
 */
const asked = 'superStreamExchangeChecked';

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
 * access control guide, rabbit_channel.erl at v4.3.5, and for streams rabbit_stream_reader.erl.
 */
export const verbs: Readonly<Record<string, Verb>> = {
  configure: { kinds: { queue: [], stream: [], exchange: [], resource: [] }, needs: [configure] },
  write: raw('write'),
  read: raw('read'),
  publish: {
    kinds: { exchange: ['key'], stream: [], 'super-stream': [] },
    needs: [{ permission: 'write', on: 'name', keys: 'always' }],
    needsOnSuperStream: [
      {
        permission: 'write',
        on: 'name',
        or: { permission: 'read', for: 'some-clients' },
        asked,
      },
      { permission: 'write', on: 'partitions' },
    ],
  },
  consume: {
    kinds: { queue: [], stream: [], 'super-stream': [] },
    needs: [read],
    needsOnSuperStream: [
      { ...read, or: { permission: 'write', for: 'every-client' }, asked },
      { permission: 'read', on: 'partitions' },
    ],
  },
  purge: { kinds: { queue: [], stream: [] }, needs: [read] },
  declare: {
    kinds: { queue: ['dead-letter'], stream: [], 'super-stream': [], exchange: ['alternate'] },
    needs: [configure],
    needsOnSuperStream: managed,
    needsForOther: [
      { permission: 'read', on: 'name' },
      { permission: 'write', on: 'other' },
    ],
  },
  delete: {
    kinds: { queue: [], stream: [], 'super-stream': [], exchange: [] },
    needs: [configure],
    needsOnSuperStream: managed,
  },
  bind: binding('to'),
  unbind: binding('from'),
} satisfies Record<WordUsedAs<'verb'>, Verb>;
