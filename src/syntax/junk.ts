import { syntaxDiagnostics as catalog } from '../diagnostics/catalog/syntax.js';
import type { Details } from '../diagnostics/reporter.js';
import type { TextRange } from '../source/range.js';
import type { Blocks } from './blocks.js';
import { indentation, skipFrom, standsBehind } from './layout.js';
import { holdings, homes } from './placement.js';
import type { Problems } from './problems.js';
import { foreignComment, neighbourAt } from './neighbours.js';
import { tellSemicolon } from './stray-signs.js';
import { meantExpect } from './meant-name.js';
import { nextWord, shownAt, wordAt } from './tokens.js';
import { clauseWords, isReserved, openerOf, rowOf } from './words.js';

/** Words that open an item, and may as well be the next word of a broken phrase. */
const ambiguous = ['exchange', 'queue', 'stream', 'on', 'let', 'settings', 'test', 'can'];

/** What no rule of the grammar can read, and how far to skip over it. */
export class Junk {
  constructor(
    private readonly problems: Problems,
    private readonly blocks: Blocks,
  ) {}

  /** The last character of what no rule can use at `offset`, which is told; undefined if all is of use. */
  lastOf(offset: number): number | undefined {
    const { text } = this.problems.source;
    if (offset >= text.length || text[offset] === '}') return undefined;
    if (this.problems.exhausted) return text.length - 1;
    const told = this.problems.toldUntil(offset);
    const { tokens } = this.problems;
    if (told !== undefined) return skipFrom(tokens, offset, (at) => at >= told) - 1;
    if (this.#isSemicolon(offset)) return offset;
    if (!standsBehind(this.problems.source.text, offset))
      this.problems.reads(offset, text[offset] === '@' ? meantExpect : this.blocks.reader);
    const range = shownAt(tokens.text, offset);
    const { holder } = this.blocks;
    if (this.#isDash(offset)) return offset;
    const comment = this.#commentAt(offset);
    if (comment !== undefined) return comment - 1;
    const complete = holder !== 'settings' && standsBehind(this.problems.source.text, offset);
    const word = wordAt(tokens.text, offset);
    const reason = complete
      ? this.#reasonBehind(offset, word)
      : (reasonFor(word) ?? rowOf(word)?.instead ?? holdings[holder]);
    const found = this.problems.describe(offset);
    const cut = this.#cutArn(offset);
    if (cut !== undefined && !this.problems.settled(offset)) {
      const quotes = 'A comma ends a bare ARN: one that holds a comma needs double quotes.';
      const quoted = this.problems.replacing(cut, `"${this.problems.source.slice(cut)}"`);
      this.problems.tell(catalog.unexpectedToken, range, { found, reason: quotes }, quoted);
    } else if (!this.problems.settled(offset))
      this.problems.tell(catalog.unexpectedToken, range, { found, reason }, this.#hint(offset));
    const end = skipFrom(tokens, offset, (at) => this.#itemMayStart(at));
    this.problems.lose({ start: offset, end });
    return end > offset ? end - 1 : undefined;
  }

  /** Why nothing can follow what stands before `offset` on its line. */
  #reasonBehind(offset: number, word: string): string {
    if (this.problems.source.text[offset] === ',' && this.blocks.allowed.has('queue'))
      return 'A declaration names one thing: write one for each.';
    return neighbourAt(word, 'rest')?.why ?? 'What stands before it on the line is complete.';
  }

  /** Where a comment of another language ends that starts at `offset`, which is told. */
  #commentAt(offset: number): number | undefined {
    const { source } = this.problems;
    const comment = foreignComment(source.text, offset);
    if (comment === undefined) return undefined;
    const { opens, end, line } = comment;
    const range = { start: offset, end: offset + opens.length };
    const found = `\`${opens}\``;
    const fixes =
      line === undefined
        ? []
        : [
            {
              title: 'Write `#`',
              edits: [{ source, range: { start: offset, end }, text: `# ${line}`.trimEnd() }],
            },
          ];
    const reason = 'A comment starts with `#` and ends with its line.';
    if (!this.problems.settled(offset))
      this.problems.tell(catalog.unexpectedToken, range, { found, reason }, { fixes }, 'comment');
    return end;
  }

  /** Whether a `;` stands at `offset` that ends a line, which is told. */
  #isSemicolon(offset: number): boolean {
    const isIt = /^;[ \t]*(?:[\r\n}#]|$)/.test(
      this.problems.source.text.slice(offset, offset + 80),
    );
    if (isIt && !this.problems.settled(offset)) tellSemicolon(offset, this.problems);
    return isIt;
  }

  /** Whether a dash of YAML stands at `offset` before an item, which is told. */
  #isDash(offset: number): boolean {
    const { text } = this.problems.source;
    const [dash] = /^[-*•](?=[ \t])/.exec(text.slice(offset, offset + 2)) ?? [];
    if (dash === undefined || this.blocks.opener(nextWord(text, offset + 1)) === undefined)
      return false;
    const range = { start: offset, end: offset + 1 };
    const reason = 'An item stands on its line without a sign before it.';
    const fix = this.problems.removing(range);
    this.problems.tell(
      catalog.unexpectedToken,
      range,
      { found: `\`${dash}\``, reason },
      fix,
      'dash',
    );
    this.problems.reads(0, undefined);
    return true;
  }

  /** The whole of an ARN that a comma at `offset` cuts in two, as nothing but the comma parts it. */
  #cutArn(offset: number): TextRange | undefined {
    const { text } = this.problems.source;
    const [before] =
      /\barn:[^\s,()"=#]*$/.exec(text.slice(Math.max(0, offset - 400), offset)) ?? [];
    const [after] = /^(?:,[^\s,{}()"=#]+)+/.exec(text.slice(offset, offset + 400)) ?? [];
    if (before === undefined || after === undefined) return undefined;
    return { start: offset - before.length, end: offset + after.length };
  }

  /** A profile is easily used without its parentheses. */
  #hint(offset: number): Details {
    const { text } = this.problems.source;
    const word = wordAt(text, offset);
    const mayCall =
      this.blocks.allowed.has('call') && !standsBehind(this.problems.source.text, offset);
    if (!mayCall || isReserved(word) || !/^[A-Za-z][\w-]*$/.test(word)) return {};
    return { notes: [{ message: `A profile is used with parentheses: \`${word}(…)\`.` }] };
  }

  /** In the middle of a line only words that cannot be part of a phrase start a new item. */
  #itemMayStart(offset: number): boolean {
    const { text } = this.problems.source;
    const word = wordAt(text, offset);
    if (clauseWords.some((clause) => clause === word) || text[offset] === ',') return false;
    if (indentation(text, offset) !== undefined) return true;
    return !ambiguous.includes(word) && this.blocks.opener(word) !== undefined;
  }
}

/** What is written in the place of a word of another world that no rule can use where it stands. */
function reasonFor(word: string): string | undefined {
  const neighbour = neighbourAt(word, 'item');
  if (neighbour?.write === undefined) return neighbour?.why;
  const type = openerOf(neighbour.write, 'broker')?.type;
  return type && `Warren's word is \`${neighbour.write}\`, which belongs ${homes[type]}.`;
}
