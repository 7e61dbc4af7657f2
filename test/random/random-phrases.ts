import type { Chance } from './chance.js';
import type { NameMaker } from './random-names.js';
import type { Kind, Phrase, Profile, ResourcePhrase, Verb } from './policy.js';
import type { Written } from './names.js';

/** What a phrase can be made of at some place. */
export interface PhraseSupply {
  readonly chance: Chance;
  readonly names: NameMaker;
  readonly variables: readonly string[];
  readonly profiles: readonly Profile[];
}

interface Form {
  readonly verbs: readonly Verb[];
  readonly kinds: readonly Kind[];
  readonly other?: true;
  readonly key?: 'may' | 'must';
}

/** Which verbs, kinds and clauses go together. */
const FORMS: readonly Form[] = [
  {
    verbs: ['configure', 'write', 'read', 'consume', 'purge', 'declare', 'delete'],
    kinds: ['queue', 'stream'],
  },
  { verbs: ['configure', 'write', 'read', 'publish', 'declare', 'delete'], kinds: ['exchange'] },
  { verbs: ['configure', 'write', 'read'], kinds: ['resource'] },
  { verbs: ['publish', 'consume'], kinds: ['stream'] },
  { verbs: ['publish', 'consume', 'declare', 'delete'], kinds: ['super-stream'] },
  { verbs: ['publish'], kinds: ['exchange'], key: 'may' },
  { verbs: ['write', 'read', 'publish'], kinds: ['exchange'], key: 'must' },
  { verbs: ['write', 'read'], kinds: ['resource'], key: 'must' },
  { verbs: ['declare'], kinds: ['queue', 'exchange'], other: true },
  { verbs: ['bind'], kinds: ['queue', 'exchange', 'stream'], other: true, key: 'may' },
  { verbs: ['unbind'], kinds: ['queue', 'exchange', 'stream'], other: true, key: 'may' },
];

/** A phrase that can stand in a vhost. */
export function randomPhrase(supply: PhraseSupply): Phrase {
  const { maybe, pick } = supply.chance;
  if (maybe(0.04)) return { type: 'connect' };
  if (maybe(0.15) && supply.profiles.length > 0) {
    const { name, parameters } = pick(supply.profiles);
    return { type: 'call', profile: name, values: parameters.map(() => randomName(supply)) };
  }
  return resourcePhrase(pick(FORMS), supply);
}

function resourcePhrase(form: Form, supply: PhraseSupply): ResourcePhrase {
  const { maybe, pick, some, many } = supply.chance;
  const name = (): Written => randomName(supply);
  const hasKey = form.key === 'must' || (form.key === 'may' && maybe(0.6));
  return {
    type: 'resource',
    verbs: some(form.verbs),
    kind: pick(form.kinds),
    names: many(1, pick([1, 1, 2, 3]), name),
    others: form.other === undefined ? [] : many(1, pick([1, 1, 2]), name),
    keys: hasKey ? many(1, pick([1, 1, 3]), () => (maybe(0.05) ? [''] : name())) : [],
  };
}

function randomName({ names, variables }: PhraseSupply): Written {
  return names.withVariables(names.pattern(), variables);
}
