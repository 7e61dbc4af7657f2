/**
 * The broker's matcher as the page on scopes tells it, one sentence a line: slow, plain, and apart
 * from the engine. The pattern is a text in which every `*` is a wildcard.
 */
export function brokerAccepts(pattern: string, name: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  return name.startsWith(first) && scan(rest, name.slice(first.length));
}

function scan(parts: readonly string[], left: string): boolean {
  const [part, ...rest] = parts;
  if (part === undefined) return left === '';
  if (part === '' && rest.length === 0) return true;
  if (left === '') return false;
  if (part === '') return scan(rest, left);
  for (let end = 0; end <= left.length; end++)
    if (left.slice(0, end).endsWith(part)) return scan(rest, left.slice(end));
  return false;
}

/** What a glob means, by the regular expression of the same meaning. */
export function globAccepts(pattern: string, name: string): boolean {
  return new RegExp(`^${pattern.replaceAll('*', '[^]*')}$`).test(name);
}
