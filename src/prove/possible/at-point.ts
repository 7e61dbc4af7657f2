import { glob, type NameSet } from '../../pattern/name-set.js';
import type { Bytes } from '../../pattern/bytes.js';
import { findName } from '../../pattern/witness.js';
import { answersTo, freedomOf } from '../../access/fixed-answers.js';
import { leastChecksOf, permissionsOf, type Check } from '../../access/checks.js';
import type { Context } from '../../access/context.js';
import type { Given } from '../../access/given.js';
import type { Reach } from '../../access/reach.js';
import type { Connection, Operation } from '../../policy/phrases/rights.js';
import { builtInExchange } from '../../rabbitmq/built-in.js';
import type { Pattern } from '../../pattern/pattern.js';
import { isTopic } from './not-topic.js';
import type { PermittedBy, Possibility } from './permitted.js';

/** With so many patterns of vhosts that declare an exchange it is `notTopic` that says what is left out. */
const FEW_VHOSTS = 8;

/**
 * Answers `possible` for an operation on concrete names in one vhost, without building any region: the
 * matcher alone tells what a scope gives there. Undefined where there is more to it, such as a key that
 * is asked for, a name that the broker treats apart, or a header that may carry other keys.
 */
export function possibleAtPoint(
  right: Operation | Connection,
  given: Given,
  context: Context,
): Possibility | undefined {
  if (right.type === 'connect' || right.key !== undefined || right.kind === 'super-stream')
    return undefined;
  const { vhost, name, other } = right;
  const patterns = [vhost, name.pattern, ...(other === undefined ? [] : [other.pattern])];
  if (!patterns.every(({ isLiteral, first }) => isLiteral && first.length > 0)) return undefined;
  if (answersTo(right, 'refused').length > 0 || freedomOf(right) !== undefined) return undefined;

  const by: PermittedBy[] = [];
  let keyed: NameSet | undefined;
  for (const check of leastChecksOf(right)) {
    const passed = passAt(check, vhost, given, context);
    if (passed === undefined) return undefined;
    if (passed.reach === undefined) return { kind: 'no' };
    if (passed.keys !== undefined && keyed !== undefined) return undefined;
    keyed ??= passed.keys;
    by.push({ check, reach: passed.reach });
  }
  const key = keyed && findName({ all: [keyed], none: [] });
  if (key !== undefined && key.kind !== 'witness') return undefined;
  const example = {
    vhost: vhost.first,
    name: name.pattern.first,
    ...(other && { other: other.pattern.first }),
    ...(key && { key: key.witness }),
  };
  return { kind: 'yes', permitted: { example, by, throughHeaders: undefined } };
}

/** The first scope that lets a check pass, with its keys if it is passed by these. */
interface Passed {
  readonly reach: Reach | undefined;
  readonly keys?: NameSet;
}

function passAt(check: Check, vhost: Pattern, given: Given, context: Context): Passed | undefined {
  let isOpen: boolean | undefined = check.key === undefined;
  for (const permission of permissionsOf(check))
    for (const reach of given.holding(permission, check.kind)) {
      if (!reach.gives(vhost.first, check.name.first)) continue;
      if (check.key === undefined) return { reach };
      isOpen ||= canBeOther(check, vhost, context);
      if (isOpen === undefined) return undefined;
      if (isOpen) return { reach };
      const { keys } = reach;
      if (keys !== undefined && !keys.pattern.isNothing) return { reach, keys };
    }
  const hasHeaders = check.permission === 'write' && check.key !== undefined;
  return hasHeaders && context.withoutHeaderCheck.length > 0 ? undefined : { reach: undefined };
}

/** As `notTopic` for one name in one vhost: whether it can be something else than a topic exchange. */
function canBeOther({ kind, name }: Check, vhost: Pattern, context: Context): boolean | undefined {
  if (kind === 'resource') return true;
  const meeting = context.resourcesOf(vhost).typed(name, 'glob');
  if (meeting.length > FEW_VHOSTS) return undefined;
  const here = meeting.filter(({ vhosts }) => speaksOf(vhosts, vhost.first));
  if (here.length === 0) return true;
  const isBuiltInTopic = builtInExchange(name)?.type === 'topic';
  return here.some((item) => !isTopic(item) && !(isBuiltInTopic && item.place !== undefined));
}

function speaksOf(vhosts: Pattern, vhost: Bytes): boolean {
  return vhosts.isLiteral ? vhosts.first.binary === vhost.binary : glob(vhosts).has(vhost);
}
