import { brokerDiagnostics as catalog } from '../../diagnostics/catalog/brokers.js';
import type { Reporter } from '../../diagnostics/reporter.js';
import type { Place, Source } from '../../source/source.js';
import type {
  BrokerSetting,
  LetDeclaration,
  SettingsEntry,
  TokenSetting,
} from '../../syntax/tree.js';
import { placeIn, type Outline } from '../outline.js';

/** A piece of a broker's block, with the file that it stands in. */
export interface Entry<T> {
  readonly node: T;
  readonly source: Source;
}

/** What all the blocks of one broker say together, each thing once. */
export interface BrokerEntries {
  readonly name: string;
  /** The name in the first block; of the implied broker nowhere in particular. */
  readonly place: Place;
  readonly isImplied: boolean;
  readonly settings: ReadonlyMap<string, Entry<BrokerSetting | TokenSetting>>;
  readonly lets: ReadonlyMap<string, Entry<LetDeclaration>>;
  readonly confLines: ReadonlyMap<string, Entry<SettingsEntry>>;
}

/** The names that every broker gives a meaning to by itself. */
const builtIn = new Set(['account', 'region', 'partition', 'broker', 'role']);

/** Adds up the `broker` blocks of each broker. What is given twice is reported at both places. */
export function brokerEntries(outline: Outline, reporter: Reporter): readonly BrokerEntries[] {
  const collected = new Map<string, Collector>();
  const names = outline.brokers.flatMap(({ node }) =>
    node.names.flatMap((name) => name?.text ?? []),
  );
  const all = [...new Set(names)];
  for (const { node, source } of outline.brokers) {
    const places = new Map<string, Place>();
    for (const name of node.names)
      if (name !== null && !places.has(name.text))
        places.set(name.text, { source, range: name.range });
    for (const [name, place] of places) {
      const collector = collected.get(name) ?? new Collector(name, place, reporter.on(name, all));
      collected.set(name, collector);
      for (const item of node.items) collector.add(item, source);
    }
  }
  return [...collected.values()];
}

class Collector implements BrokerEntries {
  readonly isImplied = false;
  readonly settings = new Map<string, Entry<BrokerSetting | TokenSetting>>();
  readonly lets = new Map<string, Entry<LetDeclaration>>();
  readonly confLines = new Map<string, Entry<SettingsEntry>>();

  constructor(
    readonly name: string,
    readonly place: Place,
    readonly reporter: Reporter,
  ) {}

  add(item: Outline['brokers'][number]['node']['items'][number], source: Source): void {
    if (item.type === 'setting' || item.type === 'token')
      this.#put(this.settings, item.keyword.text, { node: item, source }, item.keyword.range);
    if (item.type === 'let' && item.name !== null) {
      const { text, range } = item.name;
      if (builtIn.has(text))
        this.reporter.report(catalog.builtInVariable, { source, range }, { name: text });
      else this.#put(this.lets, text, { node: item, source }, range);
    }
    if (item.type === 'settings')
      for (const entry of item.entries)
        this.#put(this.confLines, entry.key.text, { node: entry, source }, entry.key.range);
  }

  #put<T extends { readonly range: Place['range'] }>(
    map: Map<string, Entry<T>>,
    key: string,
    entry: Entry<T>,
    range: Place['range'],
  ): void {
    const first = map.get(key);
    if (first === undefined) map.set(key, entry);
    else
      this.reporter.report(
        catalog.duplicateSetting,
        { source: entry.source, range },
        { setting: key, broker: this.name },
        { notes: [{ message: 'It is given first here.', place: placeIn(first, first.node) }] },
      );
  }
}
