import { checkDiagnostics as catalog } from '../diagnostics/catalog/checks.js';
import type { Reporter } from '../diagnostics/reporter.js';
import { Pattern } from '../pattern/pattern.js';
import type { ResourceKind } from '../syntax/tree.js';
import { patternText, phraseText } from '../policy/phrases/phrase-text.js';
import type { RightsPolicy } from '../policy/policy.js';
import type { Resources } from '../policy/resources/resources.js';
import type { Named, Operation } from '../policy/phrases/rights.js';
import { grantedOperations, viaProfiles } from './grants.js';

const plural: Readonly<Record<ResourceKind, string>> = {
  queue: 'queues',
  stream: 'streams',
  'super-stream': 'super streams',
  exchange: 'exchanges',
  resource: 'queues and exchanges',
  mqtt: 'topics',
};

/** A grant by `*` alone: on everything that is there, and everything that will ever be. */
export function checkBareWildcards(policy: RightsPolicy, reporter: Reporter): void {
  for (const { operation } of grantedOperations(policy)) {
    const resources = policy.vhosts.of(operation.vhost);
    check(operation.name, operation.kind, operation, resources, reporter);
    if (operation.other !== undefined)
      check(operation.other, 'exchange', operation, resources, reporter);
  }
}

function check(
  { pattern, place }: Named,
  kind: ResourceKind,
  operation: Operation,
  resources: Resources,
  reporter: Reporter,
): void {
  if (pattern.key !== Pattern.any.key) return;
  const declared = resources
    .meeting(pattern, kind)
    .find((item) => item.place !== undefined && item.pattern.key !== pattern.key);
  const example = declared === undefined ? 'orders.*' : patternText(declared.pattern);
  const particulars = { grant: phraseText(operation), kinds: plural[kind], example };
  reporter.report(catalog.bareWildcardGrant, place, particulars, viaProfiles(operation));
}

/** The tags whose holders can walk round every scope. */
export function checkTags({ grants }: RightsPolicy, reporter: Reporter): void {
  for (const { right } of grants) {
    if (right.type !== 'tag') continue;
    if (right.tag === 'administrator')
      reporter.report(catalog.administratorTag, right.place, {}, viaProfiles(right));
    if (right.tag === 'policymaker')
      reporter.report(catalog.policymakerTag, right.place, {}, viaProfiles(right));
  }
}
