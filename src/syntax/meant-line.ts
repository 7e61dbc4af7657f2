import type { TextRange } from '../source/range.js';
import { amqpMethod, foreignComment, neighbourAt, wideVerbs } from './neighbours.js';
import { lineEnd } from './tokens.js';
import type { ResourceKind } from './tree.js';
import { clauseWords, isReserved, resourceKinds, verbOf } from './words.js';

/*
 * What a line with a mistake was probably meant to say, as a whole: its words by what they can be, put into
 * the order of the language. It is asked only where the grammar could not read the line.
 */

/** A stretch of a text, and what is to be written in its place. */
export interface MeantLine {
  readonly range: TextRange;
  readonly write: string;
}

/** Reads what the item that starts at an offset means, right or wrong; undefined where nobody can tell. */
export type ReadMeant = (text: string, start: number) => MeantLine | undefined;

/** How long a line may be, in UTF-16 code units: what is longer is no slip of one word. */
const lineLimit = 400;

/** A piece of a line: a name, a word or a quoted text, or a sign that parts them. */
const PIECE = /=>|"(?:[^"\\\r\n]|\\[^\r\n])*"|(?:\$\{[\w-]+\}|[^\s,{}()"=[\];|&“”„‘’«»`'])+|[^\s]/g;

/** What can stand for a name without quotes. */
const BARE = /^(?:[A-Za-z0-9_.:/*-]|\$\{[\w-]+\})(?:[A-Za-z0-9_.:/@*-]|\$\{[\w-]+\})*$/;

const OPENS = '([{';
const CLOSES = ')]}';
/** Signs that part words, or hold them together, elsewhere; quotes of word processors too. */
const SIGNS = ",=;|&()[]{}“”„‘’«»`'";

/** The pieces of an item up to the end of its line, and where they end; undefined where a block starts there. */
export function piecesOf(
  text: string,
  start: number,
): { readonly pieces: readonly string[]; readonly end: number } | undefined {
  const line = text.slice(start, lineEnd(text, start));
  if (line.length > lineLimit) return undefined;
  const pieces: string[] = [];
  let depth = 0;
  let end = 0;
  for (const { 0: piece, index } of line.matchAll(PIECE)) {
    const isComment = piece.startsWith('#') || foreignComment(line, index) !== undefined;
    if (isComment && /[\s{}]/.test(line[index - 1] ?? ' ')) break;
    if (OPENS.includes(piece)) depth++;
    if (CLOSES.includes(piece) && --depth < 0) break;
    pieces.push(piece);
    end = index + piece.length;
  }
  return depth > 0 ? undefined : { pieces, end: start + end };
}

/** The names in a place of a line: those that follow each other need a sign between them. */
class NameList {
  readonly all: string[] = [];
  #isParted = true;

  /** Takes a name; false where it cannot be one. */
  take(piece: string): boolean {
    const name = piece.length > 1 ? piece.replace(/:$/, '') : piece;
    const isName = piece.startsWith('"') || (BARE.test(name) && !isReserved(name));
    if (!this.#isParted || !isName || /^[:-]+$/.test(name)) return false;
    this.#isParted = false;
    this.all.push(name);
    return true;
  }

  /** A sign stands behind the last name. */
  part(): void {
    this.#isParted = true;
  }

  /** The names as they are written, with commas. */
  get text(): string {
    return this.all.join(', ');
  }
}

/** The kind that a phrase without one is about, by its first verb. */
const USUAL_KINDS: Readonly<Partial<Record<string, ResourceKind>>> = {
  consume: 'queue',
  purge: 'queue',
  publish: 'exchange',
  bind: 'queue',
  unbind: 'queue',
};

const kinds = new Map<string, ResourceKind>(resourceKinds.map((kind) => [kind, kind]));
const clauses = new Map<string, string>(clauseWords.map((clause) => [clause, clause]));

/** What a phrase was meant to say: its verbs, its kind, names and clauses in whatever order and with whatever signs. */
export const meantPhrase: ReadMeant = (text, start) => {
  const line = piecesOf(text, start);
  if (line === undefined || isBlock(line.pieces)) return undefined;
  const verbs: string[] = [];
  const names = new NameList();
  const values = new Map<string, NameList>();
  let kind: ResourceKind | undefined;
  let into = names;
  let isSwapped = false;
  let wide: string | undefined;
  for (const [at, piece] of line.pieces.entries()) {
    const next = line.pieces[at + 1] ?? '';
    const several = piece.split(/[/+]/);
    const [first] = several;
    const method = amqpMethod(piece);
    const known = kinds.get(piece.replace(/:$/, ''));
    // `with` stands for a clause where it has none behind it.
    const isKey = piece === 'with' && BARE.test(next) && !isReserved(next);
    const clause = clauses.get(isKey ? 'key' : clauseOf(piece));
    const binds = verbs.map((verb) => verbOf(verb)?.requires).find((one) => one !== undefined);
    if (SIGNS.includes(piece) || neighbourAt(piece, 'comma') !== undefined) into.part();
    else if (first !== undefined && several.every((one) => verbOf(one) !== undefined))
      verbs.push(...several);
    else if (method !== undefined) {
      verbs.push(method.verb);
      kind ??= method.kind;
    } else if (known !== undefined) {
      if (into !== names) isSwapped ||= known !== 'exchange' && kind !== 'queue';
      else if (binds !== undefined && names.all.length > 0)
        values.set(binds, (into = new NameList()));
      else if (kind !== undefined && kind !== known && verbs.length > 0) return undefined;
      else kind = known;
    } else if (clause !== undefined && verbs.length + names.all.length > 0) {
      const meant = (clause === 'to' || clause === 'from') && binds ? binds : clause;
      values.set(meant, (into = values.get(meant) ?? new NameList()));
    } else if (verbs.length === 0 && names.all.length === 0 && wideVerbs(piece) !== undefined)
      wide = piece;
    else if (verbs.length === 0 && verbLike(piece) !== undefined) verbs.push(verbLike(piece) ?? '');
    else if (isNoise(piece, into === names && kind === undefined, into.all.length > 0)) continue;
    else if (!into.take(piece)) return undefined;
    // What follows a key that is complete is the name: `publish key a exchange work`.
    if (known !== undefined && into !== names && names.all.length === 0 && binds === undefined) {
      into = names;
      isSwapped = false;
      kind = known;
    }
  }
  if (wide !== undefined && kind !== undefined) verbs.push(...(wideVerbs(wide)?.(kind) ?? []));
  if (kind === undefined || isSwapped) kind = isSwapped ? 'queue' : USUAL_KINDS[verbs[0] ?? ''];
  if (kind === undefined || verbs.length === 0 || names.all.length === 0) return undefined;
  const phrase = phraseOf(verbs, kind, isSwapped ? swap(names, values) : names, values);
  return phrase === undefined ? undefined : { range: { start, end: line.end }, write: phrase };
};

/** Whether pieces are a block of another kind, whose contents are a phrase at best. */
function isBlock([first = '', ...rest]: readonly string[]): boolean {
  return /^(?:on|at|in|for|if|when|vhost|test|allow|can|never)$/.test(first) && rest.includes('{');
}

function phraseOf(
  verbs: readonly string[],
  kind: ResourceKind,
  names: NameList,
  values: ReadonlyMap<string, NameList>,
): string | undefined {
  const parts = [[...new Set(verbs)].join(', '), kind, names.text];
  for (const verb of verbs) {
    const row = verbOf(verb);
    const taken: readonly string[] | undefined = row?.kinds[kind];
    if (taken === undefined || [...values.keys()].some((clause) => !taken.includes(clause)))
      return undefined;
    if (row?.requires !== undefined && !values.has(row.requires)) return undefined;
  }
  for (const [clause, given] of values) {
    if (given.all.length === 0) return undefined;
    const isTarget = clause === 'to' || clause === 'from';
    parts.push(isTarget ? `${clause} exchange` : clause, given.text);
  }
  return parts.join(' ');
}

/** Turns the two ends of a binding round: what was bound to stands first then. */
function swap(names: NameList, values: Map<string, NameList>): NameList {
  for (const clause of ['to', 'from']) {
    const target = values.get(clause);
    if (target === undefined) continue;
    values.set(clause, names);
    return target;
  }
  return names;
}

/** The clause that a word opens, also as another world has it. */
function clauseOf(piece: string): string {
  return neighbourAt(piece, 'clause')?.write ?? piece.replace(/:$/, '');
}

/** The verb for a word of another world. */
function verbLike(piece: string): string | undefined {
  const write = neighbourAt(piece, 'item')?.write;
  return write !== undefined && verbOf(write) !== undefined ? write : undefined;
}

/** Whether a word says nothing where it stands: before the kind, or before a clause. */
function isNoise(piece: string, isBeforeKind: boolean, isBehindName: boolean): boolean {
  if (piece === ':' || /^(?:allow|can)$/.test(piece)) return true;
  if (isBeforeKind && neighbourAt(piece, 'before-kind') !== undefined) return true;
  return isBehindName && (piece === 'on' || neighbourAt(piece, 'before-clause') !== undefined);
}

const TYPES: readonly string[] = ['direct', 'fanout', 'topic', 'headers'];

/** What a declaration of exchanges, queues or streams was meant to say: a line for each name. */
export const meantDeclaration: ReadMeant = (text, start) => {
  const line = piecesOf(text, start);
  if (line === undefined) return undefined;
  const names = new NameList();
  const clause = new Map<string, NameList>();
  let into = names;
  let kind: string | undefined;
  let type: string | undefined;
  for (const [at, piece] of line.pieces.entries()) {
    const word = piece.replace(/(?<=.):$/, '').toLowerCase();
    const opened = word === 'dead' || /^(?:-+|=)?[>→]$/.test(word) ? 'dead-letter' : clauseOf(word);
    const isBehindClause = into !== names && into.all.length === 0;
    if (SIGNS.includes(piece) || word === ':') into.part();
    else if (opened === 'dead-letter' || opened === 'alternate')
      clause.set(opened, (into = new NameList()));
    else if (isBehindClause && /^(?:exchange|queue|to|letter)$/.test(word)) continue;
    else if (names.all.length > 0 && isArgument(line.pieces, at)) continue;
    else if (/^(?:exchange|queue|stream)s?$/.test(word) && into === names) {
      const next = word.replace(/s$/, '');
      if (kind === undefined || (kind === 'queue' && next === 'stream')) kind = next;
      else if (kind !== next && !(kind === 'stream' && next === 'queue')) return undefined;
    } else if (TYPES.includes(word) && type === undefined && kind !== 'queue') {
      type = word;
      into = names;
      into.part();
    } else if (isMade(word) && (kind !== undefined || at === 0)) into.part();
    else if (!into.take(piece)) return undefined;
  }
  if (kind === undefined || names.all.length === 0) return undefined;
  const other = kind === 'exchange' ? 'alternate' : 'dead-letter';
  if ([...clause].some(([word, { all }]) => word !== other || all.length !== 1)) return undefined;
  const behind = [kind === 'exchange' ? type : undefined, clause.has(other) ? other : undefined];
  const rest = [...behind, clause.get(other)?.all[0]].filter((one) => one !== undefined);
  const indent = /[ \t]*$/.exec(text.slice(Math.max(0, start - 80), start))?.[0] ?? '';
  const lines = names.all.map((name) => [kind, name, ...rest].join(' '));
  return { range: { start, end: line.end }, write: lines.join(`\n${indent}`) };
};

/** Whether a piece is a number behind the word of an argument, such as `ttl 60`. */
function isArgument(pieces: readonly string[], at: number): boolean {
  const behind = pieces.slice(0, at).findLast((piece) => !SIGNS.includes(piece) && piece !== ':');
  const isNumber = /^\d+[a-z]{0,2}$/i.test(pieces[at] ?? '');
  return isNumber && behind !== undefined && neighbourAt(behind, 'rest') !== undefined;
}

/** Whether a word says how something is made, which a declaration does not. */
function isMade(word: string): boolean {
  const isKnown = (neighbourAt(word, 'rest') ?? neighbourAt(word, 'before-type')) !== undefined;
  return isKnown || /^(?:with|true|false|null|name|named|declare|create)$/.test(word);
}
