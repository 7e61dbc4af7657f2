/** The longest that work waits for the typing to pause, in milliseconds. */
const LONGEST = 300;

/** Work for whatever changed; it stops when `signal` is aborted. */
export type ScheduledWork<T> = (about: T, signal: AbortSignal) => Promise<void>;

/**
 * Does work for whatever changed: at once for the first change after a pause, else soon after the last
 * one. It waits as long as it took the last time, so that a small policy is checked at every keystroke,
 * and a large one when the typing pauses. What is asked for again while it waits is done once, and while
 * it is being done it is given up.
 */
export class Scheduler<T> {
  readonly #waiting = new Map<T, NodeJS.Timeout>();
  readonly #doing = new Map<T, AbortController>();
  readonly #took = new Map<T, number>();
  readonly #asked = new Map<T, number>();

  /**
   * @param done hears of work that was done and not given up
   * @param failed hears of what goes wrong
   */
  constructor(
    readonly work: ScheduledWork<T>,
    readonly done: (about: T) => void,
    readonly failed: (thrown: unknown) => void,
  ) {}

  /** Asks for work. */
  ask(about: T): void {
    this.#giveUp(about);
    const pause = Math.min(this.#took.get(about) ?? 0, LONGEST);
    const now = performance.now();
    const isFirst = now - (this.#asked.get(about) ?? -Infinity) > pause;
    this.#asked.set(about, now);
    const timer = setTimeout(
      () => {
        void this.#run(about);
      },
      isFirst ? 0 : pause,
    );
    this.#waiting.set(about, timer);
  }

  /** Drops work that is not done. */
  drop(about: T): void {
    this.#giveUp(about);
    this.#took.delete(about);
    this.#asked.delete(about);
  }

  /** Drops all work. */
  stop(): void {
    for (const about of [...this.#waiting.keys(), ...this.#doing.keys()]) this.drop(about);
  }

  #giveUp(about: T): void {
    clearTimeout(this.#waiting.get(about));
    this.#waiting.delete(about);
    this.#doing.get(about)?.abort();
    this.#doing.delete(about);
  }

  async #run(about: T): Promise<void> {
    this.#waiting.delete(about);
    const controller = new AbortController();
    this.#doing.set(about, controller);
    const start = performance.now();
    try {
      await this.work(about, controller.signal);
      if (!controller.signal.aborted) this.done(about);
    } catch (thrown) {
      if (!controller.signal.aborted) this.failed(thrown);
    }
    if (controller.signal.aborted) return;
    this.#doing.delete(about);
    this.#took.set(about, performance.now() - start);
  }
}
