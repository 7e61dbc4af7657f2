import { firstFit, glob, type NameSet } from '../../pattern/name-set.js';
import { MeetIndex } from '../../pattern/meet-index.js';
import { Pattern } from '../../pattern/pattern.js';
import type { Role } from '../../policy/names/roles.js';
import { TAGS, type TagName } from '../../rabbitmq/tags.js';
import type { BrokerPolicy } from '../../policy/policy.js';
import { meet } from '../../policy/resources/resources.js';
import { contextOf, type Context } from '../../access/context.js';
import { heldBy, type Granted } from '../../access/granted.js';
import { wayRound } from '../claims/walks-round.js';
import { bindings } from './bindings.js';
import { Effects } from './effects.js';
import { permitsOf } from './ends.js';
import { isOperation, ROUNDS, type FoundSpill, type OwnSource, type Spilled } from './found.js';
import { otherKinds } from './other-kind.js';

/**
 * What a broker permits a role on declared things, no phrase asks for, and brings about what the role
 * cannot bring about by what its phrases ask; the most telling first. Some of it counts only where
 * another role reads a queue or may put messages into an exchange. What is too complex to look at is left
 * out, and said to be.
 */
export function spillOfRole(
  granted: Granted,
  context: Context,
  held = heldBy(granted.grants, context),
): Spilled {
  const permits = permitsOf(granted.grants.filter(isOperation), held);
  let known: Effects | undefined;
  const effects = (): Effects => (known ??= Effects.of(permits, context));
  const ofOtherKinds = otherKinds(granted, permits, effects, context);
  const ofBindings = bindings(permits, effects, granted.given, context);
  // Who may walk round every scope brings that about by what it asks.
  const found = [...ofOtherKinds.found, ...ofBindings.found].filter(
    ({ operation }) => wayRound(operation, granted.given) === undefined,
  );
  const isWhole = ofOtherKinds.isWhole && ofBindings.isWhole;
  return { found: ranked(found), isWhole };
}

/** The most telling first. */
function ranked(found: readonly FoundSpill[]): readonly FoundSpill[] {
  return found.length < 2 ? found : found.toSorted((a, b) => rankOf(a) - rankOf(b));
}

/** What is declared tells more than what every vhost has. */
function rankOf({ round, arrival }: FoundSpill): number {
  const isBuiltIn = arrival?.destination.binary.startsWith('amq.') === true;
  return ROUNDS.indexOf(round) * 2 + (isBuiltIn ? 1 : 0);
}

/**
 * Of what was found the part that counts: messages in a queue that a role alone reads are its own, and so
 * are those of an exchange that all come of what it reads or publishes.
 *
 * @param granted what every role of the broker is granted; looked at only where it matters
 */
export function countingWith(
  granted: () => Iterable<Granted>,
): (found: readonly FoundSpill[]) => readonly FoundSpill[] {
  let readers: MeetIndex<Holder> | undefined;
  let writers: MeetIndex<Holder> | undefined;
  const isRead = ({ unlessRead, grant, operation }: FoundSpill): boolean => {
    if (unlessRead === undefined) return true;
    readers ??= holdersOf('read', granted());
    return isHeld(readers, grant.role, firstFit(operation.vhost), glob(unlessRead.pattern));
  };
  const isWritten = ({ vhosts, names }: OwnSource, role: Role): boolean => {
    writers ??= holdersOf('write', granted());
    return isHeld(writers, role, vhosts, names);
  };
  const counting = (spill: FoundSpill): readonly FoundSpill[] => {
    const { unlessWritten, grant } = spill;
    if (unlessWritten !== undefined && !isWritten(unlessWritten, grant.role))
      return unlessWritten.left === undefined ? [] : counting(unlessWritten.left);
    return isRead(spill) ? [spill] : [];
  };
  return (found) => {
    const isCertain = found.every((one) => !one.unlessRead && !one.unlessWritten);
    return isCertain ? found : ranked(found.flatMap(counting));
  };
}

/** A right by which a role may do something to a queue or an exchange. */
interface Holder {
  readonly role: Role;
  readonly vhost: Pattern;
  readonly name: Pattern;
}

function isHeld(holders: MeetIndex<Holder>, but: Role, vhosts: NameSet, names: NameSet): boolean {
  return holders
    .near(names.pattern)
    .some(
      ({ role, vhost, name }) =>
        role !== but && meet(firstFit(vhost), vhosts) && meet(firstFit(name), names),
    );
}

/** The tags by which messages are put anywhere, whatever the scopes say: by policies, shovels and the like. */
const WRITING_TAGS: ReadonlySet<TagName> = new Set(
  TAGS.filter(({ walksRound }) => walksRound !== 'nowhere').map(({ name }) => name),
);

function holdersOf(permission: 'read' | 'write', granted: Iterable<Granted>): MeetIndex<Holder> {
  const holders = new MeetIndex<Holder>();
  for (const { scopes } of granted)
    for (const { scope, grants } of scopes) {
      const [first] = grants;
      if (first === undefined) continue;
      const { role } = first;
      if (scope.kind === 'resource') {
        const { vhost, name } = scope;
        if (scope.permission === permission) holders.add(name, { role, vhost, name });
      } else if (permission === 'write' && WRITING_TAGS.has(scope.tag))
        holders.add(Pattern.any, { role, vhost: Pattern.any, name: Pattern.any });
    }
  return holders;
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
