import type { TextAnswer, TextQuestion } from '../../dist/core/index.js';
import { html, message } from '../../src/review/browser/dom.js';
import { askPanel } from './ask.js';
import { filesView } from './files-view.js';
import type { GoTo } from './places.js';
import type { Checked } from './protocol.js';
import { claimsView, comparisonView, failing, filesOf, scopesView } from './results.js';
import { tabs } from './tabs.js';

/** What the results have others do. */
export interface ResultsHooks {
  readonly goTo: GoTo;
  /** The question was changed. */
  readonly asked: () => void;
  /** The policy as it is is to be compared with from now on. */
  readonly keep: () => void;
  readonly copied: (text: string, what: string) => void;
}

/** What comes out of the policy, in panels. */
export class ResultsPane {
  readonly element: HTMLElement;
  readonly #scopes = html('div');
  readonly #claims = html('div');
  readonly #diff = html('div');
  readonly #against = html('span', { class: 'quiet' });
  readonly #alarms: readonly HTMLElement[];
  readonly #configuration;
  readonly #policies;
  readonly #ask;
  readonly #tabs;
  /** What was checked last, and what that is compared with, in words. */
  #latest: { readonly checked: Checked; readonly against: string } | undefined;
  /** The panel that is shown. */
  #shown = '';
  /** The panels that show what was checked last: the others do once they are shown themselves. */
  readonly #drawn = new Set<string>();
  #isFresh = true;

  constructor(private readonly hooks: ResultsHooks) {
    const copied = (text: string): void => {
      hooks.copied(text, 'The file');
    };
    this.#configuration = filesView("The broker's files", 'out-file', copied);
    this.#policies = filesView('IAM policies', 'out-policy', copied);
    this.#ask = askPanel(hooks.asked);
    this.#alarms = [1, 2].map(() => html('div', { class: 'alarm', hidden: true }));
    const keep = html('button', { type: 'button' }, 'Compare with this version');
    keep.addEventListener('click', hooks.keep);
    const under = (at: number, element: HTMLElement): HTMLElement =>
      html('div', { class: 'out' }, this.#alarms[at], element);
    const compared = html('div', { class: 'bar' }, this.#against, keep);
    this.#tabs = tabs(
      'What comes out',
      [
        { id: 'scopes', title: 'Scopes', panel: this.#scopes },
        { id: 'conf', title: 'rabbitmq.conf', panel: under(0, this.#configuration.element) },
        { id: 'iam', title: 'IAM', panel: under(1, this.#policies.element) },
        { id: 'ask', title: 'Ask', panel: this.#ask.element },
        { id: 'claims', title: 'Claims', panel: this.#claims },
        { id: 'diff', title: 'Diff', panel: html('div', {}, compared, this.#diff) },
      ],
      (id) => {
        this.#shown = id;
        this.#draw();
      },
    );
    this.element = html(
      'section',
      { class: 'right', id: 'results', 'aria-label': 'What comes out', tabindex: -1 },
      this.#tabs.list,
      this.#tabs.panels,
    );
  }

  /** Begins with another policy: the next that is shown suggests a question. */
  reset(): void {
    this.#isFresh = true;
  }

  /** The question as it stands in its form. */
  question(): TextQuestion | undefined {
    return this.#isFresh ? undefined : this.#ask.question();
  }

  /** Shows the answer to the question. */
  answered(answer: TextAnswer | undefined): void {
    this.#ask.show(answer);
  }

  /** @param against what the policy is compared with, in words */
  show(checked: Checked, against: string): void {
    const { brokers, claims, comparison, answer } = checked;
    this.#latest = { checked, against };
    this.#drawn.clear();
    this.#draw();
    const fails = failing(claims);
    this.#tabs.count(
      'claims',
      fails > 0 ? String(fails) : claims.length === 0 ? '' : 'ok',
      fails > 0,
    );
    const changes = comparison?.ok === true ? comparison.gained + comparison.lost : 0;
    this.#tabs.count('diff', changes > 0 ? String(changes) : '', false);
    this.#ask.offer(brokers);
    if (this.#isFresh) {
      this.#isFresh = false;
      this.#ask.suggest(claims, brokers);
    } else this.#ask.show(answer);
  }

  /** Draws the panel that is shown, unless it shows what was checked last. */
  #draw(): void {
    if (this.#latest === undefined || this.#drawn.has(this.#shown)) return;
    this.#drawn.add(this.#shown);
    const { checked, against } = this.#latest;
    const { goTo } = this.hooks;
    switch (this.#shown) {
      case 'scopes':
        this.#scopes.replaceChildren(
          ...partlyUnderstood(checked),
          ...scopesView(checked.brokers, goTo),
        );
        break;
      case 'conf':
      case 'iam': {
        const files = filesOf(checked.artifacts);
        this.#configuration.show(files.filter(({ path }) => !IAM.test(path)));
        this.#policies.show(files.filter(({ path }) => IAM.test(path)));
        this.#tellAlarms(checked);
        break;
      }
      case 'claims':
        this.#claims.replaceChildren(...claimsView(checked.claims, goTo));
        break;
      case 'diff':
        this.#diff.replaceChildren(...comparisonView(checked.comparison));
        this.#against.textContent = `Access gained and lost, against ${against}`;
    }
  }

  #tellAlarms({ artifacts, reasons }: Checked): void {
    const inTheWay =
      artifacts?.ok === false ? artifacts.diagnostics.map((one) => one.message) : [...reasons];
    for (const alarm of this.#alarms) {
      alarm.hidden = inTheWay.length === 0;
      alarm.replaceChildren(
        html('p', {}, 'Nothing is written while this stands:'),
        html('ul', {}, ...inTheWay.slice(0, 5).map((text) => html('li', {}, ...message(text)))),
      );
    }
  }
}

/** A file of an account, which is attached to a role. */
const IAM = /(?:^|\/)iam\//;

function partlyUnderstood({ diagnostics }: Checked): readonly HTMLElement[] {
  if (diagnostics.every(({ severity }) => severity !== 'error')) return [];
  const text = 'The policy has errors: this is how far it is understood.';
  return [html('p', { class: 'alarm' }, text)];
}
