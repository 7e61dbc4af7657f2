import type { Blocks } from './blocks.js';
import { indentation } from './layout.js';
import type { Openings } from './openings.js';
import type { Problems } from './problems.js';
import { nextWord, wordAt } from './tokens.js';
import type { ResourceKind } from './tree.js';
import {
  apiVerbs,
  clauseWords,
  isReserved,
  resourceKinds,
  resourceVerbs,
  tagWords,
} from './words.js';

/** The words inside phrases and declarations: known ones, misspelt ones and forgotten ones. */
export class PhraseWords {
  /** The kind that a misspelt word stands for; `null` where it stands for none. */
  kind: ResourceKind | null = null;
  /** The word that a misspelt one stands for; empty if it stands for none. */
  meant = '';
  #commasTold = 0;

  constructor(
    private readonly problems: Problems,
    private readonly blocks: Blocks,
    private readonly openings: Openings,
  ) {}

  /** Whether `text` at `offset` stands for a verb; told where it is none, and `meant` says which. */
  isVerb(text: string, offset: number): boolean {
    return this.#standsFor(text, offset, 'verb', resourceVerbs);
  }

  /** Whether a verb stands at `offset`, on the line of the one before, with no comma between. */
  verbLacksComma(offset: number): boolean {
    const { text } = this.problems.source;
    const word = wordAt(text, offset);
    if (!this.#sameLine(offset) || !resourceVerbs.some((verb) => verb === word)) return false;
    this.problems.missing(offset, '`,`');
    return true;
  }

  /** Whether `text` at `offset` stands for a right on the Amazon MQ API, as `isVerb` for verbs. */
  isApiRight(text: string, offset: number): boolean {
    const known = text.startsWith('mq:') ? [text] : [...apiVerbs, 'mq:ACTION'];
    return this.#standsFor(text, offset, 'right on the Amazon MQ API', known);
  }

  /** Whether `text` at `offset` stands for whose tag a condition is about: a key and `=` follow it. */
  isTagWord(text: string, offset: number): boolean {
    const rest = this.problems.source.text.slice(offset + text.length, offset + text.length + 512);
    return (
      /^[ \t]+(?:"[^"\r\n]*"|[^\s"=,{}]+)[ \t]*=/.test(rest) &&
      this.#standsFor(text, offset, 'word of a condition', tagWords)
    );
  }

  /** Whether `text` at `offset` stands for a kind of resource, since what follows is its name. */
  unknownKind(text: string, offset: number): boolean {
    const { source, reporter } = this.problems;
    const name = nextWord(source.text, offset + text.length);
    if (isReserved(text) || name === '' || isReserved(name)) return false;
    this.problems.unknown(text, offset, 'kind of resource', resourceKinds);
    const nearest = reporter.suggester.nearest(text, resourceKinds);
    this.kind = resourceKinds.find((kind) => kind === nearest) ?? null;
    return true;
  }

  /** Whether `text` at `offset` is a misspelt one of `words`, told; `meant` then says which. */
  misspelt(text: string, offset: number, words: readonly string[]): boolean {
    const nearest = this.nearest(text, offset, words);
    if (nearest === undefined) return false;
    this.problems.unknown(text, offset, 'word that can follow here', words);
    this.meant = nearest;
    return true;
  }

  /** Whether `text` at `offset` is a misspelt word of a clause, told. */
  misspeltClause(text: string, offset: number): boolean {
    return this.misspelt(text, offset, clauseWords);
  }

  /** The one of `words` that `text` at `offset` misspells: a name follows it on the same line. */
  nearest(text: string, offset: number, words: readonly string[]): string | undefined {
    const { source, reporter } = this.problems;
    if (isReserved(text) || !this.#sameLine(offset)) return undefined;
    if (nextWord(source.text, offset + text.length) === '') return undefined;
    return reporter.suggester.nearest(text, words);
  }

  /** Whether an exchange stands at `offset` that the phrase can only be bound to, told. */
  targetLacksWord(offset: number): boolean {
    const { text } = this.problems.source;
    const word = wordAt(text, offset);
    if (!this.#sameLine(offset) || word !== 'exchange') return false;
    if (nextWord(text, offset + word.length) === '') return false;
    this.meant = this.openings.keyword?.word.text === 'unbind' ? 'from' : 'to';
    this.problems.missing(offset, `\`${this.meant}\``);
    return true;
  }

  /**
   * Whether the next name of a list stands at `offset`, on the line of the one before, with no
   * comma between. Not where it is one of the `followers` of the list, misspelt.
   */
  nameLacksComma(offset: number, followers: readonly string[] = clauseWords): boolean {
    const { text } = this.problems.source;
    const word = wordAt(text, offset);
    const touches = !' \t'.includes(text[offset - 1] ?? '');
    if (word === '' || touches || isReserved(word) || !this.#sameLine(offset)) return false;
    // Items need no line of their own: the next one, such as a broker's setting, is no name.
    if (this.blocks.opener(word) !== undefined) return false;
    if (word === '@expect' || /^[ \t]*\(/.test(text.slice(offset + word.length))) return false;
    if (this.nearest(word, offset, followers) !== undefined) return false;
    // A list without commas is one mistake.
    this.problems.trace();
    if (offset < this.#commasTold) return true;
    this.problems.missing(offset, '`,`');
    const end = text.indexOf('\n', offset);
    this.#commasTold = end < 0 ? text.length : end;
    return true;
  }

  /**
   * Whether the word at `offset` is meant as an exchange's type: not if it opens the next line or the
   * next item, or says that an alternate exchange follows, be it on the next line.
   */
  takesType(offset: number): boolean {
    const word = wordAt(this.problems.source.text, offset);
    if (/^(?:direct|fanout|topic|headers|x-.*)$/.test(word)) return true;
    if (word === 'alternate' || this.blocks.opener(word) !== undefined) return false;
    if (!this.#sameLine(offset) || word.startsWith('@expect')) return false;
    return this.nearest(word, offset, ['alternate']) === undefined;
  }

  /** Whether `text` is one of `known`, or a word of no other use that can only be meant for one. */
  #standsFor(text: string, offset: number, what: string, known: readonly string[]): boolean {
    this.meant = text;
    if (known.includes(text)) return true;
    if (isReserved(text)) return false;
    this.meant = this.problems.reporter.suggester.nearest(text, known) ?? '';
    this.problems.unknown(text, offset, what, known);
    return true;
  }

  #sameLine(offset: number): boolean {
    return indentation(this.problems.source.text, offset) === undefined;
  }
}
