/** What GitHub takes for a comment, in characters; GitLab takes more. */
const MOST = 65_536;

/**
 * The line by which a comment is found again. It is no text of the pull request, and shows nothing.
 *
 * @param {string} path the policy that the comment is about
 */
export function markerOf(path) {
  return `<!-- warren diff ${encodeURIComponent(path).replaceAll('-', '%2D')} -->`;
}

/**
 * The comment of a comparison.
 *
 * @param {{ marker: string, markdown: string, remark: string | undefined, status: number }} compared
 */
export function commentOf({ marker, markdown, remark, status }) {
  const parts = [marker, markdown.trimEnd(), ...(remark === undefined ? [] : [remark])];
  if (status === 1) parts.push('The check of this comparison fails.');
  return parts.join('\n\n').slice(0, MOST);
}

/**
 * Writes the comment: the one of before is replaced, and where there is none a comparison that found nothing is
 * not told.
 *
 * @param {{ marker: string, text: string, isNothing: boolean }} comment
 * @param {{ find: (marker: string) => Promise<string | undefined>, replace: (id: string, text: string) =>
 *   Promise<unknown>, add: (text: string) => Promise<unknown> }} place
 */
export async function stick({ marker, text, isNothing }, { find, replace, add }) {
  const id = await find(marker);
  if (id !== undefined) await replace(id, text);
  else if (!isNothing) await add(text);
}
