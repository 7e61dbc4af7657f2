import { checkDiagnostics as catalog } from '../diagnostics/catalog/checks.js';
import type { Reporter } from '../diagnostics/reporter.js';
import { firstFit, glob, type NameSet } from '../pattern/name-set.js';
import { Pattern } from '../pattern/pattern.js';
import { findName } from '../pattern/witness.js';
import { patternText } from '../policy/phrases/phrase-text.js';
import type { BrokerPolicy, Grant } from '../policy/policy.js';
import { broughtBy, every } from '../rabbitmq/claims.js';
import type { TagName } from '../rabbitmq/tags.js';
import { AcrossBrokers } from './across.js';
import { grantsByRole, viaProfiles } from './grants.js';

/** Whose tag it is, and a vhost that the tag opens beside those that the role may enter. */
interface Reached {
  readonly role: string;
  readonly vhost: string;
  readonly releases: string;
}

/**
 * Vhosts that a policymaker may not enter, and out of which it can have messages brought all the same: by an
 * upstream of federation, on releases that do not ask whether its vhost may be entered. Told once a role.
 */
export function checkOtherVhosts(policies: readonly BrokerPolicy[], reporter: Reporter): void {
  const found = new AcrossBrokers<Reached>();
  const releases = broughtBy('upstreamVhostChecked').join(' and ');
  for (const policy of policies) {
    const { broker, vhosts } = policy;
    if (broker.place === undefined || every(broker.engine, 'upstreamVhostChecked')) continue;
    for (const [role, own] of grantsByRole(policy)) {
      const tag = tagIn(own, 'policymaker');
      // An administrator enters what it likes.
      if (tag === undefined || tagIn(own, 'administrator') !== undefined) continue;
      const entered = vhostsIn(own);
      const vhost = entered.length === 0 ? undefined : otherThan(entered, vhosts.declared);
      if (vhost === undefined) continue;
      const particulars = { role: role.name, vhost: patternText(vhost), releases };
      found.add(tag.place, particulars, broker, viaProfiles(tag));
    }
  }
  found.report(catalog.policymakerOtherVhosts, reporter);
}

function tagIn(
  own: readonly Grant[],
  tag: TagName,
): (Grant['right'] & { type: 'tag' }) | undefined {
  for (const { right } of own) if (right.type === 'tag' && right.tag === tag) return right;
  return undefined;
}

/** The vhosts that rights give access to, each pattern once. */
function vhostsIn(own: readonly Grant[]): readonly NameSet[] {
  const patterns = own.flatMap(({ right }) => ('vhost' in right ? [right.vhost] : []));
  return [...new Map(patterns.map((pattern) => [pattern.key, firstFit(pattern)])).values()];
}

/** A declared vhost that is none of some. */
function otherThan(
  entered: readonly NameSet[],
  declared: BrokerPolicy['vhosts']['declared'],
): Pattern | undefined {
  for (const { pattern } of declared) {
    const answer = findName({ all: [glob(pattern)], none: entered });
    if (answer.kind === 'witness') return Pattern.fromBytes([answer.witness]);
  }
  return undefined;
}
