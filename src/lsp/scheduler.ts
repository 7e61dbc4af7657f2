/** The longest that a check waits for the typing to pause, in milliseconds. */
const LONGEST = 300;

/**
 * Runs work for whatever changed, soon after the last change. A piece of work waits as long as it took the
 * last time, so that a small policy is checked at every keystroke, and a large one when the typing pauses;
 * one that is asked for again while it waits is done once.
 */
export class Scheduler<T> {
  readonly #waiting = new Map<T, NodeJS.Timeout>();
  readonly #took = new Map<T, number>();

  constructor(readonly work: (about: T) => void) {}

  /** Asks for work. */
  ask(about: T): void {
    clearTimeout(this.#waiting.get(about));
    const delay = Math.min(this.#took.get(about) ?? 0, LONGEST);
    this.#waiting.set(
      about,
      setTimeout(() => {
        this.#run(about);
      }, delay),
    );
  }

  /** Drops work that has not begun. */
  drop(about: T): void {
    clearTimeout(this.#waiting.get(about));
    this.#waiting.delete(about);
    this.#took.delete(about);
  }

  /** Drops all work. */
  stop(): void {
    for (const about of [...this.#waiting.keys()]) this.drop(about);
  }

  #run(about: T): void {
    this.#waiting.delete(about);
    const start = performance.now();
    this.work(about);
    this.#took.set(about, performance.now() - start);
  }
}
