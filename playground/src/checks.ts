import type { PolicyText, TextAnswer, TextQuestion } from '../../dist/core/index.js';
import type { Model } from './model.js';
import type { Checked, Questions } from './protocol.js';
import { Prover, Stopped, stoppedText } from './prover.js';

/** So long nothing is typed before a check begins, in milliseconds. */
const REST = 120;

/** From so long on the page says that it is at work, in milliseconds. */
const SOON = 400;

/** What becomes of checks. */
export interface ChecksHooks {
  /** The question that a check answers besides. */
  readonly question: () => TextQuestion | undefined;
  /** A check is taking a while. */
  readonly waiting: () => void;
  /** No check is being waited for any more. */
  readonly rested: () => void;
  /** @param files the texts that it is about, which are those of the page */
  readonly checked: (checked: Checked, files: readonly PolicyText[]) => void;
  /** There is no answer, and why: a sentence. */
  readonly failed: (reason: string) => void;
}

/** Has the policy of the page checked as it changes, and answers what is asked about it. */
export class Checks {
  readonly #prover: Prover;
  #rest: ReturnType<typeof setTimeout> | undefined;

  /** @param start makes a worker */
  constructor(
    start: () => Worker,
    private readonly model: Model,
    private readonly hooks: ChecksHooks,
  ) {
    this.#prover = new Prover(start);
  }

  /** Gives up what is being worked out. */
  stop(): void {
    this.#prover.stop('by-hand');
  }

  /** Checks the policy once nothing was changed for a moment. */
  soon(): void {
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => {
      this.now();
    }, REST);
  }

  /** Checks the policy. */
  now(): void {
    void this.#check();
  }

  /** Answers a question to the policy as it is. */
  async ask(question: TextQuestion): Promise<TextAnswer> {
    try {
      return await this.#prover.ask('ask', { files: this.model.files, question });
    } catch (thrown) {
      if (!(thrown instanceof Stopped)) throw thrown;
      return { ok: false, reasons: [stoppedText(thrown)] };
    }
  }

  /** Answers what an editor asks in passing; undefined where that was given up. */
  async quietly<K extends 'hover' | 'complete' | 'format'>(
    kind: K,
    asked: Questions[K]['asked'],
  ): Promise<Questions[K]['answer'] | undefined> {
    try {
      return await this.#prover.ask(kind, asked);
    } catch (thrown) {
      if (thrown instanceof Stopped) return undefined;
      throw thrown;
    }
  }

  async #check(): Promise<void> {
    clearTimeout(this.#rest);
    const { hooks, model } = this;
    const { files, base } = model;
    if (model.isTooLong) {
      hooks.failed('This is more text than the playground takes; the command line takes more.');
      return;
    }
    const waiting = setTimeout(hooks.waiting, SOON);
    try {
      const asked = { files, against: base.files, question: hooks.question() };
      const checked = await this.#prover.ask('check', asked);
      if (files === model.files) hooks.checked(checked, files);
    } catch (thrown) {
      if (!(thrown instanceof Stopped)) throw thrown;
      if (thrown.reason !== 'replaced') hooks.failed(stoppedText(thrown));
    } finally {
      clearTimeout(waiting);
      hooks.rested();
    }
  }
}
