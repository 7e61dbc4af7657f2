import { firstFit, glob } from '../../pattern/name-set.js';
import { MeetIndex } from '../../pattern/meet-index.js';
import type { Pattern } from '../../pattern/pattern.js';
import type { Role } from '../../policy/names/roles.js';
import type { BrokerPolicy } from '../../policy/policy.js';
import { meet } from '../../policy/resources/resources.js';
import { contextOf, type Context } from '../../access/context.js';
import { heldBy, type Granted } from '../../access/granted.js';
import { bindings } from './bindings.js';
import { Effects } from './effects.js';
import { permitsOf } from './ends.js';
import { isOperation, ROUNDS, type FoundSpill, type Spilled } from './found.js';
import { otherKinds } from './other-kind.js';

/**
 * What a broker permits a role on declared things, no phrase asks for, and brings about what the role
 * cannot bring about by what its phrases ask; the most telling first. Some of it counts only where
 * another role reads a queue. What is too complex to look at is left out, and said to be.
 */
export function spillOfRole(
  granted: Granted,
  context: Context,
  held = heldBy(granted.grants, context),
): Spilled {
  const permits = permitsOf(granted.grants.filter(isOperation), held);
  let known: Effects | undefined;
  const effects = (): Effects => (known ??= new Effects(permits, context));
  const ofOtherKinds = otherKinds(granted, permits, effects, context);
  const ofBindings = bindings(permits, effects, granted.given, context);
  const found = [...ofOtherKinds.found, ...ofBindings.found];
  const isWhole = ofOtherKinds.isWhole && ofBindings.isWhole;
  if (found.length < 2) return { found, isWhole };
  return { found: found.toSorted((a, b) => rankOf(a) - rankOf(b)), isWhole };
}

/** What is declared tells more than what every vhost has. */
function rankOf({ round, arrival }: FoundSpill): number {
  const isBuiltIn = arrival?.destination.binary.startsWith('amq.') === true;
  return ROUNDS.indexOf(round) * 2 + (isBuiltIn ? 1 : 0);
}

/**
 * Of what was found the part that counts: messages in a queue that a role alone reads are its own.
 *
 * @param granted what every role of the broker is granted; looked at only where it matters
 */
export function countingWith(
  granted: () => Iterable<Granted>,
): (found: readonly FoundSpill[]) => readonly FoundSpill[] {
  let known: MeetIndex<Reader> | undefined;
  const isRead = ({ unlessRead, grant, operation }: FoundSpill): boolean => {
    if (unlessRead === undefined) return true;
    known ??= readersOf(granted());
    const names = glob(unlessRead.pattern);
    return known
      .near(unlessRead.pattern)
      .some(
        ({ role, vhost, name }) =>
          role !== grant.role &&
          firstFit(vhost).has(operation.vhost.first) &&
          meet(firstFit(name), names),
      );
  };
  return (found) => (found.every(isRead) ? found : found.filter(isRead));
}

/** A right to read by which a role may read a queue. */
interface Reader {
  readonly role: Role;
  readonly vhost: Pattern;
  readonly name: Pattern;
}

function readersOf(granted: Iterable<Granted>): MeetIndex<Reader> {
  const readers = new MeetIndex<Reader>();
  for (const { scopes } of granted)
    for (const { scope, grants } of scopes) {
      const [first] = grants;
      if (scope.kind !== 'resource' || scope.permission !== 'read' || first === undefined) continue;
      const { vhost, name } = scope;
      readers.add(name, { role: first.role, vhost, name });
    }
  return readers;
}

/** What spills from the grants of every role of a broker, role by role. */
export function spillOf(
  policy: BrokerPolicy,
  granted: ReadonlyMap<Role, Granted>,
): ReadonlyMap<Role, readonly FoundSpill[]> {
  const context = contextOf(policy);
  const counting = countingWith(() => granted.values());
  return new Map(
    Array.from(
      granted,
      ([role, one]) => [role, counting(spillOfRole(one, context).found)] as const,
    ),
  );
}
