import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching, indentService, indentUnit } from '@codemirror/language';
import { lintKeymap, lintGutter, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { EditorState, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  hoverTooltip,
  keymap,
  lineNumbers,
  type Tooltip,
} from '@codemirror/view';
import type {
  TextColour,
  TextCompletions,
  TextDiagnostic,
  TextFix,
  TextHover,
  TextOffer,
} from '../../dist/core/index.js';
import { nothingToSee } from '../../dist/source/unseen.js';
import { html, message } from '../../src/review/browser/dom.js';
import { highlighting, setColours } from './highlight.js';
import { markdown } from './markdown.js';
import { theme } from './theme.js';

/** What the editor has others do. */
export interface EditorHooks {
  readonly changed: (name: string, text: string) => void;
  readonly hover: (name: string, offset: number) => Promise<TextHover | undefined>;
  readonly complete: (name: string, offset: number) => Promise<TextCompletions | undefined>;
  readonly fix: (fix: TextFix) => void;
  readonly format: () => void;
}

/** What CodeMirror calls the kinds of offers. */
const icons: Readonly<Record<TextOffer['kind'], string>> = {
  class: 'class',
  'enum-member': 'enum',
  file: 'text',
  function: 'function',
  interface: 'interface',
  keyword: 'keyword',
  module: 'namespace',
  property: 'property',
  struct: 'type',
  value: 'constant',
  variable: 'variable',
};

/** The editor of all files of a policy, of which it shows one. */
export class PolicyEditor {
  readonly #view: EditorView;
  readonly #states = new Map<string, EditorState>();
  #name = '';

  /**
   * @param host holds it, in a shadow tree: there the page's policy for its content lets an editor bring its styles
   */
  constructor(
    host: HTMLElement,
    private readonly hooks: EditorHooks,
  ) {
    const root = host.attachShadow({ mode: 'open' });
    this.#view = new EditorView({ parent: root, root });
  }

  /** Begins anew, with no file. */
  reset(): void {
    this.#states.clear();
    this.#name = '';
  }

  /** Shows a file; `text` is what it has if it was not shown yet. */
  show(name: string, text: string): void {
    if (this.#name !== '') this.#states.set(this.#name, this.#view.state);
    this.#name = name;
    this.#view.setState(this.#states.get(name) ?? this.#stateOf(name, text));
  }

  /** Takes note that a file has another name. */
  rename(before: string, after: string, text: string): void {
    this.#states.delete(before);
    if (this.#name === before) this.#name = '';
    this.show(after, text);
  }

  /** Takes note that a file is gone. */
  forget(name: string): void {
    this.#states.delete(name);
    if (this.#name === name) this.#name = '';
  }

  /** Gives the file that is shown another text, as one step that can be undone, where the two differ. */
  replace(text: string): void {
    const old = this.#view.state.doc.toString();
    if (old === text) return;
    let start = 0;
    while (start < old.length && old[start] === text[start]) start++;
    let end = 0;
    const most = Math.min(old.length, text.length) - start;
    while (end < most && old[old.length - 1 - end] === text[text.length - 1 - end]) end++;
    this.#view.dispatch({
      changes: { from: start, to: old.length - end, insert: text.slice(start, text.length - end) },
      userEvent: 'input.format',
    });
  }

  /** Shows what is told of the file that is shown. Of another text than it has now nothing is shown. */
  tell(diagnostics: readonly TextDiagnostic[], colours: readonly TextColour[], text: string): void {
    const { state } = this.#view;
    if (state.doc.toString() !== text) return;
    this.#view.dispatch(
      setDiagnostics(
        state,
        diagnostics.map((one) => this.#shown(one)),
      ),
      { effects: setColours.of(colours) },
    );
  }

  /** Leads to a place of the file that is shown. */
  lead(offset: number): void {
    const anchor = Math.min(offset, this.#view.state.doc.length);
    const effects = EditorView.scrollIntoView(anchor, { y: 'center' });
    this.#view.dispatch({ selection: { anchor }, effects });
    this.#view.focus();
  }

  #stateOf(name: string, doc: string): EditorState {
    return EditorState.create({ doc, extensions: this.#extensions(name) });
  }

  #extensions(name: string): Extension {
    const { changed, hover, format } = this.hooks;
    return [
      lineNumbers(),
      lintGutter(),
      highlightActiveLine(),
      highlightActiveLineGutter(),
      // A text may come by a link of anybody, and look like another.
      highlightSpecialChars({ addSpecialChars: nothingToSee }),
      history(),
      drawSelection(),
      bracketMatching(),
      closeBrackets(),
      indentUnit.of('  '),
      indentService.of((context, at) => {
        const before = context.state.doc.lineAt(Math.max(0, at - 1)).text;
        const line = context.lineAt(at, -1).text;
        const base = /^ */.exec(at > 0 ? line : before)?.[0].length ?? 0;
        return /\{\s*$/.test(line) ? base + 2 : base;
      }),
      EditorState.languageData.of(() => [
        { commentTokens: { line: '#' }, closeBrackets: { brackets: ['{', '(', '"'] } },
      ]),
      name.endsWith('.warren') ? highlighting : [],
      autocompletion({ override: [(context) => this.#complete(context)], icons: true }),
      hoverTooltip(async (_, offset): Promise<Tooltip | null> => {
        const found = await hover(name, offset);
        if (found === undefined) return null;
        const dom = html('div', { class: 'hover' }, markdown(found.markdown));
        return { pos: found.start, end: found.end, above: true, create: () => ({ dom }) };
      }),
      keymap.of([
        {
          key: 'Shift-Alt-f',
          run: () => {
            format();
            return true;
          },
        },
        ...closeBracketsKeymap,
        ...completionKeymap,
        ...lintKeymap,
        ...historyKeymap,
        ...defaultKeymap,
      ]),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({
        'aria-label': `Text of ${name}`,
        spellcheck: 'false',
        tabindex: '0',
      }),
      EditorView.updateListener.of(({ docChanged, state }) => {
        if (docChanged) changed(name, state.doc.toString());
      }),
      theme,
    ];
  }

  #shown(diagnostic: TextDiagnostic): Diagnostic {
    const { code, severity, place, notes, fixes } = diagnostic;
    const { length } = this.#view.state.doc;
    return {
      from: Math.min(place.start, length),
      to: Math.min(place.end, length),
      severity: severity === 'hint' ? 'info' : severity,
      source: code,
      message: [diagnostic.message, ...notes.map((note) => note.message)].join('\n'),
      renderMessage: () =>
        html(
          'div',
          {},
          ...message(diagnostic.message),
          ...notes.map((note) => html('p', { class: 'note' }, ...message(note.message))),
        ),
      actions: fixes.slice(0, 4).map((fix) => ({
        name: fix.title.replaceAll('`', ''),
        apply: () => {
          this.hooks.fix(fix);
        },
      })),
    };
  }

  async #complete(context: CompletionContext): Promise<CompletionResult | null> {
    const before = context.matchBefore(/[\w.*:/@${"-]+/);
    if (before === null && !context.explicit) return null;
    const found = await this.hooks.complete(this.#name, context.pos);
    if (found === undefined || found.offers.length === 0 || context.aborted) return null;
    const options = found.offers.map(
      ({ label, text, kind, detail, documentation }, at): Completion => ({
        label,
        apply: text,
        type: icons[kind],
        boost: Math.max(-99, -at),
        ...(detail === undefined ? {} : { detail }),
        ...(documentation === undefined ? {} : { info: () => markdown(documentation) }),
      }),
    );
    return { from: found.start, to: Math.max(found.end, context.pos), options };
  }
}
