import type { Blocks } from './blocks.js';
import { syntaxDiagnostics as catalog } from '../diagnostics/catalog/syntax.js';
import { indentation } from './layout.js';
import type { Openings } from './openings.js';
import type { Problems } from './problems.js';
import { foreignComment, neighbourAt, type NeighbourPlace } from './neighbours.js';
import { nextWord, wordAt } from './tokens.js';
import type { ResourceKind } from './tree.js';
import {
  apiVerbs,
  clauseWords,
  isReserved,
  resourceKinds,
  resourceVerbs,
  tagWords,
  verbOf,
} from './words.js';

/** What follows a word that is too much, by where that stands. */
const FOLLOWERS = {
  'before-kind': (word) => resourceKinds.some((kind) => kind === word),
  'before-clause': (word) =>
    clauseWords.some((clause) => clause === word) || neighbourAt(word, 'clause') !== undefined,
  'before-type': (word) => /^(?:direct|fanout|topic|headers|x-.*|")$/.test(word),
  'before-topic': (word) => /^["A-Za-z0-9/*$]/.test(word) && !isReserved(word),
  'before-subject': (word) => /^[A-Za-z]/.test(word) && (!isReserved(word) || word === 'anyone'),
} as const satisfies Partial<Record<NeighbourPlace, (word: string) => boolean>>;

/** How words start that stand for a comma; the question is asked behind every list. */
const COMMA_STARTS = 'aAoO&|+';

/** The words inside phrases and declarations: known ones, misspelt ones and forgotten ones. */
export class PhraseWords {
  /** The kind that a misspelt word stands for; `null` where it stands for none. */
  kind: ResourceKind | null = null;
  /** The word that a misspelt one stands for; empty if it stands for none. */
  meant = '';
  /** Whether the binding that is being read has its queue and its exchange the wrong way round. */
  isReversed = false;
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
    const neighbour = neighbourAt(text, 'kind');
    if (neighbour !== undefined) {
      this.problems.translated({ start: offset, end: offset + text.length }, neighbour);
      this.kind = resourceKinds.find((kind) => kind === neighbour.write) ?? null;
      return true;
    }
    this.problems.unknown(text, offset, 'kind of resource', resourceKinds);
    const nearest = reporter.suggester.nearest(text, resourceKinds);
    this.kind = resourceKinds.find((kind) => kind === nearest) ?? null;
    if (this.kind === null) this.problems.lose({ start: offset, end: offset + text.length });
    return true;
  }

  /** The kinds that the phrase can be about, in words for a message. */
  get kindsOfPhrase(): string {
    const verb = verbOf(this.openings.keyword?.word.text ?? '');
    const kinds = resourceKinds.filter((kind) => verb === undefined || verb.kinds[kind]);
    const words = kinds.map((kind) => `\`${kind}\``);
    return `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
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
    return this.isTranslated(text, offset, 'clause') || this.misspelt(text, offset, clauseWords);
  }

  /** Whether `text` at `offset` is a word of another world for one of ours, told; `meant` then says which. */
  isTranslated(text: string, offset: number, at: NeighbourPlace): boolean {
    const neighbour = neighbourAt(text, at);
    if (neighbour?.write === undefined || !this.#sameLine(offset)) return false;
    if (nextWord(this.problems.source.text, offset + text.length) === '') return false;
    this.problems.translated({ start: offset, end: offset + text.length }, neighbour);
    this.meant = neighbour.write;
    return true;
  }

  /** Whether `text` at `offset` is too much before what follows it, told. */
  isTooMuch(text: string, offset: number, at: keyof typeof FOLLOWERS): boolean {
    const neighbour = neighbourAt(text, at);
    const next = nextWord(this.problems.source.text, offset + text.length);
    if (neighbour === undefined || !FOLLOWERS[at](next) || !this.#sameLine(offset)) return false;
    this.problems.tooMuch({ start: offset, end: offset + text.length }, neighbour);
    return true;
  }

  /** Whether `*` at `offset` is meant for all roles, told. */
  isEverybody(offset: number): boolean {
    const neighbour = neighbourAt('*', 'subject');
    if (neighbour === undefined || !this.#sameLine(offset)) return false;
    this.problems.translated({ start: offset, end: offset + 1 }, neighbour);
    return true;
  }

  /** Whether the word at `offset` stands for the comma of a list, told. */
  isComma(offset: number): boolean {
    const { text } = this.problems.source;
    if (!COMMA_STARTS.includes(text.charAt(offset))) return false;
    const word = wordAt(text, offset);
    const neighbour = neighbourAt(word, 'comma');
    const next = nextWord(text, offset + word.length);
    if (neighbour === undefined || next === '' || isReserved(next)) return false;
    if (!this.#sameLine(offset)) return false;
    this.problems.translated({ start: offset, end: offset + word.length }, neighbour);
    return true;
  }

  /** An `except` at `offset` behind other subjects than `anyone`. */
  exceptOfNames(offset: number): void {
    const range = { start: offset, end: offset + 'except'.length };
    const reason =
      'It follows `anyone` alone: name those who are meant, or write `anyone except …`.';
    this.problems.tell(catalog.unexpectedToken, range, { found: '`except`', reason });
    this.problems.lose(range);
  }

  /** An `except` at `offset` without its `anyone`. */
  exceptAlone(offset: number): void {
    const range = { start: offset, end: offset + 'except'.length };
    const fix = this.problems.replacing(range, 'anyone except');
    const particulars = { expected: '`anyone except`', found: '`except`', after: undefined };
    this.problems.tell(catalog.expectedToken, range, particulars, fix);
  }

  /** A queue at `offset` where a binding has its exchange: the two stand the wrong way round. */
  reversed(offset: number): void {
    const { source } = this.problems;
    const range = { start: offset, end: offset + 'queue'.length };
    const start = this.openings.keyword?.word.range.start ?? offset;
    const [, verb, exchange, word] =
      /^(bind|unbind)\s+exchange\s+(\S+)\s+(to|from)\s+$/.exec(source.text.slice(start, offset)) ??
      [];
    const [queues, queue] =
      /^queue\s+([^\s,{}()]+)/.exec(source.text.slice(offset, offset + 300)) ?? [];
    const isPlain = verb !== undefined && queue !== undefined;
    const meant = isPlain
      ? `${verb} queue ${queue} ${word ?? ''} exchange ${exchange ?? ''}`
      : '… queue NAME to exchange NAME';
    const fix = { start, end: offset + (queues?.length ?? 0) };
    const particulars = {
      found: '`queue`',
      reason: `A queue is bound to an exchange: write \`${meant}\`.`,
    };
    const extras = isPlain ? this.problems.replacing(fix, meant) : {};
    this.problems.tell(catalog.unexpectedToken, range, particulars, extras);
    this.problems.lose(fix);
    this.isReversed = true;
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
    if (word === '' || touches || word === '[' || isReserved(word) || !this.#sameLine(offset))
      return false;
    if (followers.includes(word)) return false;
    // Items need no line of their own: the next one, such as a broker's setting, is no name.
    if (this.blocks.opener(word) !== undefined) return false;
    if (word === '@expect' || /^[ \t]*\(/.test(text.slice(offset + word.length))) return false;
    if (this.nearest(word, offset, followers) !== undefined) return false;
    if (this.#endsList(word, offset)) return false;
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
    const { text } = this.problems.source;
    const word = wordAt(text, offset);
    if (/^(?:direct|fanout|topic|headers|x-.*)$/.test(word)) return true;
    if (word === 'alternate' || this.blocks.opener(word) !== undefined) return false;
    if (neighbourAt(word, 'rest') !== undefined || foreignComment(text, offset) !== undefined)
      return false;
    if (!this.#sameLine(offset) || word.startsWith('@expect')) return false;
    if (this.#isBehindType(word, offset)) return false;
    return this.nearest(word, offset, ['alternate']) === undefined;
  }

  /** Whether the name of an exchange stands behind its type, which is told. */
  #isBehindType(word: string, offset: number): boolean {
    const { source } = this.problems;
    const before = source.text.slice(Math.max(0, offset - 80), offset);
    const [whole = '', type] =
      /\bexchange[ \t]+((?:direct|fanout|topic|headers)[ \t]+)$/.exec(before) ?? [];
    if (type === undefined || !/^[\w.*-]+$/.test(word)) return false;
    const meant = `${word} ${type.trim()}`;
    const range = { start: offset, end: offset + word.length };
    const from = offset - type.length;
    const edits = [{ source, range: { start: from, end: range.end }, text: meant }];
    const reason = `The type stands behind the name: \`exchange ${meant}\`.`;
    const found = `\`${word}\``;
    const fixes = [{ title: `Write \`exchange ${meant}\``, edits }];
    this.problems.tell(catalog.unexpectedToken, range, { found, reason }, { fixes });
    this.problems.lose({ start: offset - whole.length, end: range.end });
    return true;
  }

  /** Whether `text` is one of `known`, or a word of no other use that can only be meant for one. */
  #standsFor(text: string, offset: number, what: string, known: readonly string[]): boolean {
    this.meant = text;
    if (known.includes(text)) return true;
    if (isReserved(text)) return false;
    this.meant = this.problems.reporter.suggester.nearest(text, known) ?? '';
    this.problems.unknown(text, offset, what, known);
    if (this.meant === '') this.problems.lose({ start: offset, end: offset + text.length });
    return true;
  }

  /** Whether a word in a list belongs to what follows the list, as other languages write it. */
  #endsList(word: string, offset: number): boolean {
    const { text } = this.problems.source;
    if (foreignComment(text, offset) !== undefined) return true;
    const next = nextWord(text, offset + word.length);
    if (neighbourAt(word, 'comma') !== undefined && next !== '' && !isReserved(next)) return true;
    if (neighbourAt(word, 'clause') !== undefined || neighbourAt(word, 'except') !== undefined)
      return next !== '';
    if (neighbourAt(word, 'before-clause') !== undefined && FOLLOWERS['before-clause'](next))
      return true;
    const range = { start: offset, end: offset + word.length };
    const found = `\`${word}\``;
    if (neighbourAt(word, 'comma') !== undefined && this.blocks.opener(next) !== undefined) {
      const reason = 'A phrase follows the one before it, on a line of its own.';
      this.problems.tell(catalog.unexpectedToken, range, { found, reason });
      return true;
    }
    const condition = next === '' ? undefined : neighbourAt(word, 'condition');
    if (condition === undefined) return false;
    // What follows the word would have to go as well.
    this.problems.tell(catalog.unexpectedToken, range, { found, reason: condition.why ?? '' });
    return true;
  }

  #sameLine(offset: number): boolean {
    return indentation(this.problems.source.text, offset) === undefined;
  }
}
