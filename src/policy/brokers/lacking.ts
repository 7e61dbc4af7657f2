import { nearest } from '../../diagnostics/nearest.js';
import { placeIn } from '../outline.js';
import type { BrokerEntries } from './entries.js';
import type { LackingVariable } from './environment.js';

/** Says of a name that a broker does not know whether others have a variable of that name. */
export type Lacking = (name: string, broker: BrokerEntries) => LackingVariable | undefined;

/** What brokers lack that others have. */
export function lackingAmong(brokers: readonly BrokerEntries[]): Lacking {
  return (name, broker) => {
    const others = brokers.filter(({ lets }) => lets.has(name));
    if (others.length === 0) return undefined;
    const own = [...broker.lets.keys()].filter(
      (let_) => !others.some(({ lets }) => lets.has(let_)),
    );
    const misspelt = nearest(name, own);
    const declared = misspelt === undefined ? undefined : broker.lets.get(misspelt);
    const word = declared?.node.name;
    return {
      others: others.map((other) => other.name),
      misspelt,
      at: declared && word ? placeIn(declared, word) : broker.place,
    };
  };
}
