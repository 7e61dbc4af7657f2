import { brokerDiagnostics as catalog } from '../../diagnostics/catalog/brokers.js';
import { policyDiagnostics } from '../../diagnostics/catalog/policy.js';
import type { Reporter } from '../../diagnostics/reporter.js';
import type { Source } from '../../source/source.js';
import type { Template } from '../../syntax/tree.js';
import { isAccountId } from '../../aws/accounts.js';
import { partitionNamed } from '../../aws/partitions.js';
import { isRegionName } from '../../aws/regions.js';
import { flat } from '../names/text.js';
import type { Lacking } from './lacking.js';
import type { BrokerEntries } from './entries.js';
import { substitute, type Environment, type Lookup } from './environment.js';

/** The settings that are also variables. */
const settingVariables = ['account', 'region', 'partition'] as const;

/** How deep variables may use each other. */
const depthLimit = 64;

/** What `${…}` can name for one broker: its variables, and the built-in names. */
export class BrokerEnvironment implements Environment {
  readonly #known = new Map<string, Lookup>();
  readonly #open = new Set<string>();

  /** @param isPart whether settings and variables of it may stand elsewhere, which was told */
  constructor(
    readonly entries: BrokerEntries,
    readonly reporter: Reporter,
    readonly isPart: boolean,
    readonly lacking: Lacking = () => undefined,
  ) {}

  get broker(): string {
    return this.entries.name;
  }

  lookup(name: string): Lookup {
    const known = this.#known.get(name) ?? this.#resolve(name);
    this.#known.set(name, known);
    return known;
  }

  names(): Iterable<string> {
    return [...this.entries.lets.keys(), ...settingVariables, 'broker', 'role'];
  }

  #resolve(name: string): Lookup {
    if (name === 'broker') return { found: 'text', text: [this.broker] };
    if (name === 'role')
      return { found: 'unset', why: 'It has a value only in the phrases of `allow`.' };
    const declared = this.entries.lets.get(name);
    if (declared !== undefined) return this.#value(name, declared.node.value, declared.source);
    if (!settingVariables.some((setting) => setting === name)) return this.#unknown(name);
    const setting = this.entries.settings.get(name);
    if (setting?.node.type === 'setting') {
      const value = this.#value(name, setting.node.values[0] ?? null, setting.source);
      // One that cannot be is told where it is given.
      return value.found === 'text' && !isPossible(name, flat(value.text))
        ? { found: 'reported' }
        : value;
    }
    if (name === 'partition') return { found: 'text', text: ['aws'] };
    if (this.isPart) return { found: 'reported' };
    const unset = { found: 'unset', why: `Give the broker its \`${name}\`.` } as const;
    return this.entries.isImplied ? unset : { ...unset, at: this.entries.place };
  }

  #unknown(name: string): Lookup {
    if (this.isPart) return { found: 'reported' };
    const lacking = this.lacking(name, this.entries);
    return lacking === undefined ? { found: 'unknown' } : { found: 'elsewhere', ...lacking };
  }

  /** Variables may name each other, but not in a circle. */
  #value(name: string, value: Template | null, source: Source): Lookup {
    if (value === null) return { found: 'reported' };
    const place = { source, range: value.range };
    if (this.#open.has(name)) {
      this.reporter.report(catalog.circularVariable, place, { name, broker: this.broker });
      return { found: 'reported' };
    }
    if (this.#open.size >= depthLimit) {
      const particulars = { what: 'Variables use', limit: depthLimit };
      this.reporter.report(policyDiagnostics.chainTooLong, place, particulars);
      return { found: 'reported' };
    }
    this.#open.add(name);
    const text = substitute(value, source, this, this.reporter);
    this.#open.delete(name);
    return text === undefined ? { found: 'reported' } : { found: 'text', text };
  }
}

function isPossible(setting: string, value: string): boolean {
  if (setting === 'account') return isAccountId(value);
  return setting === 'region' ? isRegionName(value) : partitionNamed(value) !== undefined;
}
