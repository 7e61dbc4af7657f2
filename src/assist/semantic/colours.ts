import type { TextRange } from '../../source/range.js';
import { mentionsOf, type Mention } from '../../syntax/mentions.js';
import type { PolicyFile, Template } from '../../syntax/tree.js';
import { isReserved } from '../../syntax/words.js';
import { lex } from '../../syntax/tokens.js';
import { declaring, typeOf, type TokenType } from './legend.js';

/** A stretch of one line with what stands there. */
export interface Coloured {
  readonly range: TextRange;
  readonly type: TokenType;
  /** Whether something gets its name there. */
  readonly declares: boolean;
}

/** What stands where in a file, from its start to its end. */
export function coloursOf(file: PolicyFile): readonly Coloured[] {
  const comments = file.comments.map(({ range }) => plain(range, 'comment'));
  const mentioned = mentionsOf(file).flatMap(coloursIn);
  const taken = new Set(mentioned.map(({ range }) => range.start));
  const words = reservedIn(file.source.text).filter(({ range }) => !taken.has(range.start));
  return [...comments, ...mentioned, ...words]
    .filter(({ range }) => range.start < range.end)
    .sort((a, b) => a.range.start - b.range.start);
}

function plain(range: TextRange, type: TokenType): Coloured {
  return { range, type, declares: false };
}

function coloursIn(mention: Mention): readonly Coloured[] {
  const declares = declaring.has(mention.as);
  if ('word' in mention) return [{ range: mention.word.range, type: typeOf[mention.as], declares }];
  const type = mention.as === 'name' ? namedBy(mention) : typeOf[mention.as];
  return piecesOf(mention.template, type, declares);
}

/** What a name in a phrase is the name of. */
function namedBy({ items }: Mention): TokenType {
  const phrase = items.at(-1);
  return phrase?.type === 'phrase' && phrase.kind?.text === 'exchange' ? 'interface' : 'struct';
}

/** A pattern or value in pieces, as its wildcards and interpolations stand out. */
function piecesOf(template: Template, type: TokenType, declares: boolean): readonly Coloured[] {
  const pieces: Coloured[] = [];
  let { start } = template.range;
  for (const part of template.parts) {
    if (part.type === 'text') continue;
    const inner = plain(part.range, part.type === 'wildcard' ? 'operator' : 'variable');
    pieces.push({ range: { start, end: part.range.start }, type, declares }, inner);
    start = part.range.end;
  }
  return [...pieces, { range: { start, end: template.range.end }, type, declares }];
}

/** The words of the language, none of which can be a name outside of quotes. */
function reservedIn(text: string): readonly Coloured[] {
  const tokens = lex(text);
  const found: Coloured[] = [];
  for (let token = 0; token < tokens.count; token++) {
    if (tokens.kind(token) !== 'word' || tokens.joins(token) || tokens.joins(token + 1)) continue;
    const word = tokens.textOf(token);
    const range = { start: tokens.start(token), end: tokens.end(token) };
    if (word === '@expect') found.push(plain(range, 'decorator'));
    else if (isReserved(word)) found.push(plain(range, 'keyword'));
  }
  return found;
}
