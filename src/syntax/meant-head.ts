import { neighbourAt } from './neighbours.js';
import type { MeantLine } from './meant-line.js';
import { lineEnd } from './tokens.js';
import { isReserved, resourceKinds, resourceVerbs } from './words.js';

/*
 * What stands before the brace of a block, as it was meant: its word, then names and nothing else. It is
 * asked only where the grammar could not read it.
 */

/** How long the head of a block may be, in UTF-16 code units. */
const headLimit = 200;

const IDENTIFIER = /^[A-Za-z][A-Za-z0-9_-]*$/;
const PATTERN = /^(?:[A-Za-z0-9_.:/*-]|\$\{[\w-]+\})(?:[A-Za-z0-9_.:/@*-]|\$\{[\w-]+\})*$/;

/** The pieces of a head: texts in quotes, words, and signs. */
const PIECE = /"[^"\r\n]*"|can't|(?:\$\{[\w-]+\}|[^\s,{}()"'“”„‘’`=[\];|&!])+|!|,/g;

/** The values that parameters have where they are declared, as defaults elsewhere. */
export const DEFAULTS = /(?<=[\w-])[ \t]*=[ \t]*(?:"[^"]*"|[^\s,()={}]+)(?=[ \t]*[,)])/g;

/** Words that open a rule elsewhere, or deny one, by what they are here. */
const RULES: Readonly<Record<string, 'allow' | 'can' | 'never'>> = {
  allow: 'allow',
  never: 'never',
  can: 'can',
  claim: 'can',
  cannot: 'never',
  "can't": 'never',
};
const DENIALS: readonly string[] = ['not', 'never', 'no', 'cannot'];
const NOBODY: readonly string[] = ['nobody', 'noone', 'no-one', 'none'];

/**
 * What the head of a block was meant to say that starts at an offset.
 *
 * @param rule what a head that only names a subject is taken for; undefined where no rule can stand
 */
export function meantHead(
  rule: 'allow' | 'can' | undefined,
  text: string,
  start: number,
): MeantLine | undefined {
  const end = headEnd(text, start);
  const rewritten = rule && meantRule(text, start);
  if (rewritten !== undefined || end === undefined) return rewritten;
  const head = text.slice(start, end);
  const words = [...head.matchAll(PIECE)].map(([piece]) => piece.replace(/(?<=[\w"]):$/, ''));
  const write =
    blockHead(words, head) ??
    profileHead(head) ??
    (rule && !holdsItems(words) ? ruleHead(words, rule) : undefined) ??
    titleHead(head);
  return write === undefined ? undefined : { range: { start, end }, write };
}

/** Whether a line holds other items before its `{`, so that it is no head of one block. */
function holdsItems(words: readonly string[]): boolean {
  const items = /^(?:allow|never|test|vhost|exchange|queue|stream)$/;
  return words.slice(2).some((word) => items.test(word));
}

/** Where a head ends that a `{` follows, on its line or the next. */
function headEnd(text: string, start: number): number | undefined {
  const line = text.slice(start, Math.min(lineEnd(text, start), start + headLimit));
  const brace = /\{(?<!\$\{)[^{]*$/.exec(line.replace(/\}[^{}]*$/, ''))?.index;
  const first = /(?<!\$)\{/.exec(line)?.index ?? brace;
  if (first === undefined) {
    const isNext = /^\s*\{/.test(text.slice(start + line.length, start + line.length + headLimit));
    return isNext ? start + line.trimEnd().length : undefined;
  }
  return start + line.slice(0, first).trimEnd().length;
}

/** `vhost NAME` and `on BROKER, …`, also where another word stands before it. */
function blockHead(words: readonly string[], head: string): string | undefined {
  const [first = '', second = '', ...rest] = words;
  if (first === 'vhost' || (/^(?:in|on|for|at|within)$/.test(first) && second === 'vhost')) {
    const names = first === 'vhost' ? [second, ...rest] : rest;
    const [name] = names;
    return names.length === 1 && name !== undefined && isPattern(name)
      ? `vhost ${name}`
      : undefined;
  }
  // A loop is none of ours.
  if (first === 'for' && words.includes('in')) return undefined;
  if (first === 'broker') return namesHead('broker', [second, ...rest]);
  if (/^(?:on|at|for|in|only-on|where)$/.test(first) && !/^role/.test(second)) {
    const isWordy = second === 'broker' || second === 'brokers';
    return namesHead('on', isWordy ? rest : [second, ...rest]);
  }
  if (first === 'settings' && second === '' && /^settings\b/.test(head)) return 'settings';
  return undefined;
}

function namesHead(word: string, pieces: readonly string[]): string | undefined {
  const names = identifiers(pieces);
  return names === undefined || names.length === 0 ? undefined : `${word} ${names.join(', ')}`;
}

/** The names in a list whose signs may be missing or of another language. */
function identifiers(pieces: readonly string[]): readonly string[] | undefined {
  const names: string[] = [];
  for (const piece of pieces) {
    const name = piece.replace(/^"([A-Za-z][\w-]*)"$/, '$1');
    if (name === ',' || neighbourAt(name, 'comma') !== undefined) continue;
    if (!IDENTIFIER.test(name) || isReserved(name)) return undefined;
    names.push(name);
  }
  return names;
}

function isPattern(name: string): boolean {
  return name.startsWith('"') || (PATTERN.test(name) && !isReserved(name));
}

/** A `profile` with its parameters between whatever signs. */
function profileHead(head: string): string | undefined {
  const [, name, rest = ''] = /^profile\s+([A-Za-z][\w-]*)(.*)$/s.exec(head) ?? [];
  if (name === undefined || isReserved(name)) return undefined;
  const parameters = identifiers(
    rest
      .replace(DEFAULTS, '')
      .replace(/:\s*[A-Za-z]\w*/g, '')
      .split(/[\s,()[\]<>${}=:]+/)
      .filter((piece) => piece !== ''),
  );
  return parameters && `profile ${name}(${parameters.join(', ')})`;
}

/** `test "TITLE"`, whose title stands in no quotes or in others. */
function titleHead(head: string): string | undefined {
  const [, title] = /^(?:test|it|describe|scenario)\b[\s(:=]*(.*?)[\s):=]*$/.exec(head) ?? [];
  const plain = title?.replace(/^["'“”„‘’`]+|["'“”„‘’`]+$/g, '') ?? '';
  if (title === undefined || /["\\$*]/.test(plain)) return undefined;
  return `test "${plain === '' ? 'what it shows' : plain}"`;
}

/** The word of a rule and whom it is about, whatever else stands between them. */
function ruleHead(words: readonly string[], rule: 'allow' | 'can'): string | undefined {
  let word: 'allow' | 'can' | 'never' | undefined;
  let isExcept = false;
  let isAnyone = false;
  const names: string[] = [];
  for (const piece of words) {
    const lower = piece.replace(/^"([A-Za-z][\w-]*)"$/, '$1').toLowerCase();
    const asRule = RULES[lower] ?? ruleOf(lower);
    if (lower === 'only') isExcept = true;
    else if (NOBODY.includes(lower)) {
      word = 'never';
      isAnyone = true;
    } else if (lower === 'anyone' || neighbourAt(lower, 'subject') !== undefined) isAnyone = true;
    else if (lower === 'except' || /^(?:other|than|unless|apart)$/.test(lower)) {
      // Nobody can say whether those before it are meant.
      if (names.length > 0) return undefined;
      isExcept = true;
    } else if (lower === '!' || (DENIALS.includes(lower) && word !== undefined)) {
      if (isAnyone || word === 'never') isExcept = true;
      else word = 'never';
    } else if (neighbourAt(lower, 'except') !== undefined && isAnyone) isExcept = true;
    else if (lower === 'not') word = 'never';
    else if (asRule !== undefined) {
      // A claim in a test grants nothing: the word of the place is meant.
      const meant = asRule === 'never' ? 'never' : rule;
      word = word === 'never' ? 'never' : meant;
    } else if (/^(?:for|from|to|with|but|as|else)$/.test(lower) || (lower === 'in' && isExcept))
      continue;
    else if (neighbourAt(lower, 'condition') !== undefined) return undefined;
    else if (neighbourAt(lower, 'before-subject') !== undefined) continue;
    else if (lower === ',' || neighbourAt(lower, 'comma') !== undefined) continue;
    else {
      const [name] = identifiers([piece]) ?? [];
      if (name === undefined) return undefined;
      names.push(name);
    }
  }
  return ruleText(word, isAnyone, isExcept, names, rule);
}

function ruleText(
  word: 'allow' | 'can' | 'never' | undefined,
  isAnyone: boolean,
  isExcept: boolean,
  names: readonly string[],
  rule: 'allow' | 'can',
): string | undefined {
  const list = names.join(', ');
  // Words without one that opens a rule may be anything.
  if (word === undefined && !isExcept && names.length > 1) return undefined;
  if (isExcept && names.length > 0) {
    // Who alone may is said of all others; but `allow only x` grants it to x.
    if (word === 'allow' && !isAnyone) return `allow ${list}`;
    return `${word ?? 'never'} anyone except ${list}`;
  }
  if (isExcept) return undefined;
  if (isAnyone) return names.length === 0 && word !== undefined ? `${word} anyone` : undefined;
  return names.length === 0 ? undefined : `${word ?? rule} ${list}`;
}

/** The rule that a word of another world opens. */
function ruleOf(word: string): 'allow' | 'can' | 'never' | undefined {
  const write = neighbourAt(word, 'item')?.write;
  return write === 'allow' || write === 'can' || write === 'never' ? write : undefined;
}

const VERBS = `(?:${resourceVerbs.join('|')})(?:\\s*,\\s*(?:${resourceVerbs.join('|')}))*`;
const KIND = `(?:${resourceKinds.join('|')})`;
const ROLES = '[A-Za-z][\\w-]*(?:\\s*,\\s*[A-Za-z][\\w-]*)*';

/** Rules whose subject stands among the words of a phrase, and how they are put right. */
const turned: readonly (readonly [form: RegExp, right: string])[] = [
  [
    new RegExp(`^(allow|can|never)\\s+(${VERBS})\\s+(${ROLES})\\s*\\{\\s*(${KIND}\\b.*?)\\s*\\}`),
    '$1 $3 { $2 $4 }',
  ],
  [
    new RegExp(`^(allow|can|never)\\s+(${ROLES})\\s+(${VERBS})\\s*\\{\\s*(${KIND}\\b.*?)\\s*\\}`),
    '$1 $2 { $3 $4 }',
  ],
  [
    new RegExp(
      `^(allow|can|never)\\s+(${VERBS}\\s+${KIND}\\s.+?)\\s+(?:to|for|by)\\s+(${ROLES})(?=\\s*$)`,
    ),
    '$1 $3 { $2 }',
  ],
  [
    new RegExp(
      `^(allow|can|never)\\s+(${VERBS})\\s+(${ROLES})\\s+(${KIND}\\s[^{}]+?)(?=\\s*\\}?\\s*$)`,
    ),
    '$1 $3 { $2 $4 }',
  ],
];

/** A rule on one line with its subject in another place. */
function meantRule(text: string, start: number): MeantLine | undefined {
  const line = text.slice(start, Math.min(lineEnd(text, start), start + headLimit));
  for (const [form, right] of turned) {
    const [whole] = form.exec(line) ?? [];
    if (whole !== undefined)
      return {
        range: { start, end: start + whole.length },
        write: whole.replace(form, right),
      };
  }
  return undefined;
}
