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
  const foot = remark === undefined ? [] : [remark];
  if (status === 1) foot.push('The check of this comparison fails.');
  const room = MOST - [marker, '', ...foot].join('\n\n').length;
  return [marker, fitting(markdown.trimEnd(), room), ...foot].join('\n\n');
}

/** What is told in the place of lines that have no room. */
const CUT =
  '\n\nThere is more, for which a comment has no room: the log of this run has all of it.';

/**
 * A text as far as it fits, in whole lines.
 *
 * @param {string} text
 * @param {number} room
 */
function fitting(text, room) {
  if (text.length <= room) return text;
  const kept = text.slice(0, Math.max(0, room - CUT.length));
  return `${kept.slice(0, Math.max(0, kept.lastIndexOf('\n'))).trimEnd()}${CUT}`;
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
