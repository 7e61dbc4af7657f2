import type { LoadedPolicy } from '../source/load.js';
import type { Source } from '../source/source.js';
import { begin, type CheckedPolicy } from './check.js';
import { Kept } from './phases/kept.js';
import { untilAccepted, untilResolved } from './phases/phases.js';
import type { Begun, Resolved } from './phases/read.js';
import { finish, inTurns } from './phases/work.js';

/**
 * Checks one policy again and again while it is being edited. Every answer is what `checkPolicy`
 * gives, for checking alone; what an edit does not touch is not worked out again.
 *
 * A text that is as it was is the same `Source` as before, whatever object it comes in: places are
 * to be compared by the names or paths of their sources.
 */
export class Session {
  readonly #kept = new Kept();
  #sources = new Map<string, Source>();

  /** Parses and resolves the policy at once, and says nothing of what is wrong with it. */
  read(loaded: LoadedPolicy): Resolved {
    return finish(untilResolved.run(this.#begun(loaded)));
  }

  /** Checks the policy at once. */
  check(loaded: LoadedPolicy): CheckedPolicy {
    return { ...finish(untilAccepted.run(this.#begun(loaded))), artifacts: [] };
  }

  /**
   * Checks the policy in turns of some milliseconds, between which other events are served. What was
   * worked out before it is given up is of use to the next check.
   *
   * @throws the reason of `signal` once that is aborted
   */
  async checkInTurns(loaded: LoadedPolicy, signal?: AbortSignal): Promise<CheckedPolicy> {
    const checked = await inTurns(untilAccepted.run(this.#begun(loaded)), signal);
    return { ...checked, artifacts: [] };
  }

  #begun(loaded: LoadedPolicy): Begun {
    return begin(this.#settled(loaded), { kept: this.#kept });
  }

  /** The policy with the known sources of the texts that are as they were. */
  #settled(loaded: LoadedPolicy): LoadedPolicy {
    // A flaw in the bytes of a file points to its own source.
    const flawed = new Set(loaded.textProblems.map(({ place }) => place.source));
    const sources = loaded.sources.map((source) => {
      const known = this.#sources.get(keyOf(source));
      return known === undefined || known.text !== source.text || flawed.has(source)
        ? source
        : known;
    });
    this.#sources = new Map(sources.map((source) => [keyOf(source), source]));
    return { ...loaded, sources };
  }
}

function keyOf({ name, path }: Source): string {
  return `${name}\0${path ?? ''}`;
}
