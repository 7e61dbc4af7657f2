import { listed } from '../policy/phrases/phrase-text.js';
import type { Definition } from '../diagnostics/define.js';
import type { Details, Reporter } from '../diagnostics/reporter.js';
import type { Place, Source } from '../source/source.js';
import type { Broker } from '../policy/brokers/broker.js';

interface Finding<Particulars> {
  readonly place: Place;
  readonly particulars: Particulars;
  readonly brokers: Set<string>;
  readonly extras: Details;
}

/** What is found on several brokers at one place, to be told once, with the names of the brokers. */
export class AcrossBrokers<Particulars extends object> {
  readonly #found = new Map<Source, Map<string, Finding<Particulars>>>();

  /** Notes it for one broker; with other particulars it counts as another finding. */
  add(place: Place, particulars: Particulars, { name }: Broker, extras: Details = {}): void {
    const { source, range } = place;
    const inFile = this.#found.get(source) ?? new Map<string, Finding<Particulars>>();
    this.#found.set(source, inFile);
    const key = JSON.stringify([range.start, range.end, particulars]);
    const known = inFile.get(key);
    if (known === undefined)
      inFile.set(key, { place, particulars, brokers: new Set([name]), extras });
    else known.brokers.add(name);
  }

  /** Reports what was noted, in the order of noting. */
  report(
    definition: Definition<Particulars & { readonly brokers: string }>,
    reporter: Reporter,
  ): void {
    for (const inFile of this.#found.values())
      for (const { place, particulars, brokers, extras } of inFile.values()) {
        const told = { ...particulars, brokers: listed([...brokers]) };
        reporter.report(definition, place, told, extras);
      }
  }
}
