import type { PolicyText, TextFix } from '../../dist/core/index.js';
import { isTooMuch, MOST_FILES, nameProblem } from './share.js';

/** The policy of the page: its texts, which of them is shown, and what it is compared with. */
export class Model {
  files: readonly PolicyText[] = [];
  /** The name of the file that is shown. */
  shown = '';
  /** What the policy is compared with, and what that is called. */
  base: { readonly name: string; readonly files: readonly PolicyText[] } = { name: '', files: [] };
  /** Counts the policies that were opened. */
  opened = 0;

  /** Begins with other texts, which are compared with themselves until they change. */
  open(files: readonly PolicyText[], name: string): void {
    this.become(files);
    this.base = { name, files };
    this.opened++;
  }

  /** Has other texts, which are compared with what they were before. */
  become(files: readonly PolicyText[]): void {
    this.files = files;
    this.shown = (files.find((file) => file.name.endsWith('.warren')) ?? files[0])?.name ?? '';
  }

  /** The text of a file. */
  textOf(name: string): string {
    return this.files.find((file) => file.name === name)?.text ?? '';
  }

  /** Gives a file another text. */
  write(name: string, text: string): void {
    this.files = this.files.map((file) => (file.name === name ? { name, text } : file));
  }

  /** Adds an empty file, or why it cannot: a sentence. */
  add(name: string): string | undefined {
    const problem = this.#problem(name);
    if (problem !== undefined) return problem;
    if (this.files.length >= MOST_FILES) return `There are ${MOST_FILES} files at most.`;
    this.files = [...this.files, { name, text: '' }];
    this.shown = name;
    return undefined;
  }

  /** Gives the file that is shown another name, or tells why it cannot: a sentence. */
  rename(name: string): string | undefined {
    if (name === this.shown) return undefined;
    const problem = this.#problem(name);
    if (problem !== undefined) return problem;
    this.files = this.files.map((file) =>
      file.name === this.shown ? { name, text: file.text } : file,
    );
    this.shown = name;
    return undefined;
  }

  /** Takes the file that is shown away; the last stays. */
  remove(): void {
    if (this.files.length < 2) return;
    const at = this.files.findIndex(({ name }) => name === this.shown);
    this.files = this.files.filter(({ name }) => name !== this.shown);
    this.shown = (this.files[at] ?? this.files.at(-1))?.name ?? '';
  }

  /** Takes the policy as it is for what it is compared with from now on. */
  keep(name: string): void {
    this.base = { name, files: this.files };
  }

  /** The texts of the files that a fix changes, by name. */
  fixed({ edits }: TextFix): ReadonlyMap<string, string> {
    const changed = new Map<string, string>();
    for (const { name, text } of this.files) {
      const own = edits.filter(({ file }) => file === name);
      if (own.length === 0) continue;
      const fixed = own
        .toSorted((a, b) => b.start - a.start || b.end - a.end)
        .reduce((left, edit) => left.slice(0, edit.start) + edit.text + left.slice(edit.end), text);
      changed.set(name, fixed);
    }
    return changed;
  }

  /** Whether the texts are more than the page takes. */
  get isTooLong(): boolean {
    return isTooMuch(this.files);
  }

  #problem(name: string): string | undefined {
    if (this.files.some((file) => file.name === name)) return `There is a file ${name} already.`;
    return nameProblem(name);
  }
}
