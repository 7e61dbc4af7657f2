import type { PolicyText, TextFix } from '../../dist/core/index.js';
import { html, message } from '../../src/review/browser/dom.js';
import { Checks } from './checks.js';
import { PolicyEditor } from './editor.js';
import { fileBar } from './file-bar.js';
import { header } from './header.js';
import { keep, kept } from './kept.js';
import { EMPTY, linked, type Linked } from './link.js';
import { Model } from './model.js';
import { askName } from './name-dialog.js';
import { offsetAt, type GoTo } from './places.js';
import type { Checked } from './protocol.js';
import { ResultsPane } from './results-pane.js';
import { packed } from './share.js';
import { Verdict } from './verdict.js';

/** The page: it brings together the editor, the worker that checks, and what is shown of its answers. */
class Playground {
  readonly #model = new Model();
  readonly #host = html('div', { id: 'editor', role: 'tabpanel', 'aria-label': 'Editor' });
  #checked: Checked | undefined;
  /** What of the address the policy began from. */
  #opened: string | undefined;
  /** The texts as that has them. */
  #began: readonly PolicyText[] = [];
  /** What was written of a policy before another was opened in its place, by what of the address it began from. */
  readonly #left = new Map<string, readonly PolicyText[]>();
  /** The texts that the answer is about. */
  #about: readonly PolicyText[] = [];

  readonly #goTo: GoTo = ({ file, line, column }) => {
    if (file !== this.#model.shown) {
      if (!this.#model.files.some(({ name }) => name === file)) return;
      this.#show(file);
    }
    this.#editor.lead(offsetAt(this.#model.textOf(file), line, column));
  };

  readonly #fix = (fix: TextFix): void => {
    if (this.#about !== this.#model.files) return;
    const { shown } = this.#model;
    for (const [name, text] of this.#model.fixed(fix)) {
      if (name !== this.#model.shown) this.#show(name);
      this.#editor.replace(text);
    }
    if (this.#model.shown !== shown) this.#show(shown);
    this.#checks.now();
  };

  readonly #format = (): void => {
    void this.#formatNow();
  };

  readonly #verdict = new Verdict({
    goTo: this.#goTo,
    fix: this.#fix,
    stop: () => {
      this.#checks.stop();
    },
  });

  readonly #results = new ResultsPane({
    goTo: this.#goTo,
    asked: () => {
      void this.#answer();
    },
    keep: () => {
      this.#model.keep(`the version kept at ${new Date().toLocaleTimeString()}`);
      this.#checks.now();
    },
    copied: (text, what) => {
      void this.#copy(text, what);
    },
  });

  readonly #checks = new Checks(
    () => new Worker(new URL('worker.js', document.baseURI)),
    this.#model,
    {
      question: () => this.#results.question(),
      waiting: () => {
        this.#verdict.wait(true);
      },
      rested: () => {
        this.#verdict.wait(false);
      },
      checked: (checked, files) => {
        const isFresh = this.#results.question() === undefined;
        this.#checked = checked;
        this.#about = files;
        this.#results.show(checked, this.#model.base.name);
        if (isFresh) void this.#answer();
        this.#draw();
      },
      failed: (reason) => {
        this.#verdict.say(reason, true);
      },
    },
  );

  readonly #editor = new PolicyEditor(this.#host, {
    changed: (name, text) => {
      this.#model.write(name, text);
      this.#verdict.notice(undefined);
      this.#verdict.aside('');
      this.#checks.soon();
    },
    hover: (file, offset) =>
      this.#checks.quietly('hover', { files: this.#model.files, file, offset }),
    complete: (file, offset) =>
      this.#checks.quietly('complete', { files: this.#model.files, file, offset }),
    fix: this.#fix,
    format: this.#format,
  });

  readonly #header = header({
    chosen: (example) => {
      const hash = example === '' ? '#' : `#example=${example}`;
      history.pushState(null, '', hash);
      // Whoever asks for an example by its name wants it as it is.
      this.#left.delete(hash);
      void this.#openLink();
    },
    format: this.#format,
    share: () => {
      void this.#share();
    },
  });

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
    this.#host.id,
  );

  constructor() {
    const left = { class: 'left', 'aria-label': 'The policy' };
    const policy = [this.#files.element, this.#host, ...this.#verdict.elements];
    document.body.append(
      this.#header.element,
      html('main', {}, html('section', left, ...policy), this.#results.element),
    );
    addEventListener('hashchange', () => {
      void this.#openLink();
    });
    addEventListener('pagehide', () => {
      if (this.#opened !== undefined) keep({ opened: this.#opened, files: this.#model.files });
    });
    void this.#begin();
  }

  /** Opens what the address asks for, or what was here before the page was loaded again. */
  async #begin(): Promise<void> {
    const hash = hashOf(location);
    const before = kept();
    const asked = await linked(hash);
    const isOther = asked.policy !== undefined && before?.opened !== hash;
    if (before === undefined || isOther) {
      const instead = asked.notice === undefined ? (await linked('')).policy : EMPTY;
      const opened = asked.policy === undefined && asked.notice === undefined ? '' : hash;
      this.#open(asked.policy ?? instead ?? EMPTY, opened);
    } else {
      const began = (await linked(before.opened)).policy ?? EMPTY;
      this.#open(began, before.opened, before.files);
    }
    this.#verdict.notice(asked.notice);
  }

  /** Opens another policy where the address asks for one; else what is there stays. */
  async #openLink(): Promise<void> {
    const hash = hashOf(location);
    const { policy, notice } = await linked(hash);
    // The address may have changed again.
    if (hash !== hashOf(location)) return;
    if (policy !== undefined && hash !== this.#opened) {
      const isLeft = this.#leave();
      this.#open(policy, hash, this.#left.get(hash));
      this.#verdict.aside(isLeft ? LEFT : '');
    }
    this.#verdict.notice(notice);
    if (notice === undefined && this.#checked !== undefined) this.#verdict.show(this.#checked);
  }

  /** Keeps what was written before another policy takes its place; whether anything was. */
  #leave(): boolean {
    const { files } = this.#model;
    const isAsItWas = JSON.stringify(files.map(textOf)) === JSON.stringify(this.#began.map(textOf));
    if (this.#opened === undefined || isAsItWas) return false;
    this.#left.set(this.#opened, files);
    return true;
  }

  /** @param texts what became of it before, where that is known */
  #open({ files, name, example }: Linked, opened: string, texts = files): void {
    this.#opened = opened;
    this.#began = files;
    this.#header.choose(example);
    this.#editor.reset();
    this.#model.open(files, name);
    this.#model.become(texts);
    this.#checked = undefined;
    this.#results.reset();
    this.#changed();
  }

  /** Draws the files anew, and checks them. */
  #changed(): void {
    this.#show(this.#model.shown);
    this.#checks.now();
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

  async #answer(): Promise<void> {
    const question = this.#results.question();
    this.#results.answered(question && (await this.#checks.ask(question)));
  }

  /** Shows the last answer on the files and in the editor. */
  #draw(): void {
    const { files, shown } = this.#model;
    const { diagnostics = [], colours = {} } = this.#checked ?? {};
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    this.#files.draw(files, shown, new Set(errors.map(({ place }) => place.file)));
    if (this.#checked === undefined) return;
    const about = this.#about.find(({ name }) => name === shown)?.text;
    const own = diagnostics.filter(({ place }) => place.file === shown);
    if (about !== undefined) this.#editor.tell(own, colours[shown] ?? [], about);
    this.#verdict.show(this.#checked);
  }

  async #formatNow(): Promise<void> {
    const { shown } = this.#model;
    if (!shown.endsWith('.warren')) return;
    const text = this.#model.textOf(shown);
    const formatted = await this.#checks.quietly('format', { text });
    const isSame = shown === this.#model.shown && text === this.#model.textOf(shown);
    if (formatted !== undefined && isSame) this.#editor.replace(formatted);
  }

  async #share(): Promise<void> {
    const carried = await packed(this.#model.files);
    if (carried === undefined) {
      const reason = 'The policy is too long for a link. Its files can be copied one by one.';
      this.#verdict.say(reason, true);
      return;
    }
    this.#opened = `#p=${carried}`;
    history.replaceState(null, '', this.#opened);
    this.#header.choose('');
    await this.#copy(location.href, 'The link');
  }

  async #copy(text: string, what: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.#verdict.say(`${what} is copied.`);
    } catch {
      // Only a page of https or of this machine may, and only where its reader lets it.
      this.#verdict.say(
        what === 'The link'
          ? 'The link stands in the address of this page.'
          : 'This browser does not let the page copy. Select the text instead.',
      );
    }
  }
}

/** What is said where another policy was opened in the place of one that somebody had changed. */
const LEFT = 'What you wrote before is kept: the browser goes back to it.';

function textOf({ name, text }: PolicyText): readonly string[] {
  return [name, text];
}

/** What follows the address with its `#`; a bare one is told from none by the whole address. */
function hashOf({ hash, href }: Location): string {
  return hash === '' && href.endsWith('#') ? '#' : hash;
}

/** Why there is nothing to see where a browser starts no worker. */
const AS_A_FILE =
  'This page was opened as a file, and a browser lets such a page check nothing. Open it from a web server: `npm run playground` in a clone of Warren starts one, and `docs/playground.md` says what else does.';

if (location.protocol === 'file:')
  document.body.append(
    html('main', {}, html('h1', {}, 'Warren playground'), html('p', {}, ...message(AS_A_FILE))),
  );
else new Playground();
