import { checksOf } from '../access/checks.js';
import { checkDiagnostics as catalog } from '../diagnostics/catalog/checks.js';
import { hasErrors } from '../diagnostics/diagnostic.js';
import type { Reporter } from '../diagnostics/reporter.js';
import { MeetIndex } from '../pattern/meet-index.js';
import { glob } from '../pattern/name-set.js';
import { Pattern } from '../pattern/pattern.js';
import type { Operation, Right } from '../policy/phrases/rights.js';
import { patternText } from '../policy/phrases/phrase-text.js';
import type { BrokerPolicy } from '../policy/policy.js';
import { meet, type Resource } from '../policy/resources/resources.js';
import type { Place } from '../source/source.js';

/** What nobody reaches of one vhost, on no broker that has it. */
interface Unreached {
  readonly vhost: Pattern;
  readonly resources: Map<string, Resource & { readonly place: Place }>;
  /** Whether some broker of it asks its own users. */
  internalUsers: boolean;
}

/**
 * Exchanges and queues that are declared and about which no role has any right, told once a vhost. A vhost
 * in which nothing is granted is left alone, and so is what the broker itself delivers to, what a claim
 * is about, and everything where a role has a tag that opens it all.
 */
export function checkUnreachable(policies: readonly BrokerPolicy[], reporter: Reporter): void {
  // Where something is wrong, the right may be meant there.
  if (hasErrors(reporter.reported)) return;
  const unreached = new Map<string, Unreached>();
  const reached = new Set<string>();
  for (const policy of policies)
    for (const { pattern: vhost, resources } of policy.vhosts.declared) {
      const found = unreached.get(vhost.key) ?? {
        vhost,
        resources: new Map(),
        internalUsers: false,
      };
      unreached.set(vhost.key, found);
      found.internalUsers ||= policy.broker.internalUsers;
      const isReached = reachIn(vhost, policy);
      for (const resource of resources) {
        const { place, kind, pattern } = resource;
        const key = `${kind} ${vhost.key} ${pattern.key}`;
        if (place === undefined || isReached(resource)) reached.add(key);
        else found.resources.set(key, { ...resource, place });
      }
    }
  for (const { vhost, resources, internalUsers } of unreached.values()) {
    const all = [...resources].filter(([key]) => !reached.has(key)).map(([, one]) => one);
    const [first] = all;
    if (first === undefined) continue;
    reporter.report(catalog.unreachableResource, first.place, {
      what: first.kind,
      names: all.slice(0, MOST_NAMES).map(({ pattern }) => patternText(pattern)),
      count: all.length,
      vhost: patternText(vhost),
      internalUsers,
    });
  }
}

/** So many names are told. */
const MOST_NAMES = 5;

/** Whether somebody may do something with what is declared in a vhost, or need not be able to. */
function reachIn(vhost: Pattern, policy: BrokerPolicy): (resource: Resource) => boolean {
  const rights = policy.grants.map(({ right }) => right);
  const granted = operationsIn(vhost, rights);
  const isOpen = rights.some(
    (right) => right.type === 'tag' && ['administrator', 'policymaker'].includes(right.tag),
  );
  if (isOpen || granted.length === 0) return () => true;
  const names = new MeetIndex<Pattern>();
  const add = (pattern: Pattern): void => {
    names.add(pattern, pattern);
  };
  for (const operation of granted) for (const { name } of checksOf(operation)) add(name);
  const claimed = operationsIn(
    vhost,
    policy.claims.flatMap((claim) => claim.rights),
  );
  for (const operation of claimed)
    // A claim about everything says nothing of one thing.
    for (const { name } of checksOf(operation)) if (!isAll(name)) add(name);
  // The broker delivers to these by itself.
  for (const { other } of policy.vhosts.of(vhost).declared) if (other !== undefined) add(other);
  // The exchange of a super stream, of which the partitions are used apart.
  const partitions = policy.vhosts.of(vhost).declared.filter(({ kind }) => kind === 'stream');
  const opensQueues = names.near(DEFAULT_EXCHANGE).some((name) => meets(name, DEFAULT_EXCHANGE));
  return ({ kind, pattern }) =>
    (opensQueues && kind !== 'exchange') ||
    names.near(pattern).some((name) => meets(name, pattern)) ||
    (kind === 'exchange' && partitions.some((one) => isPartition(one.pattern, pattern)));
}

function isPartition(stream: Pattern, exchange: Pattern): boolean {
  return exchange.isLiteral && stream.first.binary.startsWith(`${exchange.first.binary}-`);
}

/** Whoever may write to it reaches every queue. */
const DEFAULT_EXCHANGE = Pattern.literal('amq.default');

function operationsIn(vhost: Pattern, rights: readonly Right[]): readonly Operation[] {
  return rights.filter(
    (right): right is Operation => right.type === 'operation' && meets(right.vhost, vhost),
  );
}

function meets(a: Pattern, b: Pattern): boolean {
  return meet(glob(a), glob(b));
}

function isAll({ isLiteral, literals }: Pattern): boolean {
  return !isLiteral && literals.every(({ length }) => length === 0);
}
