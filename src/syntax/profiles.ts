import { syntaxDiagnostics as catalog } from '../diagnostics/catalog/syntax.js';
import type { TextRange } from '../source/range.js';
import type { Anchors } from './anchors.js';
import { DEFAULTS } from './meant-head.js';
import { piecesOf } from './meant-line.js';
import type { Problems } from './problems.js';
import { lineEnd } from './tokens.js';
import type { Word } from './tree.js';
import { isReserved } from './words.js';

/** What may stand before the use of a profile elsewhere. */
const CALLERS = /^(?:use|include|call|apply|import|profile|mixin)$/;

/** A text in quotes, of which nothing is a sign; all texts of a line, its values, and values in brackets. */
const TEXT = String.raw`"(?:[^"\\]|\\.)*"`;
const QUOTED = new RegExp(TEXT, 'g');
const VALUES = new RegExp(String.raw`${TEXT}|[^\s,()[\]]+`, 'g');
const IN_BRACKETS = new RegExp(String.raw`^\((?:[^{}#"]|${TEXT})*[)\]]`);

/** Profiles that are declared or used with other signs than their parentheses. */
export class Profiles {
  #declared: ReadonlyMap<string, readonly string[]> | undefined;

  constructor(
    private readonly problems: Problems,
    private readonly anchors: Anchors,
  ) {}

  /** Whether a word that ends at an offset uses a profile, if only it had its parentheses; that is told. */
  uses(word: string, end: number): boolean {
    const { text } = this.problems.source;
    const start = end - word.length;
    const caller = CALLERS.test(word) && /^[ \t]+@?[A-Za-z][\w-]*/.test(text.slice(end, end + 200));
    const from = caller
      ? end + (/^[ \t]+/.exec(text.slice(end, end + 80))?.[0].length ?? 0)
      : start;
    const line = piecesOf(text, from);
    const [first = '', ...rest] = line?.pieces ?? [];
    const name = first.replace(/^@/, '');
    const parameters = this.#profiles.get(name);
    const isBlock = caller && rest.includes('{');
    if (line === undefined || parameters === undefined || isBlock) return false;
    const names = rest.filter((piece) => /[\w"*]/.test(piece) && !isReserved(piece));
    const given = names.length > 0 || parameters.length === 0 ? names : undefined;
    const write = `${name}(${(given ?? parameters).join(', ')})`;
    const range = { start, end };
    const found = `\`${text.slice(start, end)}\``;
    const values = given === undefined ? `, with a value for each of its parameters` : '';
    const reason = caller
      ? `A profile is used by its name alone. Write \`${write}\`.`
      : `A profile is used with parentheses. Write \`${write}\`${values}.`;
    const fix =
      given?.length === parameters.length
        ? this.problems.replacing({ start, end: line.end }, write)
        : {};
    this.problems.tell(catalog.unexpectedToken, range, { found, reason }, fix);
    return true;
  }

  /** A value at an offset that has the name of its parameter before it, told for all of its use. */
  namedArgument(offset: number): void {
    const { source } = this.problems;
    const { text } = source;
    const rest = text.slice(offset, Math.min(lineEnd(text, offset), offset + 400));
    const [given = ''] = /^[^()]*/.exec(rest) ?? [];
    const named = [...given.matchAll(/(?<![^\s,])([A-Za-z][\w-]*)[ \t]*=[ \t]*/g)];
    const before = text.slice(Math.max(0, offset - 200), offset);
    const [, profile = ''] = /([A-Za-z][\w-]*)[ \t]*\([ \t]*$/.exec(before) ?? [];
    const parameters = this.#profiles.get(profile) ?? [];
    const isInOrder = named.every(([, name], at) => name === parameters[at]);
    const edits = named.map(({ 0: whole, index }) => ({
      source,
      range: { start: offset + index, end: offset + index + whole.length },
      text: '',
    }));
    const title = 'Write the values alone';
    const fixes = isInOrder ? [{ title, edits, isGuess: true as const }] : [];
    const sign = offset + given.indexOf('=');
    const example = parameters.length === 0 ? '' : `: \`${profile}(${parameters.join(', ')})\``;
    const reason = `The values of a profile stand alone, in the order of its parameters${example}.`;
    const range = { start: sign, end: sign + 1 };
    this.problems.tell(catalog.unexpectedToken, range, { found: '`=`', reason }, { fixes });
  }

  /** Whether the parameters of a profile at an offset stand between other signs than parentheses alone. */
  isOdd(offset: number): boolean {
    const head = this.#headAt(offset);
    return /^\([^)]*[$<:=]/.test(head) || secondBracketIn(head) !== undefined;
  }

  /** The parameters between an offset and the brace behind it, whose parentheses are missing; told. */
  parametersAt(offset: number): readonly Word[] {
    const head = this.#headAt(offset);
    const second = secondBracketIn(head);
    const names = head.replace(DEFAULTS, (value) => ' '.repeat(value.length));
    const [value] = head.match(DEFAULTS) ?? [];
    if (value === undefined && second !== undefined) {
      const range = { start: offset + second, end: offset + second + 1 };
      const found = `\`${head.charAt(second)}\``;
      const reason = 'The parameters of a profile stand in one pair of parentheses: `(a, b)`.';
      this.problems.tell(catalog.unexpectedToken, range, { found, reason });
      this.problems.settle(offset);
    } else if (value === undefined)
      this.problems.missing(offset, '`(`, the parameters of the profile and `)`');
    else {
      const sign = offset + head.indexOf('=', head.indexOf(value));
      const reason = 'A parameter has no default: every use of the profile gives its value.';
      const range = { start: sign, end: sign + 1 };
      this.problems.tell(catalog.unexpectedToken, range, { found: '`=`', reason });
      this.problems.settle(offset);
    }
    return [...names.replace(/:\s*\w+/g, '').matchAll(/[A-Za-z][\w-]*/g)].flatMap(
      ({ 0: name, index }) => {
        const range: TextRange = { start: offset + index, end: offset + index + name.length };
        return isReserved(name) ? [] : [this.anchors.word(name, range)];
      },
    );
  }

  /**
   * Where the use of a profile ends whose values stand in other brackets besides, or in several, from the first on;
   * that is told. Undefined for any other.
   */
  endOfOddUse({ text: name }: Word, offset: number): number | undefined {
    const { source } = this.problems;
    const line = source.text.slice(offset, Math.min(lineEnd(source.text, offset), offset + 200));
    const rest = line.trimStart();
    const start = offset + line.length - rest.length;
    const [whole = ''] = IN_BRACKETS.exec(rest) ?? [];
    const second = secondBracketIn(whole.replaceAll(QUOTED, (text) => '_'.repeat(text.length)));
    if (second === undefined) return undefined;
    const values = [...whole.matchAll(VALUES)].map(([value]) => value);
    const write = `${name}(${values.join(', ')})`;
    const end = start + whole.length;
    const fits = values.length === this.#profiles.get(name)?.length;
    const fix = fits
      ? this.problems.perhapsReplacing({ start: offset - name.length, end }, write)
      : {};
    const found = `\`${whole.charAt(second)}\``;
    const reason = `The values of a profile stand in one pair of parentheses${fits ? `: \`${write}\`` : ''}.`;
    const range = { start: start + second, end: start + second + 1 };
    this.problems.tell(catalog.unexpectedToken, range, { found, reason }, fix);
    this.problems.lose({ start: offset, end });
    return end;
  }

  /** What of a line stands before the `{` of a profile. */
  #headAt(offset: number): string {
    const { text } = this.problems.source;
    return /^[^{\r\n]*/.exec(text.slice(offset, offset + 200))?.[0] ?? '';
  }

  /** The parameters of every profile that the text declares, by its name. */
  get #profiles(): ReadonlyMap<string, readonly string[]> {
    return (this.#declared ??= new Map(
      [
        ...this.problems.source.text.matchAll(
          /\bprofile[ \t]+([A-Za-z][\w-]*)[ \t]*(?:\(([^(){}]*)\))?/g,
        ),
      ].map(([, name = '', list = '']) => [name, list.split(/[\s,]+/).filter((one) => one !== '')]),
    ));
  }
}

/** Where a bracket opens in or behind the parentheses that a text begins with; undefined where none does. */
function secondBracketIn(text: string): number | undefined {
  const [before] = /^\((?:[^()[\]]*\)[ \t]*|[^()[\]]*)(?=[([])/.exec(text) ?? [];
  return before?.length;
}
