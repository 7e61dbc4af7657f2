/**
 * The broker's decisions, spelt out naively on texts: nothing here knows of automata, sets or boxes.
 * Scopes are the words that stand in an alias, without the prefix.
 */

/** Whether the broker's matcher takes a name for a pattern of a scope. */
export function matches(pattern: string, name: string): boolean {
  const parts = pattern.split('*').map((part) => decodeURIComponent(part.replaceAll('+', ' ')));
  const [first = '', ...rest] = parts;
  if (rest.length === 0) return name === first;
  if (!name.startsWith(first)) return false;
  let left = name.slice(first.length);
  const last = rest.at(-1) ?? '';
  const inner = last === '' ? rest : rest.slice(0, -1);
  for (const literal of inner) {
    if (literal === '') continue;
    const at = left.indexOf(literal);
    if (at < 0) return false;
    left = left.slice(at + literal.length);
  }
  if (last !== '') return left.includes(last) && left.indexOf(last) === left.length - last.length;
  return !pattern.endsWith('**') || left !== '';
}

/** Whether a text fits a pattern in which every star is any text. */
export function globMatches(pattern: string, text: string): boolean {
  const source = pattern
    .split('*')
    .map((part) => part.replaceAll(/[^a-z]/g, '\\$&'))
    .join('[^]*');
  return new RegExp(`^${source}$`).test(text);
}

interface Word {
  readonly permission: string;
  readonly parts: readonly string[];
}

function words(scopes: readonly string[]): Word[] {
  return scopes.flatMap((scope) => {
    const [permission = '', rest = ''] = scope.split(':');
    return permission === 'tag' ? [] : [{ permission, parts: rest.split('/') }];
  });
}

/** Whether scopes let their holder open a connection on a vhost. */
export function access(scopes: readonly string[], vhost: string): boolean {
  return words(scopes).some(({ parts }) => matches(parts[0] ?? '', vhost));
}

/** Whether scopes give a permission on a queue or exchange. */
export function permits(
  scopes: readonly string[],
  permission: string,
  vhost: string,
  name: string,
): boolean {
  return words(scopes).some(
    (word) =>
      word.permission === permission &&
      name !== '' &&
      matches(word.parts[0] ?? '', vhost) &&
      matches(word.parts[1] ?? '', name),
  );
}

/** Whether scopes give a topic permission for a routing key. */
export function permitsKey(
  scopes: readonly string[],
  permission: string,
  vhost: string,
  name: string,
  key: string,
): boolean {
  return scopes.some(
    (scope) =>
      scope.split('/').length === 3 &&
      permits([scope], permission, vhost, name) &&
      matches(scope.split('/')[2] ?? '', key),
  );
}

/** Every text over some letters, up to a length. */
export function texts(letters: readonly string[], length: number): readonly string[] {
  let last = [''];
  const all = [''];
  for (let round = 0; round < length; round++) {
    last = last.flatMap((text) => letters.map((letter) => text + letter));
    all.push(...last);
  }
  return all;
}
