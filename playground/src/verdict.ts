import type { TextFix } from '../../dist/core/index.js';
import { html } from '../../src/review/browser/dom.js';
import type { GoTo } from './places.js';
import { countText, problemList } from './problems.js';
import type { Checked } from './protocol.js';
import { sentence } from './results.js';

/** What the verdict has others do. */
export interface VerdictHooks {
  readonly goTo: GoTo;
  readonly fix: (fix: TextFix) => void;
  readonly stop: () => void;
}

/** What a check tells, below the editor: in a line, and as a list of problems. */
export class Verdict {
  readonly elements: readonly HTMLElement[];
  readonly #status = html('p', { role: 'status', class: 'status' });
  readonly #stop = html('button', { type: 'button', class: 'quiet', hidden: true }, 'Stop');
  readonly #problems = html('div', {
    class: 'problem-box',
    tabindex: 0,
    role: 'region',
    'aria-label': 'Problems',
    hidden: true,
  });
  #notice: string | undefined;
  #aside = '';

  constructor(private readonly hooks: VerdictHooks) {
    this.#stop.addEventListener('click', hooks.stop);
    this.elements = [
      html('div', { class: 'status-bar' }, this.#status, this.#stop),
      this.#problems,
    ];
  }

  /** Says something until something else is to be said. */
  say(text: string, isBad = false): void {
    this.#status.textContent = text;
    this.#status.classList.toggle('error', isBad);
  }

  /** Says something, instead of what a check tells, until the policy changes; undefined takes it back. */
  notice(text: string | undefined): void {
    this.#notice = text;
    if (text !== undefined) this.say(text, true);
  }

  /** Says something behind what each check told, until something else is to be said there. */
  aside(text: string): void {
    this.#aside = text;
  }

  /** Says that a check is taking a while, or that it no longer is. */
  wait(isWaiting: boolean): void {
    if (isWaiting) this.say('Proving\u2026');
    this.#stop.hidden = !isWaiting;
  }

  /** Shows what a check told. */
  show({ diagnostics, reasons }: Checked): void {
    const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
    const told =
      reasons.length > 0 ? reasons.map(sentence).join('').trim() : countText(diagnostics);
    const said = this.#aside === '' ? told : `${told.replace(/\.?$/, '.')} ${this.#aside}`;
    this.say(this.#notice ?? said, this.#notice !== undefined || errors + reasons.length > 0);
    this.#problems.replaceChildren(...problemList(diagnostics, this.hooks.goTo, this.hooks.fix));
    this.#problems.hidden = diagnostics.length === 0;
  }
}
