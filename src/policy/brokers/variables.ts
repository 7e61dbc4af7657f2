import { WILDCARD } from '../../pattern/pattern.js';
import { namesIn } from '../../syntax/mentions.js';
import type { Template } from '../../syntax/tree.js';
import type { Environment, Lookup } from './environment.js';

/** Variables that some items use, as whoever reads the items is given them. */
export interface UsedVariables {
  /** Their names. */
  readonly names: Iterable<string>;
  /** What they stand for, as inputs that are equal as long as that is the same. */
  readonly inputs: readonly unknown[];
}

const NO_NAMES: UsedVariables = { names: [], inputs: [] };

/**
 * The variables of a broker as far as they are used: what an item says depends on those alone that it
 * names. What is read with them is given an environment that knows no others.
 */
export class Variables {
  readonly #inputs = new Map<string, unknown>();

  /**
   * @param environment all of the broker's variables
   * @param apart whether to tell them apart; else everything depends on all of them
   */
  constructor(
    private readonly environment: Environment,
    readonly apart: boolean,
  ) {}

  /** Those in some templates. */
  usedIn(...templates: readonly (Template | null)[]): UsedVariables {
    if (!this.apart) return this.all;
    // Nearly all are plain texts, and there are very many.
    if (!templates.some((template) => template !== null && template.literal === undefined))
      return NO_NAMES;
    return this.named(
      templates.flatMap((template) => (template === null ? [] : namesIn(template))),
    );
  }

  /** All of them. */
  get all(): UsedVariables {
    return { names: [], inputs: [this.environment] };
  }

  /** Those of some names. */
  named(names: Iterable<string>): UsedVariables {
    return this.apart
      ? { names, inputs: Array.from(names, (name) => this.#input(name)) }
      : this.all;
  }

  /** An environment that knows these alone. */
  only({ names }: UsedVariables): Environment {
    const { environment, apart } = this;
    if (!apart) return environment;
    const known = new Set(names);
    return {
      broker: environment.broker,
      lookup: (name) => (known.has(name) ? environment.lookup(name) : { found: 'unknown' }),
      names: () => environment.names(),
    };
  }

  #input(name: string): unknown {
    const known = this.#inputs.get(name);
    if (known !== undefined) return known;
    const input = inputOf(this.environment.lookup(name), this.environment);
    this.#inputs.set(name, input);
    return input;
  }
}

/** Equal for equal values, and where there is none for equal messages at the same place. */
function inputOf(lookup: Lookup, environment: Environment): unknown {
  switch (lookup.found) {
    case 'text':
      return JSON.stringify(lookup.text.map((part) => (part === WILDCARD ? null : part)));
    case 'unset':
      return lookup.at === undefined ? `unset: ${lookup.why}` : environment;
    case 'elsewhere':
      return environment;
    case 'unknown':
      return `unknown among ${[...environment.names()].join(' ')}`;
    case 'reported':
      return 'reported';
  }
}
