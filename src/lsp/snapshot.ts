import { Reporter } from '../diagnostics/reporter.js';
import { Occurrences } from '../policy/occurrences.js';
import type { BrokerPolicy } from '../policy/policy.js';
import { ResourceUses } from '../policy/resource-uses.js';
import type { CheckedPolicy } from '../program/check.js';
import { queryableBrokers, type QueryableBroker } from '../program/queryable.js';
import { readPolicy } from '../program/read.js';
import type { LoadedPolicy } from '../source/load.js';
import type { PolicyFile } from '../syntax/tree.js';
import { checkLive } from './check.js';

/** The trees of a policy's files, and what they come to for each broker. */
interface Read {
  readonly files: readonly PolicyFile[];
  readonly policies: readonly BrokerPolicy[];
}

/**
 * A policy as it is between two changes. What features ask for is worked out at the first question, and
 * no more of it than that question needs: a hover does not wait for the proofs.
 */
export class Snapshot {
  #checked: CheckedPolicy | undefined;
  #read: Read | undefined;
  #brokers: readonly QueryableBroker[] | undefined;
  #names: Occurrences | undefined;
  #resources: ResourceUses | undefined;

  constructor(readonly loaded: LoadedPolicy) {}

  /** Everything that `warren check` finds out. */
  get checked(): CheckedPolicy {
    return (this.#checked ??= checkLive(this.loaded));
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

  #trees(): Read {
    return (this.#read ??= this.#checked ?? readPolicy(this.loaded, new Reporter()));
  }
}
