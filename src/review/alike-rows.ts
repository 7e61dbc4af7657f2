import { saidAlike, type BrokerTerms } from '../diagnostics/alike.js';
import { onText } from '../diagnostics/on-brokers.js';
import { codeCell as code } from '../report/markdown-text.js';
import type { Review, ReviewBroker } from './document.js';

/** Rows of a table that are the same on some brokers; of each row its cells, none of which holds a line break. */
export interface AlikeRows {
  /** Where, as in `on all 3 brokers`; empty where there is one broker only. */
  readonly on: string;
  readonly rows: readonly (readonly string[])[];
}

/** What is said of brokers, alike of as many of them as it can be. */
export class OnBrokers {
  readonly #brokers: readonly ReviewBroker[];
  readonly #terms: ReadonlyMap<string, BrokerTerms>;

  /** @param terms what each of the brokers has of its own */
  constructor({ brokers }: Review, terms: readonly BrokerTerms[]) {
    this.#brokers = brokers;
    this.#terms = new Map(terms.map((one) => [one.name, one]));
  }

  /**
   * The rows of all brokers, put together by the brokers that have them alike, with `${…}` where each has a value
   * of its own: what most have in common comes first, and brokers without any row last.
   */
  rows(rowsOf: (broker: ReviewBroker) => readonly (readonly string[])[]): readonly AlikeRows[] {
    const groups = new Map<string, { names: readonly string[]; rows: (readonly string[])[] }>();
    for (const { names, cells } of this.#each(rowsOf)) {
      const group = groups.get(names.join('\n')) ?? { names, rows: [] };
      groups.set(names.join('\n'), group);
      group.rows.push(cells);
    }
    const named = new Set([...groups.values()].flatMap(({ names }) => names));
    const without = this.#names.filter((name) => !named.has(name));
    return [
      ...[...groups.values()].sort((a, b) => b.names.length - a.names.length),
      ...(without.length === 0 ? [] : [{ names: without, rows: [] }]),
    ].map(({ names, rows }) => ({ on: this.#on(names), rows }));
  }

  /** Each row, with the brokers that have it: as their names alone, and as where it holds. */
  each(rowsOf: (broker: ReviewBroker) => readonly (readonly string[])[]): readonly {
    readonly brokers: string;
    readonly on: string;
    readonly cells: readonly string[];
  }[] {
    return this.#each(rowsOf).map(({ names, cells }) => {
      const on = this.#on(names);
      return { brokers: on === '' ? names.map(code).join('') : on.replace(/^on /, ''), on, cells };
    });
  }

  get #names(): readonly string[] {
    return this.#brokers.map(({ name }) => name);
  }

  #each(
    rowsOf: (broker: ReviewBroker) => readonly (readonly string[])[],
  ): readonly { readonly names: readonly string[]; readonly cells: readonly string[] }[] {
    const [only, ...more] = this.#brokers;
    // A single broker has nothing to be compared with.
    if (only !== undefined && more.length === 0)
      return rowsOf(only).map((cells) => ({ names: [only.name], cells }));
    const said = this.#brokers.flatMap((broker) => {
      const on = this.#terms.get(broker.name) ?? nothingOwn(broker);
      return rowsOf(broker).map((cells) => ({ on, text: cells.join('\n'), about: undefined }));
    });
    return saidAlike(said).map(({ brokers: names, text }) => ({ names, cells: text.split('\n') }));
  }

  #on(names: readonly string[]): string {
    return onText({ names: names.map(code), all: this.#names.map(code) });
  }
}

function nothingOwn({ name }: ReviewBroker): BrokerTerms {
  return { name, declared: undefined, values: new Map(), prefix: { called: '', value: '' } };
}
