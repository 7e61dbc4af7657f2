import { Occurrences } from '../policy/names/occurrences.js';
import { ResourceUses } from '../policy/resources/resource-uses.js';
import type { CheckedPolicy } from '../program/check.js';
import { queryableBrokers, type QueryableBroker } from '../program/query/queryable.js';
import type { LoadedPolicy } from '../source/load.js';
import type { PolicyFile } from '../syntax/tree.js';
import type { Checker } from './checker.js';

/**
 * A policy as it is between two changes. What features ask for is worked out at the first question, and
 * no more of it than that question needs: a hover does not wait for the proofs.
 */
export class Snapshot {
  #checked: CheckedPolicy | undefined;
  #read: ReturnType<Checker['read']> | undefined;
  #brokers: readonly QueryableBroker[] | undefined;
  #names: Occurrences | undefined;
  #resources: ResourceUses | undefined;

  constructor(
    readonly loaded: LoadedPolicy,
    readonly checker: Checker,
  ) {}

  /** Everything that `warren check` finds out. */
  get checked(): CheckedPolicy {
    return (this.#checked ??= this.checker.check(this.loaded));
  }

  /**
   * Finds that out while other requests are served.
   *
   * @throws the reason of `signal` once that is aborted
   */
  async checkInTurns(signal: AbortSignal): Promise<void> {
    if (this.#checked !== undefined) return;
    const checked = await this.checker.checkInTurns(this.loaded, signal);
    // A request may not have waited for this.
    this.#checked ??= checked;
  }

  /** The trees of all files whose bytes are sound, mistakes in the text or not. */
  get files(): readonly PolicyFile[] {
    return this.#trees().files;
  }

  /** The file at an absolute path. */
  file(path: string): PolicyFile | undefined {
    return this.files.find(({ source }) => source.path === path);
  }

  /** Every broker, also of a policy with errors: then with what could be understood of it. */
  get brokers(): readonly QueryableBroker[] {
    const { files, policies } = this.#trees();
    return (this.#brokers ??= queryableBrokers(files, policies));
  }

  /** Every name in the files: what stands at an offset, where it is declared, where it is used. */
  get names(): Occurrences {
    return (this.#names ??= new Occurrences(this.files));
  }

  /** Where exchanges, queues and streams are named, resolved for each broker. */
  get resources(): ResourceUses {
    return (this.#resources ??= new ResourceUses(this.#trees().policies));
  }

  #trees(): ReturnType<Checker['read']> {
    return (this.#read ??= this.#checked ?? this.checker.read(this.loaded));
  }
}
