import type { TextRange } from '../../source/range.js';
import type { Template, Word } from '../../syntax/tree.js';
import type { TokenType } from './legend.js';

/** A stretch of one line with what stands there. */
export interface SemanticToken {
  readonly range: TextRange;
  readonly type: TokenType;
  /** Whether the name is declared there. */
  readonly declares: boolean;
}

/** Collects the tokens of a file, in any order. */
export class Paint {
  readonly #found: SemanticToken[] = [];

  /** The tokens in the order of the text. */
  get tokens(): readonly SemanticToken[] {
    return [...this.#found].sort((a, b) => a.range.start - b.range.start);
  }

  word(word: Word | null | undefined, type: TokenType, declares = false): void {
    if (word) this.#add(word.range, type, declares);
  }

  words(words: readonly (Word | null)[], type: TokenType, declares = false): void {
    for (const word of words) this.word(word, type, declares);
  }

  /** A range that is known to be of a kind. */
  range(range: TextRange, type: TokenType): void {
    this.#add(range, type, false);
  }

  /** A pattern or value: its wildcards and interpolations stand out. */
  template(template: Template | null | undefined, type: TokenType, declares = false): void {
    if (!template) return;
    let { start } = template.range;
    for (const part of template.parts) {
      if (part.type === 'text') continue;
      this.#add({ start, end: part.range.start }, type, declares);
      this.#add(part.range, part.type === 'wildcard' ? 'operator' : 'variable', false);
      start = part.range.end;
    }
    this.#add({ start, end: template.range.end }, type, declares);
  }

  templates(templates: readonly (Template | null)[], type: TokenType): void {
    for (const template of templates) this.template(template, type);
  }

  #add(range: TextRange, type: TokenType, declares: boolean): void {
    if (range.start < range.end) this.#found.push({ range, type, declares });
  }
}
