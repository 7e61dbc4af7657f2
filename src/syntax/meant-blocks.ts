import { syntaxDiagnostics as catalog } from '../diagnostics/catalog/syntax.js';
import type { Source } from '../source/source.js';
import { BETWEEN, headFrom, most, opensBlock, type BlockRepair } from './block-repair.js';
import { bracketedLists } from './bracketed-lists.js';
import { indentation, lineIndentation } from './layout.js';
import { otherBrackets } from './other-brackets.js';
import { lineEnd, type Tokens } from './tokens.js';

/** A `{` that is open while the lines are looked at. */
interface Open {
  readonly at: number;
  readonly indent: number;
  readonly line: number;
  /** Whether the first line in it is indented deeper; undefined before that line. */
  isIndented: boolean | undefined;
}

/**
 * What could be meant where braces and indentation say different things: each repair is a guess by itself, and
 * nothing is wrong with a text for having some.
 */
export function blockRepairs(source: Source, tokens: Tokens): readonly BlockRepair[] {
  const found = [
    ...otherBrackets(source, tokens),
    ...bracketedLists(source, tokens),
    ...doubledOpeners(source, tokens),
    ...lackingOpeners(source, tokens),
    ...lackingInLine(source, tokens),
  ];
  return [...found, ...lackingClosers(source, tokens)].slice(0, most);
}

/** Blocks that end too late or too early by the layout. */
function lackingClosers(source: Source, tokens: Tokens): readonly BlockRepair[] {
  const { text } = tokens;
  const found: BlockRepair[] = [];
  const open: Open[] = [];
  let line = 0;
  for (let token = 0; token < tokens.count; token++) {
    const kind = tokens.kind(token);
    line += tokens.breaks(token);
    if (kind === 'comment') continue;
    const at = tokens.start(token);
    const indent = indentation(text, at);
    const top = open.at(-1);
    if (indent !== undefined && top !== undefined && top.line < line) {
      top.isIndented ??= indent > top.indent;
      const isOver = kind === '}' ? indent < top.indent : indent <= top.indent;
      if (isOver && top.isIndented) found.push(...closing(source, tokens, top, token));
    }
    if (kind === '{') {
      const start = lineIndentation(text, at);
      open.push({ at, indent: start, line, isIndented: undefined });
    }
    if (kind !== '}') continue;
    const closed = open.pop();
    const isOdd =
      closed === undefined ||
      (closed.line < line && (indent === undefined || indent !== closed.indent));
    if (isOdd) found.push(tooMany(source, at, closed));
  }
  return found;
}

/** A `}` in front of a token that the block opened by `open` does not hold. */
function closing(
  source: Source,
  tokens: Tokens,
  open: Open,
  token: number,
): readonly BlockRepair[] {
  let last = token - 1;
  while (tokens.kind(last) === 'comment') last--;
  const end = tokens.end(last);
  const start = tokens.start(token);
  if (last < 0 || !/\s/.test(tokens.text.charAt(end)) || end >= start) return [];
  const isLine = source.position(open.at).line === source.position(end).line;
  const text = isLine ? ' }' : `\n${' '.repeat(open.indent)}}`;
  const edits = [{ source, range: { start: end, end }, text }];
  const range = { start, end: tokens.end(token) };
  return [
    {
      masks: [{ at: end, sign: '}' }],
      tell: (reporter) => {
        const place = { source, range: { start: open.at, end: open.at + 1 } };
        const note = { message: 'It should end before this.', place: { source, range } };
        const extras = { notes: [note], fixes: [{ title: 'Write `}`', edits }] };
        reporter.report(catalog.unclosedBlock, place, {}, extras);
      },
    },
  ];
}

/** A `}` that closes nothing, or a block that its line does not belong to. */
function tooMany(source: Source, at: number, closed: Open | undefined): BlockRepair {
  const { text } = source;
  const isAlone =
    indentation(text, at) !== undefined && text.slice(at + 1, lineEnd(text, at + 1)).trim() === '';
  const start = isAlone ? Math.max(text.lastIndexOf('\n', at - 1), 0) : at;
  const edits = [{ source, range: { start, end: at + 1 }, text: '' }];
  const line = closed === undefined ? undefined : source.position(closed.at).line;
  return {
    masks: [{ at, sign: ' ' }],
    tell: (reporter) => {
      const place = { source, range: { start: at, end: at + 1 } };
      reporter.report(
        catalog.strayBrace,
        place,
        { line },
        { fixes: [{ title: 'Remove `}`', edits }] },
      );
    },
  };
}

/** Lines that start a block and have no `{`, in front of a line that is indented deeper. */
function lackingOpeners(source: Source, tokens: Tokens): readonly BlockRepair[] {
  const { text } = tokens;
  const found: BlockRepair[] = [];
  for (let token = 0; token < tokens.count; token++) {
    const start = tokens.start(token);
    const indent = indentation(text, start);
    if (indent === undefined || tokens.kind(token) !== 'word' || !opensBlock(text, start)) continue;
    const until = lineEnd(text, start);
    let last = token;
    let isOpened = false;
    for (let next = token; tokens.start(next) < until; next++) {
      if (tokens.kind(next) === 'comment') break;
      isOpened ||= tokens.kind(next) === '{' || tokens.kind(next) === '}';
      last = next;
    }
    let behind = last + 1;
    while (tokens.kind(behind) === 'comment') behind++;
    const inside = indentation(text, tokens.start(behind)) ?? 0;
    const end = tokens.end(last);
    const isLacking = !isOpened && behind < tokens.count && inside > indent;
    // A list goes on in the next line.
    if (!isLacking || tokens.kind(behind) === '{' || tokens.kind(last) === ',') continue;
    const edits = [{ source, range: { start: end, end }, text: ' {' }];
    const range = { start: tokens.start(last), end };
    const after = `\`${source.slice(range)}\``;
    found.push({
      masks: [{ at: end, sign: '{' }],
      tell: (reporter) => {
        reporter.report(
          catalog.expectedToken,
          { source, range },
          { expected: '`{`', found: after, after },
          { notes: [BETWEEN], fixes: [{ title: 'Write `{`', edits }] },
        );
      },
    });
  }
  return found;
}

/** The head of a block that goes on in its line, up to where its `{` would stand. */
const HEAD =
  /^(?:(?:allow|never|can)[ \t]+(?:anyone[ \t]+except[ \t]+)?[\w-]+(?:[ \t]*,[ \t]*[\w-]+)*|on[ \t]+[\w-]+(?:[ \t]*,[ \t]*[\w-]+)*|vhost[ \t]+[^\s{}:,]+|test[ \t]+"[^"]*")/;

/** Lines of a whole block that have its `}` and not its `{`. */
function lackingInLine(source: Source, tokens: Tokens): readonly BlockRepair[] {
  const { text } = tokens;
  const found: BlockRepair[] = [];
  for (let token = 0; token < tokens.count; token++) {
    const start = tokens.start(token);
    if (tokens.kind(token) !== 'word' || !opensBlock(text, start)) continue;
    const line = headFrom(text, start);
    const head = HEAD.exec(line)?.[0].length;
    if (head === undefined || !/^(?:[ \t]|:[ \t])[^{}#]*\}/.test(line.slice(head))) continue;
    const end = start + head;
    const isColon = text[end] === ':';
    const next = isColon ? end : tokens.start(tokens.behind(end));
    const range = { start: next, end: isColon ? next + 1 : tokens.end(tokens.behind(end)) };
    const written = { source, range: { start: end, end: isColon ? end + 1 : end }, text: ' {' };
    found.push({
      masks: [{ at: end, sign: '{' }],
      tell: (reporter) => {
        const particulars = {
          expected: '`{`',
          found: `\`${source.slice(range)}\``,
          after: undefined,
        };
        const fixes = [{ title: 'Write `{`', edits: [written] }];
        reporter.report(catalog.expectedToken, { source, range }, particulars, {
          notes: [BETWEEN],
          fixes,
        });
      },
    });
  }
  return found;
}

/** A `{` directly behind another. */
function doubledOpeners(source: Source, tokens: Tokens): readonly BlockRepair[] {
  const found: BlockRepair[] = [];
  for (let token = 1; token < tokens.count; token++) {
    if (tokens.kind(token) !== '{' || tokens.kind(token - 1) !== '{') continue;
    const range = { start: tokens.start(token), end: tokens.end(token) };
    const fixes = [{ title: 'Remove `{`', edits: [{ source, range, text: '' }] }];
    const reason = 'The block is open already.';
    found.push({
      masks: [{ at: range.start, sign: ' ' }],
      tell: (reporter) => {
        reporter.report(
          catalog.unexpectedToken,
          { source, range },
          { found: '`{`', reason },
          { fixes },
        );
      },
    });
  }
  return found;
}
