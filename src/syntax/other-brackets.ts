import { syntaxDiagnostics as catalog } from '../diagnostics/catalog/syntax.js';
import type { Source } from '../source/source.js';
import { BETWEEN, headFrom, most, opensBlock, type BlockRepair } from './block-repair.js';
import { indentation, lineIndentation } from './layout.js';
import { lineEnd, type Tokens } from './tokens.js';

const CLOSES: Readonly<Record<string, string>> = { '(': ')', '[': ']' };

/** Blocks in parentheses or square brackets, and those behind a colon, with or without a `}`. */
export function otherBrackets(source: Source, tokens: Tokens): readonly BlockRepair[] {
  const { text } = tokens;
  const found: BlockRepair[] = [];
  // Each looks through the rest of the text.
  let tried = 0;
  for (let token = 0; token < tokens.count && tried < most; token++) {
    const start = tokens.start(token);
    if (!opensBlock(text, start)) continue;
    const head = headFrom(text, start);
    const isProfile = head.startsWith('profile');
    const opens = start + ((isProfile ? PROFILE : SIGN).exec(head)?.[1]?.length ?? head.length);
    const sign = text.charAt(opens);
    const isColon = sign === ':';
    if (!isColon && !(sign in CLOSES)) continue;
    tried++;
    const close = isColon
      ? endOfIndented(tokens, start, opens)
      : closeOf(text, opens, sign, CLOSES[sign] ?? '');
    if (close === undefined) continue;
    const range = { start: opens, end: opens + 1 };
    const opening = { source, range, text: isColon ? ' {' : '{' };
    const closing = close.isThere
      ? []
      : [
          {
            source,
            range: isColon
              ? { start: close.at, end: close.at }
              : { start: close.at, end: close.at + 1 },
            text: isColon ? `\n${' '.repeat(lineIndentation(text, start))}}` : '}',
          },
        ];
    const title = close.isThere ? 'Write `{`' : 'Write `{` and `}`';
    found.push({
      masks: [
        { at: opens, sign: '{' },
        ...(close.isThere ? [] : [{ at: close.at, sign: '}' } as const]),
      ],
      tell: (reporter) => {
        reporter.report(
          catalog.expectedToken,
          { source, range },
          { expected: '`{`', found: `\`${sign}\``, after: undefined },
          { notes: [BETWEEN], fixes: [{ title, edits: [opening, ...closing] }] },
        );
      },
    });
  }
  return found;
}

/** The head of a block up to a sign in the place of its `{`. */
const SIGN = /^([^{}"#([]*(?:"[^"]*"[^{}"#([]*)?)(?:(?<=[ \t\w"])[([]|:[ \t]*(?:#.*)?$)/;

/** The same of a profile, whose parameters stand in parentheses too. */
const PROFILE = /^(profile[ \t]+[\w-]+[ \t]*\([^()]*\)[ \t]*)[([:][ \t]*(?:#.*)?$/;

/** Where a block ends that is not in braces: its closing sign, or where one would stand. */
interface End {
  readonly at: number;
  /** Whether its `}` is there. */
  readonly isThere: boolean;
}

/** The end of what is indented deeper than the line of a block's head. */
function endOfIndented(tokens: Tokens, start: number, opens: number): End | undefined {
  const { text } = tokens;
  const outer = lineIndentation(text, start);
  let end = opens + 1;
  for (let token = tokens.behind(opens + 1); token < tokens.count; token++) {
    if (tokens.kind(token) === 'comment') continue;
    const at = tokens.start(token);
    const indent = indentation(text, at);
    if (indent !== undefined && indent <= outer) {
      if (tokens.kind(token) === '}' && indent === outer) return { at, isThere: true };
      break;
    }
    end = tokens.end(token);
  }
  return end > opens + 1 && /\s/.test(text.charAt(end)) ? { at: end, isThere: false } : undefined;
}

/** Where a bracket closes, if it does. */
function closeOf(text: string, opens: number, open: string, close: string): End | undefined {
  let depth = 0;
  let isQuoted = false;
  for (let at = opens; at < text.length; at++) {
    const sign = text[at];
    if (sign === '"' || sign === '\n') isQuoted = sign === '"' && !isQuoted;
    if (isQuoted) continue;
    if (sign === '#') at = lineEnd(text, at);
    if (sign === open) depth++;
    if (sign === close && --depth === 0) return { at, isThere: false };
  }
  return undefined;
}
