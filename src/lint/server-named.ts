import { checkDiagnostics as catalog } from '../diagnostics/catalog/checks.js';
import type { Reporter } from '../diagnostics/reporter.js';
import { firstFit } from '../pattern/name-set.js';
import type { Pattern } from '../pattern/pattern.js';
import { serverNamedQueues } from '../rabbitmq/built-in.js';
import { phraseText } from '../policy/phrases/phrase-text.js';
import type { BrokerPolicy } from '../policy/policy.js';
import { meet } from '../policy/resources/resources.js';
import type { Operation } from '../policy/phrases/rights.js';
import { listed, viaProfiles, type GrantedOperation } from './granted.js';

/** Who has a right on server-named queues, for one pattern of vhosts. */
interface Sharers {
  readonly vhost: Pattern;
  readonly roles: Set<string>;
}

/**
 * The names of server-named queues are drawn by the broker, so no pattern can tell those of one role
 * from those of another.
 */
export function checkServerNamedQueues(policy: BrokerPolicy, reporter: Reporter): void {
  const found: GrantedOperation[] = [];
  for (const { role, right } of policy.grants)
    if (right.type === 'operation' && takesIn(right)) found.push({ role, operation: right });
  const byVhost = new Map<string, Sharers>();
  for (const { role, operation } of found) {
    const { vhost } = operation;
    const sharers = byVhost.get(vhost.key) ?? { vhost, roles: new Set() };
    byVhost.set(vhost.key, sharers);
    sharers.roles.add(role.name);
  }
  const everywhere = new Map(
    [...byVhost].map(([key, { vhost }]) => [key, rolesIn(vhost, byVhost)]),
  );
  for (const { operation } of found) {
    const roles = everywhere.get(operation.vhost.key) ?? [];
    if (roles.length < 2) continue;
    const particulars = { grant: phraseText(operation), roles: listed(roles) };
    const { place } = operation.name;
    reporter.report(catalog.sharedServerNamedQueues, place, particulars, viaProfiles(operation));
  }
}

function takesIn({ kind, name: { pattern } }: Operation): boolean {
  if (kind !== 'queue' && kind !== 'resource') return false;
  const isMeant = pattern.first.binary.startsWith('amq.');
  return isMeant && meet(firstFit(pattern), firstFit(serverNamedQueues));
}

/** The roles of all vhost patterns that share a vhost with the given one. */
function rolesIn(vhost: Pattern, byVhost: ReadonlyMap<string, Sharers>): readonly string[] {
  const roles = new Set<string>();
  for (const other of byVhost.values())
    if (meet(firstFit(vhost), firstFit(other.vhost)))
      for (const role of other.roles) roles.add(role);
  return [...roles];
}
