import type { LoadedPolicy } from '../source/load.js';
import { Source } from '../source/source.js';
import { begin, type CheckedPolicy } from './check.js';
import { Kept } from './phases/kept.js';
import { untilAccepted, untilResolved } from './phases/phases.js';
import type { Begun, Resolved } from './phases/read.js';
import { finish, inTurns, nextTask, type Pause } from './phases/work.js';

/**
 * Checks one policy again and again while it is being edited. Every answer is what `checkPolicy`
 * gives, for checking alone; what an edit does not touch is not worked out again.
 *
 * A file has one `Source` of the session's own, whose text is replaced when the file is edited: what is
 * kept points into the text as it is now. So an answer is of use until the next question, and places are
 * to be compared by the names or paths of their sources.
 */
export class Session {
  readonly #kept = new Kept(true);
  #sources = new Map<string, Source>();

  /** @param pause how a turn ends where the policy is checked in turns */
  constructor(private readonly pause: Pause = nextTask) {}

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
    const checked = await inTurns(untilAccepted.run(this.#begun(loaded)), signal, this.pause);
    return { ...checked, artifacts: [] };
  }

  #begun(loaded: LoadedPolicy): Begun {
    return begin(this.#settled(loaded), { kept: this.#kept });
  }

  /** The policy with the session's own sources, brought up to date. */
  #settled(loaded: LoadedPolicy): LoadedPolicy {
    // A flaw in the bytes of a file points to its own source.
    const flawed = new Set(loaded.textProblems.map(({ place }) => place.source));
    const own = new Map<string, Source>();
    const sources = loaded.sources.map((source) => {
      if (flawed.has(source)) return source;
      const key = keyOf(source);
      const { name, text, path } = source;
      const known = this.#sources.get(key) ?? new Source(name, text, path);
      known.edit(text);
      own.set(key, known);
      return known;
    });
    this.#sources = own;
    return { ...loaded, sources };
  }
}

function keyOf({ name, path }: Source): string {
  return `${name}\0${path ?? ''}`;
}
