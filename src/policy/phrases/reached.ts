import { oncePerObject } from '../../pattern/memo.js';
import type { Item } from '../../syntax/tree.js';
import { variablesIn } from '../../syntax/mentions.js';
import type { UsedVariables, Variables } from '../brokers/variables.js';
import type { DeclaredNames } from '../names/declared-names.js';

/** What phrases depend on beside what they say themselves. */
export interface Reached {
  readonly variables: UsedVariables;
  /** The profiles that they lead to, and what the variables stand for, to be compared by identity. */
  readonly inputs: readonly unknown[];
}

/** Profiles, and the names of variables in them that no parameter hides. */
interface OfProfiles {
  readonly inputs: readonly unknown[];
  readonly names: ReadonlySet<string>;
}

/** The profiles and the variables that phrases name themselves. */
const named = oncePerObject((items: readonly Item[]) => {
  const uses = items.filter(({ type }) => type === 'call');
  const calls = new Set(uses.map(({ keyword }) => keyword.text));
  const variables = variablesIn(items);
  return { calls, variables, key: `${[...calls].join(' ')}:${[...variables].join(' ')}` };
});

/** Finds the profiles and variables of one broker that phrases lead to. */
export class ReachedByPhrases {
  readonly #byProfile = new Map<string, OfProfiles>();
  /** Most rules name the same few, or none. */
  readonly #byNames = new Map<string, Reached>();

  constructor(
    private readonly profiles: DeclaredNames['profiles'],
    private readonly variables: Variables,
  ) {}

  /** What phrases lead to. */
  from(items: readonly Item[]): Reached {
    if (!this.variables.apart) {
      const { all } = this.variables;
      return { variables: all, inputs: [this.profiles, ...all.inputs] };
    }
    const { calls, variables, key } = named(items);
    const known = this.#byNames.get(key) ?? this.#of(calls, variables);
    this.#byNames.set(key, known);
    return known;
  }

  #of(calls: ReadonlySet<string>, own: ReadonlySet<string>): Reached {
    const profiles = Array.from(calls, (name) => this.#through(name));
    const names = new Set([...own, ...profiles.flatMap((of) => [...of.names])]);
    const variables = this.variables.named(names);
    return { variables, inputs: [...profiles.flatMap((of) => of.inputs), ...variables.inputs] };
  }

  /** What a profile leads to, itself first. */
  #through(first: string): OfProfiles {
    const known = this.#byProfile.get(first);
    if (known !== undefined) return known;
    const inputs: unknown[] = [];
    const names = new Set<string>();
    const open = [first];
    const seen = new Set(open);
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      const profile = this.profiles.get(name);
      // What it was meant to be may be any other.
      if (profile === undefined) inputs.push(this.profiles);
      else {
        const { node, source } = profile;
        inputs.push(node, source);
        const parameters = new Set(node.parameters.map((parameter) => parameter?.text));
        for (const used of variablesIn([node])) if (!parameters.has(used)) names.add(used);
        for (const { type, keyword } of node.items)
          if (type === 'call' && !seen.has(keyword.text)) {
            seen.add(keyword.text);
            open.push(keyword.text);
          }
      }
    }
    const found = { inputs, names };
    this.#byProfile.set(first, found);
    return found;
  }
}
