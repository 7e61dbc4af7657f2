/**
 * The parts of a rabbitmq.conf key between its dots; `\.` is a dot inside a part. Undefined for a
 * text that is no key: parts are made of letters, digits, `_` and `-`.
 */
export function keyParts(key: string): readonly string[] | undefined {
  if (!/^(?:[\w-]|\\\.)+(?:\.(?:[\w-]|\\\.)+)*$/.test(key)) return undefined;
  return key.split(/(?<!\\)\./).map((part) => part.replaceAll('\\.', '.'));
}

/**
 * Whether the parts of a key fit a key pattern: a part that starts with `$` stands for any one part,
 * and a last part `**` for any number of further parts, also none.
 */
export function keyFits(parts: readonly string[], pattern: string): boolean {
  const wanted = pattern.split('.');
  const open = wanted.at(-1) === '**';
  if (open) wanted.pop();
  if (open ? parts.length < wanted.length : parts.length !== wanted.length) return false;
  return wanted.every((part, at) => part.startsWith('$') || part === parts[at]);
}
