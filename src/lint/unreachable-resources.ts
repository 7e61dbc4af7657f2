import { checksOf } from '../access/checks.js';
import { checkDiagnostics as catalog } from '../diagnostics/catalog/checks.js';
import { hasErrors } from '../diagnostics/diagnostic.js';
import type { Reporter } from '../diagnostics/reporter.js';
import { MeetIndex } from '../pattern/meet-index.js';
import { glob } from '../pattern/name-set.js';
import { Pattern } from '../pattern/pattern.js';
import type { Right } from '../policy/phrases/rights.js';
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
  for (const policy of policies) {
    const named = rightsByVhost(policy);
    for (const { pattern: vhost, resources } of policy.vhosts.declared) {
      const found = unreached.get(vhost.key) ?? {
        vhost,
        resources: new Map(),
        internalUsers: false,
      };
      unreached.set(vhost.key, found);
      found.internalUsers ||= policy.broker.internalUsers;
      const isReached = reachIn(vhost, policy, named);
      for (const resource of resources) {
        const { place, kind, pattern } = resource;
        const key = `${kind} ${vhost.key} ${pattern.key}`;
        if (place === undefined || isReached(resource)) reached.add(key);
        else found.resources.set(key, { ...resource, place });
      }
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

/** What rights and claims name, by vhost: of many roles most name the same few vhosts. */
interface NamedInVhosts {
  /** Whether some role has a tag that opens everything. */
  readonly isOpen: boolean;
  readonly granted: readonly NamedInVhost[];
  readonly claimed: readonly NamedInVhost[];
}

interface NamedInVhost {
  readonly vhost: Pattern;
  /** Each once. */
  readonly names: ReadonlyMap<string, Pattern>;
}

function rightsByVhost({ grants, claims }: BrokerPolicy): NamedInVhosts {
  const isOpen = grants.some(
    ({ right }) => right.type === 'tag' && ['administrator', 'policymaker'].includes(right.tag),
  );
  return {
    isOpen,
    granted: isOpen ? [] : namedInVhosts(grants.map(({ right }) => right)),
    claimed: isOpen ? [] : namedInVhosts(claims.flatMap(({ rights }) => rights)),
  };
}

function namedInVhosts(rights: readonly Right[]): readonly NamedInVhost[] {
  const byVhost = new Map<string, { vhost: Pattern; names: Map<string, Pattern> }>();
  for (const right of rights) {
    if (right.type !== 'operation') continue;
    const { vhost } = right;
    const known = byVhost.get(vhost.key) ?? { vhost, names: new Map() };
    byVhost.set(vhost.key, known);
    for (const { name } of checksOf(right)) known.names.set(name.key, name);
  }
  return [...byVhost.values()];
}

/** Whether somebody may do something with what is declared in a vhost, or need not be able to. */
function reachIn(
  vhost: Pattern,
  policy: BrokerPolicy,
  { isOpen, granted, claimed }: NamedInVhosts,
): (resource: Resource) => boolean {
  const here = granted.filter((one) => meets(one.vhost, vhost));
  if (isOpen || here.length === 0) return () => true;
  const names = new MeetIndex<Pattern>();
  const add = (pattern: Pattern): void => {
    names.add(pattern, pattern);
  };
  for (const one of here) for (const name of one.names.values()) add(name);
  for (const one of claimed)
    if (meets(one.vhost, vhost))
      // A claim about everything says nothing of one thing.
      for (const name of one.names.values()) if (!isAll(name)) add(name);
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

function meets(a: Pattern, b: Pattern): boolean {
  return meet(glob(a), glob(b));
}

function isAll({ isLiteral, literals }: Pattern): boolean {
  return !isLiteral && literals.every(({ length }) => length === 0);
}
