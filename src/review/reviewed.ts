import { compareBytes } from '../source/naming.js';
import { patternText } from '../policy/phrases/phrase-text.js';
import { thingsOf } from '../policy/phrases/things.js';
import type { BrokerPolicy } from '../policy/policy.js';
import { namedKind, type Resource } from '../policy/resources/resources.js';
import type { Pattern } from '../pattern/pattern.js';
import { REPLY_TO } from '../rabbitmq/built-in.js';
import type { ReviewResource } from './document.js';

/** A resource that a review is about: declared, there in every vhost, or only named by lines. */
export interface Reviewed {
  readonly vhost: Pattern;
  readonly kind: ReviewResource['kind'];
  readonly pattern: Pattern;
  /** Undefined for what lines name and nothing declares. */
  readonly declared: Resource | undefined;
  readonly origin: ReviewResource['origin'];
}

/** The kinds of resources in the order in which they are shown. */
const KINDS: readonly ReviewResource['kind'][] = ['exchange', 'queue', 'stream', 'resource'];

/**
 * The resources of a broker's vhosts, by vhost, kind and name: what is declared, what every vhost has, and
 * what lines grant something on where nothing declared of the kind can have such a name.
 */
export function reviewedOf({ vhosts, grants }: BrokerPolicy): readonly Reviewed[] {
  const found = new Map<string, Reviewed>();
  const add = (one: Reviewed): void => {
    const key = [one.vhost.key, one.kind, one.pattern.key].join('\u0102');
    if (!found.has(key)) found.set(key, one);
  };
  for (const { pattern: vhost, resources } of vhosts.declared) {
    for (const declared of resources) add(reviewed(declared, vhost, 'declared'));
    for (const declared of vhosts.of(vhost).all)
      if (isBuiltIn(declared) && !resources.includes(declared))
        add(reviewed(declared, vhost, 'built-in'));
  }
  for (const { right } of grants) {
    if (right.type !== 'operation') continue;
    const { vhost } = right;
    for (const { named, kind } of thingsOf(right))
      if (vhosts.of(vhost).meeting(named.pattern, kind).length === 0)
        add({
          vhost,
          kind: namedKind(kind),
          pattern: named.pattern,
          declared: undefined,
          origin: 'undeclared',
        });
  }
  return [...found.values()].sort(inOrderShown);
}

/** The queue of direct replies is none: every client of a vhost may consume it. */
function isBuiltIn({ place, pattern }: Resource): boolean {
  return place === undefined && pattern.key !== REPLY_TO.key;
}

function reviewed(declared: Resource, vhost: Pattern, origin: Reviewed['origin']): Reviewed {
  const { kind, pattern } = declared;
  return { vhost, kind, pattern, declared, origin };
}

/** What is built in stands behind what a policy names. */
function inOrderShown(a: Reviewed, b: Reviewed): number {
  return (
    compareBytes(patternText(a.vhost), patternText(b.vhost)) ||
    Number(a.origin === 'built-in') - Number(b.origin === 'built-in') ||
    KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
    compareBytes(patternText(a.pattern), patternText(b.pattern))
  );
}
