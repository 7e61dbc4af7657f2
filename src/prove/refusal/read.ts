import { permissionTexts, REFUSAL_START } from './permissions.js';
import type { RefusalText } from './text.js';
import { connectionTexts } from './connections.js';
import { protocolTexts } from './protocols.js';
import { otherAnswers } from './other-answers.js';
import { bareRefusals, signInTexts } from './sign-in.js';
import { standingTexts } from './standing.js';

/** What the text of a refusal says. */
export interface ReadRefusal {
  readonly kind: RefusalText['kind'];
  readonly permission: string | undefined;
  readonly resource: string | undefined;
  readonly name: string | undefined;
  readonly key: string | undefined;
  readonly vhost: string | undefined;
  /** All that follows the opening quote of the user; behind a whole name stands a `'`. */
  readonly user: string | undefined;
  /** The user tag that was missing. */
  readonly tag: string | undefined;
  readonly meaning: string | undefined;
}

/** What came of reading a text that should be a refusal. */
export type RefusalReading =
  | { readonly kind: 'read'; readonly refusal: ReadRefusal }
  /** It is one, but is cut off before it names the user: what it still tells. */
  | {
      readonly kind: 'cut';
      readonly permission: string | undefined;
      readonly resource: string | undefined;
      /** Whole names alone: the last one of a text may go on. */
      readonly name: string | undefined;
    }
  | { readonly kind: 'none' };

/**
 * How RabbitMQ words its refusals, and answers that people take for one, the most telling first.
 * Source: rabbitmq/rabbitmq-server at its tags v3.13.0 to v4.3.5; each file names its modules.
 * Those that name what was refused come first: see `readRefusal`.
 */
const OTHER_TEXTS: readonly RefusalText[] = [
  ...protocolTexts,
  ...connectionTexts,
  ...standingTexts,
  ...signInTexts,
  ...otherAnswers,
  ...bareRefusals,
];

/** The longest line that is read as a whole: names and ARNs are far shorter, and garbage is not. */
const MAX_LINE = 4_096;

/** How much of a longer line is read around each of the first words that look like a refusal. */
const WINDOW = { before: 256, after: 2_048, most: 16 } as const;

/**
 * Reads a refusal from the text of an error, a line of a log or the body of a response, whatever
 * stands around it and however its quotes were escaped on the way.
 */
export function readRefusal(text: string): RefusalReading {
  const spellings = [...new Set(spellingsOf(unwrapped(text)))].map(linesOf);
  const named = spellings.map((lines) => found(permissionTexts, [lines]));
  const whole = named.find(isWhole);
  if (whole !== undefined && isTelling(whole)) return whole;
  // A terminal or a mail wrapped it: a line break stands for a blank.
  const wrapped = spellings
    .map((lines) => linesOf(lines.map((line) => line.trim()).join(' ')))
    .map((lines) => found(permissionTexts, [lines]))
    .find((one) => isWhole(one) && one !== undefined && isTelling(one));
  return (
    wrapped ??
    whole ??
    named.find((one) => one !== undefined) ??
    spellings.map(cutOff).find((cut) => cut !== undefined) ??
    found(OTHER_TEXTS, spellings) ?? { kind: 'none' }
  );
}

/** How many refusals that differ a text holds, of those that name what was refused and their user to the end. */
export function countRefusals(text: string): number {
  const counts = [...new Set(spellingsOf(unwrapped(text)))].map((spelling) => {
    const refusals = linesOf(spelling).flatMap((line) => {
      const reading = found(permissionTexts, [[line]]);
      if (reading?.kind !== 'read' || !isWhole(reading)) return [];
      const { user = '', ...rest } = reading.refusal;
      return [JSON.stringify([rest, user.split("'")[0]])];
    });
    return new Set(refusals).size;
  });
  return Math.max(...counts);
}

function found(
  texts: readonly RefusalText[],
  spellings: readonly (readonly string[])[],
): RefusalReading | undefined {
  for (const known of texts)
    for (const line of spellings.flat()) {
      const match = known.pattern.exec(line);
      if (match !== null) return { kind: 'read', refusal: refusalOf(known, match) };
    }
  return undefined;
}

/** Whether the user is named to the end, and the way was undone on which the text was escaped. */
function isWhole(reading: RefusalReading | undefined): boolean {
  return reading?.kind === 'read' && /^[^\s'"\\]+'/.test(reading.refusal.user ?? '');
}

/** Whether a refusal tells all that one can: the permission may stand on the line before. */
function isTelling(reading: RefusalReading): boolean {
  return (
    reading.kind === 'read' &&
    (reading.refusal.kind !== 'resource' || reading.refusal.permission !== undefined)
  );
}

function refusalOf({ kind, tag, meaning }: RefusalText, match: RegExpExecArray): ReadRefusal {
  const { permission, resource, name, key, vhost, user } = match.groups ?? {};
  const isExchange = kind === 'topic' || resource === 'exchange';
  const isClosed = user !== undefined && !match[0].endsWith(user);
  return {
    kind,
    permission,
    resource,
    // The default exchange has no name, and this one where permissions on it are meant.
    name: name === '' && isExchange ? 'amq.default' : name,
    key,
    vhost,
    user: isClosed ? `${user}'` : user,
    tag,
    meaning,
  };
}

/** What is left of a refusal that ends before it names the user. */
function cutOff(lines: readonly string[]): RefusalReading | undefined {
  for (const line of lines) {
    const match = REFUSAL_START.exec(line);
    if (match === null) continue;
    const { permission, resource, name = '' } = match.groups ?? {};
    const [, end] = /^(.*?)' in (?:vhost|exchange)/u.exec(name) ?? /^([^']*)' /u.exec(name) ?? [];
    return { kind: 'cut', permission, resource, name: end };
  }
  return undefined;
}

/**
 * The text as it is, and as it was before a log, a shell or a page escaped it. Erlang breaks long
 * texts into several in quotes, which are joined, as no name has a line end in it.
 */
function spellingsOf(text: string): readonly string[] {
  const plain = text
    .replace(/\\+u0027|&#0*39;|&#x0*27;|&apos;|[\u2018\u2019\u201B]/gi, "'")
    .replace(/\\+u0022|&quot;|&#0*34;|[\u201C\u201D]/gi, '"')
    .replace(/\\+u003[Cc]|&lt;/g, '<')
    .replace(/\\+u003[Ee]|&gt;/g, '>')
    .replace(/\\+u0026|&amp;/g, '&')
    .replace(/\\+(['"/])/g, '$1')
    .replace(/\\+[rn]/g, '\n');
  const joined = [text, plain].map((spelling) => spelling.replace(/"[ \t]*(?:\r?\n[ \t]*)+"/g, ''));
  return [text, ...joined, plain];
}

/** No name has a line end in it, so a refusal stands on one line. */
function linesOf(text: string): readonly string[] {
  return text
    .split(/[\r\n]+/)
    .filter((line) => line !== '')
    .flatMap(refusalsIn)
    .flatMap((line) => (line.length <= MAX_LINE ? [line] : windowsOf(line)));
}

/** Where several refusals stand on one line, each for itself: no name reaches from one into the next. */
function refusalsIn(line: string): readonly string[] {
  const pieces: string[] = [];
  let [start, ended] = [0, false];
  for (const { 0: word, index } of line.matchAll(
    / refused for user '|(?:configure|write|read) access to |access to vhost '/g,
  ))
    if (word.startsWith(' refused')) ended = true;
    else if (ended) {
      pieces.push(line.slice(start, index));
      [start, ended] = [index, false];
    }
  return [...pieces, line.slice(start)];
}

function windowsOf(line: string): readonly string[] {
  const found = line.matchAll(/access to|refused|denied|authori[sz]|expired|_FOUND|_FAILED/g);
  const windows: string[] = [];
  let end = 0;
  for (const { index } of found) {
    if (windows.length >= WINDOW.most) break;
    if (index < end) continue;
    end = index + WINDOW.after;
    windows.push(line.slice(Math.max(0, index - WINDOW.before), end));
  }
  return windows;
}

/** What a line of JSON says: the texts of a log's line, or the body of a response. */
function unwrapped(text: string): string {
  return /^\s*[[{]/.test(text)
    ? (textsIn(text) ?? text)
    : text.replace(/^\s*\{.*\}\s*$/gm, (line) => textsIn(line) ?? line);
}

/** The texts in JSON, a line each; an error before its reason. Undefined for what is no JSON. */
function textsIn(json: string): string | undefined {
  const texts: string[] = [];
  try {
    JSON.parse(json, (key, value: unknown) => {
      if (typeof value === 'string') texts.push(key === 'error' ? `"${value}" ` : `${value}\n`);
      return value;
    });
  } catch {
    // Cut off, or a text in braces.
    return undefined;
  }
  return texts.join('');
}
