import type { Reporter } from '../../diagnostics/reporter.js';
import { Pattern } from '../../pattern/pattern.js';
import { isPhrase } from '../../syntax/parse.js';
import type { Phrase, ProfileDeclaration } from '../../syntax/tree.js';
import { readTagPhrase, rightsOf } from '../phrases/broker-phrases.js';
import { Allowance } from '../phrases/allowance.js';
import type { Broker } from '../brokers/broker.js';
import { extend, type Environment, type Lookup } from '../brokers/environment.js';
import type { PhraseContext, PhraseSite } from '../phrases/context.js';
import { argumentsOf, profileOf } from '../phrases/expand.js';
import { readOperations } from '../phrases/operations.js';
import type { Outline, Outlined } from '../outline.js';
import { profileUses } from './profiles.js';

/**
 * Checks what can be told of the profiles that no rule leads to: phrases that nobody can use. What a
 * parameter stands for is open, and a variable need be known to one broker only.
 */
export function checkUnusedProfiles(
  outline: Outline,
  brokers: readonly Broker[],
  reporter: Reporter,
): void {
  const [broker] = brokers;
  if (broker === undefined) return;
  const profiles = new Map(outline.profiles.map((profile) => [nameOf(profile), profile] as const));
  const names = { roles: new Map(), groups: new Map(), profiles };
  const allowance = new Allowance(reporter, 0);
  const vhost = Pattern.any;
  const environment = shared(brokers, broker.name);
  const context = { broker, environment, names, vhost, everything: true, allowance, reporter };
  const used = usedProfiles(outline);
  for (const profile of outline.profiles) {
    const { node, source } = profile;
    if (used.has(nameOf(profile))) continue;
    const open = ['role', ...node.parameters.map((parameter) => parameter?.text ?? '')];
    const values = new Map(open.map((name) => [name, undefined] as const));
    const site = { source, environment: extend(environment, values), calls: [] };
    for (const item of node.items) if (isPhrase(item)) checkPhrase(item, site, context);
  }
}

function checkPhrase(phrase: Phrase, site: PhraseSite, context: PhraseContext): void {
  const place = { source: site.source, range: phrase.range };
  if (phrase.type === 'call') {
    profileOf(phrase, site, context);
    argumentsOf(phrase, site, context);
  }
  if (phrase.type === 'phrase') readOperations(phrase, site, context);
  if (phrase.type === 'tag') readTagPhrase(phrase, { place, calls: [] }, context);
  if (phrase.type === 'api') rightsOf(phrase, site, context.reporter);
}

/** The names of the profiles that rules use, by themselves or through other profiles. */
function usedProfiles(outline: Outline): ReadonlySet<string> {
  const uses = profileUses(outline);
  const open = outline.rules.flatMap(({ node }) =>
    node.items.filter((item) => item.type === 'call').map(({ keyword }) => keyword.text),
  );
  const used = new Set<string>();
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (used.has(name)) continue;
    used.add(name);
    open.push(...(uses.get(name) ?? []));
  }
  return used;
}

/** The variables that some broker knows; their values are open, since they differ. */
function shared(brokers: readonly Broker[], broker: string): Environment {
  const environments = brokers.map(({ environment }) => environment);
  return {
    broker,
    lookup: (name): Lookup =>
      environments.some((environment) => environment.lookup(name).found !== 'unknown')
        ? { found: 'reported' }
        : { found: 'unknown' },
    names: () => environments.flatMap((environment) => [...environment.names()]),
  };
}

function nameOf({ node }: Outlined<ProfileDeclaration>): string {
  return node.name?.text ?? '';
}
