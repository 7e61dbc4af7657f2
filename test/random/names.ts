/** The wildcard of a name. */
export const STAR = Symbol('*');

/** A name or pattern as it is meant: texts and wildcards. Texts are bytes, as characters 0 to 255. */
export type Name = readonly (string | typeof STAR)[];

/** A name or pattern as a policy writes it: Unicode texts, wildcards and `${…}`. */
export type Written = readonly (string | typeof STAR | { readonly variable: string })[];

/** What the variables stand for at some place. */
export type Variables = Readonly<Record<string, Name>>;

/** The bytes of a text's UTF-8, as characters. */
export function bytesOf(text: string): string {
  return Buffer.from(text).toString('latin1');
}

/** A written name with its variables filled in. */
export function meant(written: Written, variables: Variables): Name {
  const parts: (string | typeof STAR)[] = [];
  for (const piece of written)
    if (typeof piece === 'string') parts.push(bytesOf(piece));
    else if (piece === STAR) parts.push(STAR);
    else {
      const value = variables[piece.variable];
      if (value === undefined) throw new Error(`no variable ${piece.variable}`);
      parts.push(...value);
    }
  return parts.filter((part) => part !== '');
}

/** The texts between the wildcards: one more than there are wildcards. */
export function literals(name: Name): string[] {
  const texts = [''];
  for (const part of name)
    if (part === STAR) texts.push('');
    else texts.push((texts.pop() ?? '') + part);
  return texts;
}

/** The one name that a pattern without wildcards stands for. */
export function single(name: Name): string | undefined {
  const [first, ...rest] = literals(name);
  return rest.length === 0 ? first : undefined;
}

/** A text that is the same for the same pattern only. */
export function keyOf(name: Name): string {
  return JSON.stringify(literals(name));
}

/** Whether no name, or no routing key, can be written so. */
export function isUnwritable(name: Name, what: 'name' | 'key'): boolean {
  const texts = literals(name);
  const doubled = name.some((part, at) => part === STAR && name[at + 1] === STAR);
  const empty = what === 'name' && single(name) === '';
  return doubled || empty || /[\r\n]/.test(texts.join('')) || texts.join('').length > 255;
}
