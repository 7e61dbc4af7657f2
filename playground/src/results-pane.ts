import type { TextAnswer, TextQuestion } from '../../dist/core/index.js';
import { html, message, type Child } from '../../src/review/browser/dom.js';
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
    this.#tabs = tabs('What comes out', [
      { id: 'scopes', title: 'Scopes', panel: this.#scopes },
      { id: 'conf', title: 'rabbitmq.conf', panel: under(0, this.#configuration.element) },
      { id: 'iam', title: 'IAM', panel: under(1, this.#policies.element) },
      { id: 'ask', title: 'Ask', panel: this.#ask.element },
      { id: 'claims', title: 'Claims', panel: this.#claims },
      {
        id: 'diff',
        title: 'Diff',
        panel: html('div', {}, html('div', { class: 'bar' }, this.#against, keep), this.#diff),
      },
    ]);
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
  show(
    { brokers, claims, artifacts, comparison, answer, reasons, diagnostics }: Checked,
    against: string,
  ): void {
    const { goTo } = this.hooks;
    const isFaulty = diagnostics.some(({ severity }) => severity === 'error');
    this.#scopes.replaceChildren(
      ...filled([
        isFaulty
          ? html(
              'p',
              { class: 'alarm' },
              'The policy has errors: this is how far it is understood.',
            )
          : undefined,
        ...scopesView(brokers, goTo),
      ]),
    );
    this.#claims.replaceChildren(...filled(claimsView(claims, goTo)));
    this.#diff.replaceChildren(...filled([comparisonView(comparison)]));
    this.#against.textContent = `Access gained and lost, against ${against}`;
    const files = filesOf(artifacts);
    this.#configuration.show(files.filter(({ path }) => !/(?:^|\/)iam\//.test(path)));
    this.#policies.show(files.filter(({ path }) => /(?:^|\/)iam\//.test(path)));
    const inTheWay =
      artifacts?.ok === false ? artifacts.diagnostics.map((one) => one.message) : [...reasons];
    for (const alarm of this.#alarms) {
      alarm.hidden = inTheWay.length === 0;
      alarm.replaceChildren(
        html('p', {}, 'Nothing is written while this stands:'),
        html('ul', {}, ...inTheWay.slice(0, 5).map((text) => html('li', {}, ...message(text)))),
      );
    }
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
}

function filled(children: readonly Child[]): readonly (Node | string)[] {
  return children.filter((child) => child !== undefined);
}
