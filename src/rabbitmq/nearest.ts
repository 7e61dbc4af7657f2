/** The known name that a misspelt one most likely means, if one is near enough to be offered. */
export function nearest<Name extends string>(
  text: string,
  known: Iterable<Name>,
): Name | undefined {
  let best: Name | undefined;
  let distance = Math.max(2, Math.floor(text.length / 4)) + 1;
  for (const name of known) {
    if (Math.abs(name.length - text.length) >= distance) continue;
    const found = editDistance(text, name);
    if (found >= distance) continue;
    best = name;
    distance = found;
  }
  return best;
}

/** The least number of insertions, deletions and replacements that make `a` into `b`. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const replaced = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const removed = (previous[column] ?? 0) + 1;
      current.push(Math.min(replaced, removed, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
