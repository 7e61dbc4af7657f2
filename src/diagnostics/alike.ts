import type { Place } from '../source/source.js';

/** A broker as texts about it name it. */
export interface BrokerTerms {
  readonly name: string;
  /** Where it is declared; the implied one is nowhere. */
  readonly declared: Place | undefined;
  /** What the broker's own values are called in a policy, as `${env}`: by that, the value on this broker. */
  readonly values: ReadonlyMap<string, string>;
  /** What stands before the broker's scopes, and what that is called. */
  readonly prefix: { readonly called: string; readonly value: string };
}

/** What is said of one broker. */
export interface Said<About> {
  readonly on: BrokerTerms;
  readonly text: string;
  readonly about: About;
}

/** What is said alike of some brokers. */
export interface SaidAlike<About> {
  readonly brokers: readonly string[];
  /** What is said, with `${…}` where each broker has a value of its own. */
  readonly text: string;
  /** What it is about on each of them, in the same order. */
  readonly abouts: readonly [About, ...About[]];
}

/** So many groups are tried one by one; of more, those alone that look alike. */
const TRIED = 100;

/**
 * Puts together what is said of several brokers: texts that are the same but for the brokers' own
 * values, such as their names, accounts and variables, become one. Of one broker nothing is put together.
 * They keep the order of the first of each.
 */
export function saidAlike<About>(said: readonly Said<About>[]): readonly SaidAlike<About>[] {
  const groups: [Said<About>, ...Said<About>[]][] = [];
  const byLooks = new Map<string, number[]>();
  for (const one of said) {
    const looks = [one.text, withoutValues(one)];
    const near =
      groups.length <= TRIED
        ? groups.keys()
        : new Set(looks.flatMap((look) => byLooks.get(look)?.slice(0, TRIED) ?? []));
    const at = [...near].find((which) => isAlike(groups[which], one));
    if (at !== undefined) groups[at]?.push(one);
    else {
      for (const look of new Set(looks))
        byLooks.set(look, [...(byLooks.get(look) ?? []), groups.length]);
      groups.push([one]);
    }
  }
  return groups.map((group) => {
    const [first, ...more] = group;
    return {
      brokers: group.map(({ on }) => on.name),
      text: commonText(group) ?? first.text,
      abouts: [first.about, ...more.map(({ about }) => about)],
    };
  });
}

function isAlike(group: readonly Said<unknown>[] | undefined, one: Said<unknown>): boolean {
  const [first] = group ?? [];
  if (group === undefined || first === undefined) return false;
  return (
    !group.some(({ on }) => on.name === one.on.name) &&
    commonText([first, one]) !== undefined &&
    // Two and two may be alike by different values.
    commonText([...group, one]) !== undefined
  );
}

/** A text without what the broker has of its own: texts that are alike look mostly the same then. */
function withoutValues({ text, on: { values, prefix } }: Text): string {
  const own = [prefix.value, ...values.values()].filter((value) => value !== '');
  return own
    .toSorted((a, b) => b.length - a.length)
    .reduce((rest, value) => rest.replaceAll(value, '\0'), text);
}

/** A text about a broker. */
type Text = Pick<Said<unknown>, 'on' | 'text'>;

/**
 * The text that some texts are, each about a broker of its own, once what the brokers have as values of their
 * own is written as `${…}`; undefined where they differ in anything else.
 */
export function commonText(texts: readonly Text[]): string | undefined {
  const [first, ...others] = texts;
  if (first === undefined) return undefined;
  if (others.every(({ text }) => text === first.text)) return first.text;
  const called = differing(texts);
  // Where each text is read on.
  const at = texts.map(() => 0);
  const parts: string[] = [];
  for (;;) {
    const same = sameLength(texts, at);
    const [from = 0] = at;
    const isEnd = texts.every(({ text }, which) => (at[which] ?? 0) + same === text.length);
    if (isEnd) return [...parts, first.text.slice(from, from + same)].join('');
    const found = valueNear(texts, at, same, called);
    if (found === undefined) return undefined;
    parts.push(first.text.slice(from, from + found.back), found.called);
    for (const [which, length] of found.lengths.entries())
      at[which] = (at[which] ?? 0) + found.back + length;
  }
}

/** How far texts go on alike. */
function sameLength(texts: readonly Text[], at: readonly number[]): number {
  const [first, ...others] = texts;
  const [from = 0, ...froms] = at;
  let length = 0;
  for (; from + length < (first?.text.length ?? 0); length++) {
    const unit = first?.text.charCodeAt(from + length);
    if (!others.every(({ text }, which) => text.charCodeAt((froms[which] ?? 0) + length) === unit))
      break;
  }
  return length;
}

/** A value that brokers have, each its own. */
interface Value {
  readonly called: string;
  readonly values: readonly string[];
  /** Whether it can stand at the start of a word alone. */
  readonly begins: boolean;
}

/** The values that differ among the brokers, the prefix of their scopes first. */
function differing(texts: readonly Text[]): readonly Value[] {
  const [first] = texts;
  if (first === undefined) return [];
  const prefix = { called: first.on.prefix.called, values: texts.map(({ on }) => on.prefix.value) };
  const named = [...first.on.values.keys()].map((called) => ({
    called,
    values: texts.map(({ on }) => on.values.get(called) ?? ''),
    begins: false,
  }));
  return [{ ...prefix, begins: true }, ...named].filter(
    ({ values: [value = '', ...more], ...rest }) =>
      value !== '' && !more.includes('') && more.some((other) => other !== value) && rest.called,
  );
}

/** What ends a word: what stands before a scope. */
const BREAK = /[\s`'"(]/;

/** The value that stands where texts part, or begins before that: the one that begins first. */
function valueNear(
  texts: readonly Text[],
  at: readonly number[],
  same: number,
  values: readonly Value[],
): { called: string; lengths: readonly number[]; back: number } | undefined {
  const longest = Math.max(0, ...values.flatMap((one) => one.values.map(({ length }) => length)));
  for (let back = Math.max(0, same - longest); back <= same; back++) {
    const found = values.find(
      ({ values: own, begins }) =>
        own.some((value) => back + value.length > same) &&
        texts.every(({ text }, which) => {
          const start = (at[which] ?? 0) + back;
          if (begins && start > 0 && !BREAK.test(text.charAt(start - 1))) return false;
          return text.startsWith(own[which] ?? '', start);
        }),
    );
    if (found !== undefined)
      return { called: found.called, lengths: found.values.map(({ length }) => length), back };
  }
  return undefined;
}
