import { syntaxDiagnostics as catalog } from '../diagnostics/catalog/syntax.js';
import type { TextRange } from '../source/range.js';
import type { Anchors } from './anchors.js';
import { piecesOf } from './meant-line.js';
import type { Problems } from './problems.js';
import type { Word } from './tree.js';
import { isReserved } from './words.js';

/** What may stand before the use of a profile elsewhere. */
const CALLERS = /^(?:use|include|call|apply|import|profile|mixin)$/;

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

  /** Whether the parameters of a profile at an offset stand between other signs than parentheses alone. */
  isOdd(offset: number): boolean {
    return /^\([^)\r\n]*[$<:=]/.test(this.problems.source.text.slice(offset, offset + 200));
  }

  /** The parameters between an offset and the brace behind it, whose parentheses are missing; told. */
  parametersAt(offset: number): readonly Word[] {
    const { text } = this.problems.source;
    const [head = ''] = /^[^{\r\n]*/.exec(text.slice(offset, offset + 200)) ?? [];
    this.problems.missing(offset, '`(`, the parameters of the profile and `)`');
    return [...head.replace(/:\s*\w+/g, '').matchAll(/[A-Za-z][\w-]*/g)].flatMap(
      ({ 0: name, index }) => {
        const range: TextRange = { start: offset + index, end: offset + index + name.length };
        return isReserved(name) ? [] : [this.anchors.word(name, range)];
      },
    );
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
