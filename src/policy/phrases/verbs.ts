import type { WordUsedAs } from '../../syntax/language.js';
import type { Clause, ResourceKind } from '../../syntax/tree.js';

/** The clauses of phrases. */
export type ClauseType = Clause['type'];

/** What a verb can be about, and which clauses it takes. What it needs is the matter of `access`. */
export interface Verb {
  /** The clauses that it takes, by the kind that it is about; other kinds it cannot be about. */
  readonly kinds: Readonly<Partial<Record<ResourceKind, readonly ClauseType[]>>>;
  /** A clause without which the phrase says nothing. */
  readonly requires?: ClauseType;
}

const raw: Verb = { kinds: { queue: [], stream: [], exchange: ['key'], resource: ['key'] } };

function binding(target: 'to' | 'from'): Verb {
  return {
    kinds: { queue: [target, 'key'], stream: [target, 'key'], exchange: [target, 'key'] },
    requires: target,
  };
}

/** The verbs of phrases. */
export const verbs: Readonly<Record<string, Verb>> = {
  configure: { kinds: { queue: [], stream: [], exchange: [], resource: [] } },
  write: raw,
  read: raw,
  publish: { kinds: { exchange: ['key'], stream: [], 'super-stream': [] } },
  consume: { kinds: { queue: [], stream: [], 'super-stream': [] } },
  purge: { kinds: { queue: [], stream: [] } },
  declare: {
    kinds: { queue: ['dead-letter'], stream: [], 'super-stream': [], exchange: ['alternate'] },
  },
  delete: { kinds: { queue: [], stream: [], 'super-stream': [], exchange: [] } },
  bind: binding('to'),
  unbind: binding('from'),
} satisfies Record<WordUsedAs<'verb'>, Verb>;
