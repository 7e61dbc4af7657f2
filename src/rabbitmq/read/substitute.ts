import { formatKey, parseKey } from './conf-key.js';
import type { RemarkKind } from './remark.js';

/** A value with its `$(key)` replaced, or why that cannot be done; `key` is the one in question. */
export type Substituted =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly kind: RemarkKind; readonly key: string };

/** Values can grow without end by naming each other: the characters and steps that one file may take. */
const MAX_WORK = 1 << 24;
const STEP = 100;
const MAX_DEPTH = 100;

/**
 * Makes the function that replaces every `$(key)` in a value by the value of that key, as RabbitMQ
 * does: the first one first, what it stands for before what surrounds it, and then again from the
 * start. A `$(` that nothing closes stays. Source: Kyorai/cuttlefish v3.4.0 to v3.7.0,
 * cuttlefish_generator, value_sub.
 *
 * @param valueOf the value that the file gives to a key, by its formatted form
 */
export function substituter(
  valueOf: (key: string) => string | undefined,
): (value: string) => Substituted {
  let work = 0;
  const substitute = (value: string, open: ReadonlySet<string>): Substituted => {
    let text = value;
    for (let found = first(text); found !== undefined; found = first(text)) {
      const { key } = found;
      work += STEP + text.length;
      if (work > MAX_WORK || open.size > MAX_DEPTH)
        return { ok: false, kind: 'long-substitution', key };
      if (open.has(key)) return { ok: false, kind: 'circular-substitution', key };
      const inner = valueOf(key);
      if (inner === undefined) return { ok: false, kind: 'unknown-substitution', key };
      const result = substitute(inner, new Set([...open, key]));
      if (!result.ok) return result;
      text = found.before + result.text + found.after;
    }
    return { ok: true, text };
  };
  return (value) => substitute(value, new Set());
}

function first(
  text: string,
): { readonly before: string; readonly key: string; readonly after: string } | undefined {
  const start = text.indexOf('$(');
  const end = start < 0 ? -1 : text.indexOf(')', start);
  if (end < 0) return undefined;
  const name = text
    .slice(start + 2, end)
    .replace(/^ +/, '')
    .replace(/ +$/, '');
  return {
    before: text.slice(0, start),
    key: formatKey(parseKey(name)),
    after: text.slice(end + 1),
  };
}
