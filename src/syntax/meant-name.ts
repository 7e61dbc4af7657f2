import { newestLine } from '../rabbitmq/engines.js';
import type { MeantLine } from './meant-line.js';
import { lineEnd } from './tokens.js';
import { brokerSettings, isReserved } from './words.js';

/*
 * What a declaration with a `=` was meant to say, or a line of a broker: a name and its value between whatever
 * signs. It is asked only where the grammar could not read it.
 */

/** How far a declaration may reach that is written as a block or a list over several lines. */
const reach = 600;

const WORD = String.raw`[A-Za-z][A-Za-z0-9_-]*`;
const QUOTES = /["'“”„‘’\x60]/g;

/** What a `role`, `group` or `let` that starts at an offset was meant to say. */
export function meantName(text: string, start: number): MeantLine | undefined {
  const region = regionAt(text, start);
  if (region === undefined) return undefined;
  const write = role(region) ?? group(region);
  return write === undefined ? undefined : { range: { start, end: start + region.length }, write };
}

/** A list of YAML behind what it belongs to. */
const YAML = /^[^\r\n]*:[ \t]*(?:\r?\n[ \t]*-[ \t]+[^\r\n]*)+/;

/** The text of an item up to the end of its line, or up to the bracket that closes what is open there. */
function regionAt(text: string, start: number): string | undefined {
  const [yaml] = YAML.exec(text.slice(start, start + reach)) ?? [];
  if (yaml !== undefined) return yaml.trimEnd();
  const limit = Math.min(text.length, start + reach);
  let depth = 0;
  let end = start;
  for (let at = start; at < limit; at++) {
    const character = text.charAt(at);
    if (depth === 0 && /^(?:[\r\n]|\s#)/.test(text.slice(at, at + 2))) break;
    if ('([{'.includes(character)) depth++;
    if (')]}'.includes(character) && --depth < 0) break;
    if (!/\s/.test(character)) end = at + 1;
  }
  return depth > 0 ? undefined : text.slice(start, end);
}

/** `role NAME = ARN`. */
function role(region: string): string | undefined {
  const [full] =
    /\b(?:arn:|aws[\w-]*:iam:)[^\s"'“”\x60,;()[\]]*[^\s"'“”\x60,;()[\]{}]/.exec(region) ?? [];
  if (!/^(?:iam-)?(?:role|user|principal)\b/.test(region) && full === undefined) return undefined;
  const words = wordsOf(full === undefined ? region : region.replace(full, ' ')).filter(
    (word) => !/^(?:iam-)?(?:roles?|user|principal|identity|arn|is|as|equals|be|let)$/.test(word),
  );
  const [name] = words;
  if (words.length !== 1 || name === undefined || isReserved(name)) return undefined;
  const arn = full ?? `arn:aws:iam::\${account}:role/${name}`;
  return `role ${name} = ${arn.startsWith('arn:') ? arn : `arn:${arn}`}`;
}

/** `group NAME = A, B`. */
function group(region: string): string | undefined {
  if (!/^(?:group|team|roles|users)\b/.test(region) || /\barn:/.test(region)) return undefined;
  const [, name, ...members] = wordsOf(region).filter(
    (word) => !/^(?:of|with|is|are|and|or|contains|roles?|members?)$/.test(word),
  );
  if (name === undefined || members.length === 0) return undefined;
  if ([name, ...members].some((word) => isReserved(word))) return undefined;
  return `group ${name} = ${members.join(', ')}`;
}

/** The identifiers of a region; none where anything else stands in it but signs. */
function wordsOf(region: string): readonly string[] {
  const words = region
    .replace(QUOTES, ' ')
    .split(/[\s,;:={}()[\]|&+]+|(?:^|\s)->?(?=\s)|[=-]>/)
    .filter((word) => word !== '' && word !== '-');
  return words.every((word) => new RegExp(`^${WORD}$`).test(word)) ? words : [];
}

/** What a line of a broker was meant to say: a `let`, or a setting with its value. */
export function meantSetting(text: string, start: number): MeantLine | undefined {
  const line = text.slice(start, Math.min(lineEnd(text, start), start + reach));
  const [whole] = /^(?:\$\{[^}]*\}|[^{}#]|(?<!\s)#)*/.exec(line) ?? [''];
  const said = whole.trimEnd();
  const write = variable(said) ?? setting(said);
  return write === undefined ? undefined : { range: { start, end: start + said.length }, write };
}

/** `let NAME = VALUE`; a `=` behind a name that is no setting makes it one, too. */
function variable(said: string): string | undefined {
  const [, open, name, sign, given] =
    new RegExp(
      String.raw`^(let\s+|var\s+|set\s+)?["'$]?\{?(${WORD})\}?["']?\s*(:=|=>|->|==|[=:]|\s(?:be|is|to)\s|(?=\s|["']))\s*(.+)$`,
    ).exec(said) ?? [];
  if (name === undefined || given === undefined) return undefined;
  if (open === undefined && (sign !== '=' || brokerSettings.includes(name))) return undefined;
  const value = valueOf(given);
  return value === undefined || isReserved(name) ? undefined : `let ${name} = ${value}`;
}

/** A setting and its value, with nothing between them and nothing behind. */
function setting(said: string): string | undefined {
  const [, written = '', given = ''] = /^["']?([A-Za-z_-]+)["']?\s*[:=]*\s*(.*)$/.exec(said) ?? [];
  const name = brokerSettings.find((one) => one === written.replaceAll('_', '-'));
  if (name === undefined) return undefined;
  if (name === 'engine') return engine(given);
  if (name === 'token') return token(given);
  const [digits] = /^\d{12}$/.exec(given.replace(/[-\s"',;]/g, '')) ?? [];
  if (name === 'account' && digits !== undefined) return `account ${digits}`;
  const value = valueOf(given);
  return value === undefined ? undefined : `${name} ${value}`;
}

/** A value without the signs behind it; one word alone, or a text in quotes. */
function valueOf(given: string): string | undefined {
  const value = given.replace(/[,;\s]+$/, '').replace(/^['“„‘\x60](.*)['”“’\x60]$/, '"$1"');
  if (/^"[^"]*"$/.test(value)) return value;
  return /^[^\s,{}()"'=[\]]+(?:\$\{[\w-]+\}[^\s,{}()"'=[\]]*)*$/.test(value) ? value : undefined;
}

/** `engine PRODUCT VERSION`; the newest where the version is missing. */
function engine(given: string): string | undefined {
  const [, product = '', version] =
    /^["']?(amazon[-_ ]?mq|rabbit[-_ ]?mq)["']?[-\s,:=]*["']?(?:v(?:ersion)?\.?\s*)?(\d+\.\d+(?:\.\d+)?)?["']?[\s,;]*$/i.exec(
      given,
    ) ?? [];
  if (product === '') return undefined;
  const name = /^a/i.test(product) ? 'amazon-mq' : 'rabbitmq';
  return `engine ${name} ${version ?? newestLine(name)}`;
}

/** `token ALGORITHM, … max DURATION`. */
function token(given: string): string | undefined {
  const algorithms = [...given.matchAll(/\b(?:ES|RS)\d{3}\b/gi)].map(([name]) =>
    name.toUpperCase(),
  );
  const [, minutes] = /\b(\d+)\s*(?:m|min|mins|minutes?)?\s*["'\]]?[\s,;]*$/i.exec(given) ?? [];
  const rest = given.replaceAll(
    /\b(?:ES|RS)\d{3}\b|\bmax\b|\d+\s*(?:minutes?|mins?|m)?\b|\b(?:algorithms?|and|for|with)\b|[\s,;=:"'[\]]/gi,
    '',
  );
  if (rest !== '' || (algorithms.length === 0 && minutes === undefined)) return undefined;
  const names = algorithms.length === 0 ? 'ES384' : algorithms.join(', ');
  return `token ${names}${minutes === undefined ? '' : ` max ${minutes}m`}`;
}

/** What an `@expect` was meant to say; the reason stands for itself where none is given. */
export function meantExpect(text: string, start: number): MeantLine | undefined {
  const line = text.slice(start, Math.min(lineEnd(text, start), start + reach));
  const [said, code, reason = ''] =
    /^@(?:expects?|expected|ignore|allow|suppress|accept)\b[\s(]*["'\x60]?([a-z][a-z-]*)?["'\x60]?[\s,:=]*(?:["'“‘]([^"'”’)\\]*)["'”’]|([\w -]*))[\s,]*\)?/.exec(
      line,
    ) ?? [];
  if (said === undefined) return undefined;
  const why = reason.trim() === '' ? 'why it is right here' : reason;
  const write = `@expect(${code ?? 'spill'}, "${why}")`;
  return { range: { start, end: start + said.trimEnd().length }, write };
}

/** The rights on the Amazon MQ API with their conditions. */
const RIGHTS =
  /^((?:deploy|observe|reboot|create|mq:\w+)(?:\s*,\s*(?:deploy|observe|reboot|create|mq:\w+))*)\s+(?:where|if|when|with|for|having)\s+(.+)$/;
const RIGHT = /^(?:deploy|observe|reboot|create|mq:\w+)$/;
const CONDITION =
  /^(?:(aws:RequestTag\/|request-?tags?[\s:.[]+)|aws:ResourceTag\/|(?:resource-?)?tags?[\s:.[]+)?["']?([\w.-]+)["']?\]?\s*(?:==?|:|=>|\s(?:is|equals|eq)\s|\s)\s*("[^"]*"|[\w.*:/-]+)$/i;

/** What a phrase about the Amazon MQ API was meant to say: its rights, and the tags that they ask for. */
export function meantRight(text: string, start: number): MeantLine | undefined {
  const line = text.slice(start, Math.min(lineEnd(text, start), start + reach));
  const [said = ''] = /^[^{}#]*/.exec(line) ?? [];
  const [, rights, conditions = ''] = RIGHTS.exec(said.trimEnd()) ?? [];
  if (rights === undefined) return undefined;
  const pieces = conditions.split(/\s*(?:,|&&|\band\b)\s*/);
  // A right among the conditions is none of them: it begins a phrase without any.
  const at = pieces.findIndex((one) => RIGHT.test(one));
  const others = at < 0 ? [] : pieces.slice(at);
  if (at === 0 || !others.every((one) => RIGHT.test(one))) return undefined;
  const read = pieces.slice(0, pieces.length - others.length).map((one) => {
    const [whole, request, key, value] = CONDITION.exec(one.trim()) ?? [];
    const source = request === undefined ? 'tag' : 'request-tag';
    return whole === undefined ? undefined : `${source} ${key ?? ''} = ${value ?? ''}`;
  });
  if (read.includes(undefined)) return undefined;
  const own = others.length === 0 ? '' : ` ${others.join(', ')}`;
  const write = `${rights} where ${read.join(', ')}${own}`;
  return { range: { start, end: start + said.trimEnd().length }, write };
}
