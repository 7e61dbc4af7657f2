import type { Extras } from '../diagnostics/reporter.js';
import type { RightsPolicy } from '../policy/policy.js';
import type { Named, Right } from '../policy/phrases/rights.js';
import { thingsOf } from '../policy/phrases/things.js';
import { viaProfiles } from './grants.js';

/** A name or routing key as a policy writes it, in a declaration or a phrase. */
export interface WrittenName extends Named {
  /** What it names, in words. */
  readonly what: string;
  /** Whether something can have it, as far as is declared; what cannot be is an error already. */
  readonly isPossible: () => boolean;
  /** What a diagnostic at the place says besides. */
  readonly extras: Extras;
}

/** The names and keys of the phrases that grant or claim something, in the order of the files. */
export function* namesInPhrases(policy: RightsPolicy): Iterable<WrittenName> {
  for (const { right } of policy.grants) yield* namesIn(right, policy);
  for (const { rights } of policy.claims) for (const right of rights) yield* namesIn(right, policy);
}

function* namesIn(right: Right, { vhosts }: RightsPolicy): Iterable<WrittenName> {
  if (right.type !== 'operation') return;
  const extras = viaProfiles(right);
  for (const { named, kind, on } of thingsOf(right)) {
    if (on === 'partitions') continue;
    const isPossible = (): boolean => {
      const resources = vhosts.of(right.vhost);
      return !resources.isClosed(kind) || resources.meeting(named.pattern, kind, 'glob').length > 0;
    };
    yield { ...named, what: kind, isPossible, extras };
  }
  if (right.key !== undefined)
    yield { ...right.key, what: 'routing key', isPossible: () => true, extras };
}

/** The names of vhosts, exchanges and queues where they are declared; a topology file's stand nowhere. */
export function* namesInDeclarations({ vhosts }: RightsPolicy): Iterable<WrittenName> {
  for (const { pattern, place, resources } of vhosts.declared) {
    if (place !== undefined)
      yield { pattern, place, what: 'vhost', isPossible: () => true, extras: {} };
    for (const { kind: what, ...resource } of resources)
      if (resource.place !== undefined) {
        const named = { pattern: resource.pattern, place: resource.place };
        yield { ...named, what, isPossible: () => true, extras: {} };
      }
  }
}
