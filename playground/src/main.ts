import type { PolicyText, TextFix } from '../../dist/core/index.js';
import { version } from '../../dist/version.js';
import { html } from '../../src/review/browser/dom.js';
import { PolicyEditor } from './editor.js';
import { examples } from './examples.js';
import { fileBar } from './file-bar.js';
import { Model } from './model.js';
import { askName } from './name-dialog.js';
import { countText, problemList } from './problems.js';
import type { Checked, Questions } from './protocol.js';
import { Prover, Stopped, stoppedText } from './prover.js';
import { ResultsPane } from './results-pane.js';
import { sentence } from './results.js';
import { packed, unpacked } from './share.js';

/** So long nothing is typed before a check begins, in milliseconds. */
const REST = 120;

/** From so long on the page says that it is at work, in milliseconds. */
const SOON = 400;

const FIRST = 'one-service';

/** The page: it brings together the editor, the worker that checks, and what is shown of its answers. */
class Playground {
  readonly #model = new Model();
  readonly #prover = new Prover(() => new Worker(new URL('worker.js', document.baseURI)));
  readonly #editor: PolicyEditor;
  readonly #results: ResultsPane;
  readonly #status = html('p', { role: 'status', class: 'status' });
  readonly #problems = html('div', { class: 'problem-box', tabindex: 0, role: 'region' });
  readonly #stop = html('button', { type: 'button', class: 'quiet', hidden: true }, 'Stop');
  readonly #example = html('select', { id: 'example' });
  readonly #files = fileBar(
    {
      show: (name) => {
        this.#show(name);
      },
      add: () => {
        this.#ask('New file', '', (name) => this.#model.add(name));
      },
      rename: () => {
        const before = this.#model.shown;
        this.#ask('Rename', before, (name) => {
          const problem = this.#model.rename(name);
          if (problem === undefined) this.#editor.forget(before);
          return problem;
        });
      },
      remove: () => {
        this.#editor.forget(this.#model.shown);
        this.#model.remove();
        this.#changed();
      },
    },
    'editor',
  );
  #checked: Checked | undefined;
  /** What is to be read until the policy changes, instead of what a check tells. */
  #notice: string | undefined;
  /** The texts that the answer is about. */
  #about: readonly PolicyText[] = [];
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    const host = html('div', { id: 'editor', role: 'tabpanel', 'aria-label': 'Editor' });
    this.#problems.setAttribute('aria-label', 'Problems');
    this.#results = new ResultsPane({
      goTo: (place) => {
        this.#goTo(place.file, place.line, place.column);
      },
      asked: () => {
        void this.#answer();
      },
      keep: () => {
        this.#model.keep(`the version kept at ${new Date().toLocaleTimeString()}`);
        this.#check();
      },
      copied: (text, what) => {
        void this.#copy(text, what);
      },
    });
    this.#editor = new PolicyEditor(host, {
      changed: (name, text) => {
        this.#model.write(name, text);
        this.#notice = undefined;
        this.#soon();
      },
      hover: (file, offset) => this.#quietly('hover', { ...this.#spot(file), offset }),
      complete: (file, offset) => this.#quietly('complete', { ...this.#spot(file), offset }),
      fix: (fix) => {
        this.#fix(fix);
      },
      format: () => {
        void this.#format();
      },
    });
    this.#stop.addEventListener('click', () => {
      this.#prover.stop('by-hand');
    });
    document.body.append(this.#header(), this.#main(host));
    addEventListener('hashchange', () => {
      void this.#openLink();
    });
    void this.#openLink();
  }

  #header(): HTMLElement {
    const button = (text: string, act: () => void, title: string): HTMLElement => {
      const made = html('button', { type: 'button', title }, text);
      made.addEventListener('click', act);
      return made;
    };
    this.#example.append(
      html('option', { value: '' }, 'a policy of your own'),
      ...examples.map(({ name, title }) => html('option', { value: name }, title)),
    );
    this.#example.addEventListener('change', () => {
      const { value } = this.#example;
      history.pushState(null, '', value === '' ? '#' : `#example=${value}`);
      void this.#openLink();
    });
    return html(
      'header',
      {},
      html('a', { class: 'skip', href: '#results' }, 'Skip to what comes out'),
      html('h1', {}, html('b', {}, 'Warren'), ' playground ', html('small', {}, version)),
      html('label', { for: 'example' }, html('span', { class: 'quiet' }, 'Example'), this.#example),
      html(
        'span',
        { class: 'buttons' },
        button(
          'Format',
          () => void this.#format(),
          'Give this file the canonical layout (Shift+Alt+F)',
        ),
        button('Share', () => void this.#share(), 'Copy a link that carries the policy'),
      ),
      html(
        'span',
        { class: 'quiet promise' },
        'Everything happens in this page; no text leaves it.',
      ),
    );
  }

  #main(host: HTMLElement): HTMLElement {
    return html(
      'main',
      {},
      html(
        'section',
        { class: 'left', 'aria-label': 'The policy' },
        this.#files.element,
        host,
        html('div', { class: 'status-bar' }, this.#status, this.#stop),
        this.#problems,
      ),
      this.#results.element,
    );
  }

  /** Opens what the address carries: a policy, an example, or the first example. */
  async #openLink(): Promise<void> {
    const { hash } = location;
    if (hash === '#results') return;
    const carried = /^#p=(.*)$/.exec(hash)?.[1];
    if (carried !== undefined) {
      const files = await unpacked(carried);
      this.#example.value = '';
      if (files !== undefined) {
        this.#open(files, 'the policy of the link');
        return;
      }
      this.#open([{ name: 'policy.warren', text: '' }], 'nothing');
      this.#notice = 'The link carries no policy that can be read: it may have been cut short.';
      this.#say(this.#notice, true);
      return;
    }
    const wanted = /^#example=([\w-]+)$/.exec(hash)?.[1] ?? FIRST;
    const found = examples.find(({ name }) => name === wanted);
    if (hash === '#' || found === undefined) {
      this.#example.value = '';
      this.#open([{ name: 'policy.warren', text: '' }], 'an empty policy');
      return;
    }
    this.#example.value = found.name;
    this.#open(found.files, 'the example as it was');
  }

  #open(files: readonly PolicyText[], name: string): void {
    this.#editor.reset();
    this.#model.open(files, name);
    this.#checked = undefined;
    this.#notice = undefined;
    this.#results.reset();
    this.#changed();
  }

  /** Draws the files anew, and checks them. */
  #changed(): void {
    this.#show(this.#model.shown);
    this.#check();
  }

  #show(name: string): void {
    this.#model.shown = name;
    this.#editor.show(name, this.#model.textOf(name));
    this.#draw();
  }

  #ask(title: string, name: string, take: (name: string) => string | undefined): void {
    askName(title, name, (given) => {
      const problem = take(given);
      if (problem === undefined) this.#changed();
      return problem;
    });
  }

  #spot(file: string): { readonly files: readonly PolicyText[]; readonly file: string } {
    return { files: this.#model.files, file };
  }

  /** Asks what nobody waits for in so many words; undefined where it was given up. */
  async #quietly<K extends 'hover' | 'complete'>(
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

  #soon(): void {
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => {
      this.#check();
    }, REST);
  }

  #check(): void {
    void this.#checkNow();
  }

  async #checkNow(): Promise<void> {
    clearTimeout(this.#rest);
    const { files, base } = this.#model;
    if (this.#model.isTooLong) {
      this.#say('This is more text than the playground takes; the command line takes more.', true);
      return;
    }
    const busy = setTimeout(() => {
      this.#say('Proving\u2026');
      this.#stop.hidden = false;
    }, SOON);
    try {
      const question = this.#results.question();
      const asked = { files, against: base.files, question };
      const checked = await this.#prover.ask('check', asked);
      if (files !== this.#model.files) return;
      this.#checked = checked;
      this.#about = files;
      this.#results.show(checked, base.name);
      if (question === undefined) void this.#answer();
      this.#draw();
    } catch (thrown) {
      if (!(thrown instanceof Stopped)) throw thrown;
      if (thrown.reason !== 'replaced') this.#say(stoppedText(thrown), true);
    } finally {
      clearTimeout(busy);
      this.#stop.hidden = true;
    }
  }

  async #answer(): Promise<void> {
    const question = this.#results.question();
    if (question === undefined) {
      this.#results.answered(undefined);
      return;
    }
    try {
      const asked = { files: this.#model.files, question };
      this.#results.answered(await this.#prover.ask('ask', asked));
    } catch (thrown) {
      if (!(thrown instanceof Stopped)) throw thrown;
      this.#results.answered({ ok: false, reasons: [stoppedText(thrown)] });
    }
  }

  /** Shows the last answer on the files and in the editor. */
  #draw(): void {
    const { files, shown } = this.#model;
    const { diagnostics = [], reasons = [], colours = {} } = this.#checked ?? {};
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    this.#files.draw(files, shown, new Set(errors.map(({ place }) => place.file)));
    if (this.#checked === undefined) return;
    const about = this.#about.find(({ name }) => name === shown)?.text;
    if (about !== undefined)
      this.#editor.tell(
        diagnostics.filter(({ place }) => place.file === shown),
        colours[shown] ?? [],
        about,
      );
    const told =
      reasons.length > 0 ? reasons.map(sentence).join('').trim() : countText(diagnostics);
    this.#say(
      this.#notice ?? told,
      this.#notice !== undefined || errors.length + reasons.length > 0,
    );
    this.#problems.replaceChildren(
      problemList(
        diagnostics,
        ({ file, line, column }) => {
          this.#goTo(file, line, column);
        },
        (fix) => {
          this.#fix(fix);
        },
      ),
    );
    this.#problems.hidden = diagnostics.length === 0;
  }

  #goTo(file: string, line: number, column: number): void {
    if (file !== this.#model.shown) {
      if (!this.#model.files.some(({ name }) => name === file)) return;
      this.#show(file);
    }
    const lines = this.#model.textOf(file).split(/\r\n|\r|\n/);
    const start = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
    const at = start + column - 1;
    const length = /^[^\s{},()]+/.exec((lines[line - 1] ?? '').slice(column - 1))?.[0].length ?? 0;
    this.#editor.select(at, at + length);
  }

  #fix(fix: TextFix): void {
    if (this.#about !== this.#model.files) return;
    const { shown } = this.#model;
    const changed = this.#model.fixed(fix);
    for (const [name, text] of changed) {
      if (name !== this.#model.shown) this.#show(name);
      this.#editor.replace(text);
    }
    if (this.#model.shown !== shown) this.#show(shown);
    this.#check();
  }

  async #format(): Promise<void> {
    const { shown } = this.#model;
    if (!shown.endsWith('.warren')) return;
    const text = this.#model.textOf(shown);
    try {
      const formatted = await this.#prover.ask('format', { text });
      if (shown === this.#model.shown && text === this.#model.textOf(shown))
        this.#editor.replace(formatted);
    } catch (thrown) {
      if (!(thrown instanceof Stopped)) throw thrown;
    }
  }

  async #share(): Promise<void> {
    const carried = await packed(this.#model.files);
    if (carried === undefined) {
      this.#say('The policy is too long for a link. Its files can be copied one by one.', true);
      return;
    }
    history.replaceState(null, '', `#p=${carried}`);
    this.#example.value = '';
    await this.#copy(location.href, 'The link');
  }

  async #copy(text: string, what: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.#say(`${what} is copied.`);
    } catch {
      // Only a page of https or of this machine may, and only where its reader lets it.
      this.#say(
        what === 'The link'
          ? 'The link stands in the address of this page.'
          : 'This browser does not let the page copy. Select the text instead.',
      );
    }
  }

  #say(text: string, isBad = false): void {
    this.#status.textContent = text;
    this.#status.classList.toggle('error', isBad);
  }
}

new Playground();
