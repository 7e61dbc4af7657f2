import { checkDiagnostics as catalog } from '../diagnostics/catalog/checks.js';
import type { Reporter } from '../diagnostics/reporter.js';
import { Pattern } from '../pattern/pattern.js';
import type { ResourceKind } from '../syntax/tree.js';
import { patternText, phraseText } from '../policy/phrases/phrase-text.js';
import type { RightsPolicy } from '../policy/policy.js';
import type { Role } from '../policy/names/roles.js';
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
  const found = new Map<string, Bare>();
  for (const { role, operation } of grantedOperations(policy)) {
    note(found, role, operation.name, operation.kind, operation);
    if (operation.other !== undefined) note(found, role, operation.other, 'exchange', operation);
  }
  for (const { operation, named, kind, verbs } of found.values()) {
    const resources = policy.vhosts.of(operation.vhost);
    const declared = resources
      .meeting(named.pattern, kind)
      .find((item) => item.place !== undefined && item.pattern.key !== named.pattern.key);
    const example = declared === undefined ? 'orders.*' : patternText(declared.pattern);
    const grant = phraseText({ ...operation, word: [...verbs].join(', ') });
    const particulars = { grant, kinds: plural[kind], example };
    reporter.report(catalog.bareWildcardGrant, named.place, particulars, viaProfiles(operation));
  }
}

/** A `*` alone in a phrase, with the verbs of the phrase: it is told once, whatever it multiplies to. */
interface Bare {
  readonly operation: Operation;
  readonly named: Named;
  readonly kind: ResourceKind;
  readonly verbs: Set<string>;
}

function note(
  found: Map<string, Bare>,
  role: Role,
  named: Named,
  kind: ResourceKind,
  operation: Operation,
): void {
  if (named.pattern.key !== Pattern.any.key) return;
  const places = [named.place, ...operation.calls];
  const key = [role.name, ...places.flatMap(({ source, range }) => [source.name, range.start])];
  const known = found.get(key.join('\n'));
  if (known === undefined)
    found.set(key.join('\n'), { operation, named, kind, verbs: new Set([operation.word]) });
  else known.verbs.add(operation.word);
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
