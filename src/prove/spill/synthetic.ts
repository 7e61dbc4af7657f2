import { Pattern } from '../../pattern/pattern.js';
import type { Operation } from '../../policy/phrases/rights.js';
import { verbs } from '../../policy/phrases/verbs.js';
import type { ResourceKind } from '../../syntax/tree.js';

/** What an operation that nobody wrote is about. */
export interface Subject {
  readonly kind: ResourceKind;
  readonly name: Pattern;
  /** The exchange that it is bound to. */
  readonly to?: Pattern;
}

/**
 * An operation that nobody wrote, to ask whether it is permitted in the vhosts of another, and at
 * whose place it would be reported.
 *
 * @throws RangeError for a word that is no verb
 */
export function synthetic(word: string, { kind, name, to }: Subject, like: Operation): Operation {
  const verb = verbs[word];
  if (verb === undefined) throw new RangeError(`\`${word}\` is no verb`);
  const { place, calls, vhost, engine } = like;
  return {
    type: 'operation',
    word,
    verb,
    kind,
    vhost,
    engine,
    name: { pattern: name, place },
    key: undefined,
    other: to && { pattern: to, place, clause: 'to' },
    place,
    calls,
  };
}
