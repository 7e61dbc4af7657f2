/** How many names a message lists. */
const NAMED = 3;

/** Names as a message lists them: the first few, and how many more there are. */
export function listed(all: readonly string[]): string {
  const names = all.slice(0, NAMED).map((name) => `\`${name}\``);
  const left = all.length - names.length;
  const shown = left === 0 ? names : [...names, `${left} more`];
  return shown.length === 1
    ? shown.join('')
    : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
