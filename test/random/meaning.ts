import { meant } from './names.js';
import type { Name, Variables } from './names.js';
import type { Broker, Kind, Phrase, Policy, ResourcePhrase, Verb } from './policy.js';
import { arnOf } from './policy.js';
import { brokerVariables, counts, withoutGroups } from './variables.js';

/** A phrase with one verb, one name, one other exchange and one key, which a role holds in vhosts. */
export interface Single {
  readonly phrase: ResourcePhrase;
  readonly vhost: Name;
  readonly verb: Verb;
  readonly kind: Kind;
  readonly name: Name;
  readonly other: Name | undefined;
  readonly key: Name | undefined;
}

/** All that the phrases of a policy say to one role on one broker. */
export interface Meaning {
  readonly arn: string;
  readonly singles: readonly Single[];
  /** The vhosts of a `connect`. */
  readonly connects: readonly Name[];
  readonly tags: ReadonlySet<string>;
}

/** What the phrases of a policy say to each role on a broker. */
export function meanings(policy: Policy, broker: Broker): Meaning[] {
  return policy.roles.map((role) => {
    const meaning = { arn: arnOf(role), singles: [], connects: [], tags: new Set<string>() };
    const variables = { ...brokerVariables(broker), role: [role.name] };
    for (const block of policy.blocks)
      for (const allow of block.allows) {
        const listed = withoutGroups(allow.subjects, policy).has(role.name);
        const about = counts(block.on, broker, policy) && counts(allow.on, broker, policy);
        if (!about || listed === allow.anyone) continue;
        const vhost = block.vhost && meant(block.vhost, brokerVariables(broker));
        for (const phrase of allow.phrases)
          add(phrase, { policy, vhost, inherited: variables, variables }, meaning);
      }
    return meaning;
  });
}

interface Site {
  readonly policy: Policy;
  readonly vhost: Name | undefined;
  /** The variables that a profile has besides its own parameters. */
  readonly inherited: Variables;
  readonly variables: Variables;
}

interface Growing extends Meaning {
  readonly singles: Single[];
  readonly connects: Name[];
  readonly tags: Set<string>;
}

function add(phrase: Phrase, site: Site, to: Growing): void {
  const { policy, vhost, variables, inherited } = site;
  if (phrase.type === 'tag') for (const tag of phrase.tags) to.tags.add(tag);
  else if (phrase.type === 'call') {
    const profile = policy.profiles.find(({ name }) => name === phrase.profile);
    if (profile === undefined) throw new Error(`no profile ${phrase.profile}`);
    const own: Record<string, Name> = {};
    for (const [at, parameter] of profile.parameters.entries())
      own[parameter] = meant(phrase.values[at] ?? [], variables);
    const inner = { ...site, variables: { ...inherited, ...own } };
    for (const part of profile.phrases) add(part, inner, to);
  } else if (vhost === undefined) throw new Error(`${phrase.type} outside a vhost`);
  else if (phrase.type === 'connect') to.connects.push(vhost);
  else for (const single of singlesOf(phrase, vhost, variables)) to.singles.push(single);
}

function* singlesOf(phrase: ResourcePhrase, vhost: Name, variables: Variables): Generator<Single> {
  const others = phrase.others.length === 0 ? [undefined] : phrase.others;
  const keys = phrase.keys.length === 0 ? [undefined] : phrase.keys;
  for (const verb of phrase.verbs)
    for (const name of phrase.names)
      for (const other of others)
        for (const key of keys)
          yield {
            phrase,
            vhost,
            verb,
            kind: phrase.kind,
            name: meant(name, variables),
            other: other && meant(other, variables),
            key: key && meant(key, variables),
          };
}
