import type { Answered, Asked, Kind, Questions } from './protocol.js';

/** Thrown where a question was given up, as it took too long or another took its place. */
export class Stopped extends Error {
  constructor(readonly reason: 'too-long' | 'by-hand' | 'replaced' | 'broken') {
    super(reason);
  }
}

/** So long a question may take, in milliseconds. */
const LONGEST = 20_000;

/** So long a check may go on once a newer one waits behind it. */
const PATIENCE = 1_500;

interface Waiting {
  readonly kind: Kind;
  readonly since: number;
  readonly done: (answer: Answered['answer']) => void;
  readonly failed: (reason: Stopped) => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** The worker of the page: it answers one question after the other, and is replaced where one takes too long. */
export class Prover {
  #worker: Worker | undefined;
  #id = 0;
  readonly #waiting = new Map<number, Waiting>();

  /** @param start makes a worker */
  constructor(private readonly start: () => Worker) {}

  /** Whether something is being worked out. */
  get isBusy(): boolean {
    return this.#waiting.size > 0;
  }

  /**
   * Asks the worker something.
   *
   * @throws Stopped where the question was given up
   */
  async ask<K extends Kind>(
    kind: K,
    asked: Questions[K]['asked'],
  ): Promise<Questions[K]['answer']> {
    if (kind === 'check' && this.#isStuck()) this.stop('replaced');
    const worker = this.#running();
    const id = ++this.#id;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.stop('too-long');
      }, LONGEST);
      const done: Waiting['done'] = resolve;
      this.#waiting.set(id, { kind, since: performance.now(), done, failed: reject, timer });
      const message = { id, kind, ...asked } satisfies { id: number; kind: Kind };
      worker.postMessage(message);
    });
  }

  /** Gives up all that is being worked out. */
  stop(reason: Stopped['reason']): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    for (const { timer, failed } of this.#waiting.values()) {
      clearTimeout(timer);
      failed(new Stopped(reason));
    }
    this.#waiting.clear();
  }

  #isStuck(): boolean {
    const now = performance.now();
    return [...this.#waiting.values()].some(({ since }) => now - since > PATIENCE);
  }

  #running(): Worker {
    if (this.#worker !== undefined) return this.#worker;
    const worker = this.start();
    worker.addEventListener('message', ({ data }: MessageEvent<Answered>) => {
      const waiting = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      clearTimeout(waiting?.timer);
      waiting?.done(data.answer);
    });
    worker.addEventListener('error', () => {
      this.stop('broken');
    });
    this.#worker = worker;
    return worker;
  }
}

/** What the page says of a question that was given up. */
export function stoppedText({ reason }: Stopped): string {
  switch (reason) {
    case 'too-long':
      return `This takes longer than ${LONGEST / 1000} s and was stopped. Change the policy to try again.`;
    case 'by-hand':
      return 'Stopped. Change the policy to try again.';
    case 'replaced':
      return 'A newer version is being checked.';
    case 'broken':
      return 'This page could not check the policy. Reload it to try again; the link that you can share keeps the text.';
  }
}

/** The questions as the worker takes them. */
export type Message = Asked;
