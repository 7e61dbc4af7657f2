import { commitOf, git, isShallow, parentsOf } from './git.mjs';
import { Trouble } from './trouble.mjs';

/** How far history is fetched until both sides of a pull request meet, in commits. */
const DEEPENING = [50, 200, 1_000, 5_000];

/**
 * What a pull request is compared with: of the merge commit that CI checks out, the parent that it is merged
 * into; of the pull request's own commit, where it left its base.
 *
 * @param {{ head: string, base: string, depth: string }} request the ids of the pull request's newest commit and
 *   of the newest of its base; and how the depth of a checkout is set
 */
export function baseOfRequest({ head, base, depth }) {
  const here = commitOf('HEAD');
  if (here === undefined)
    throw new Trouble('there is no checkout here: run actions/checkout first');
  const [into, merged, ...more] = parentsOf(here);
  if (into !== undefined && merged === head && more.length === 0)
    return present(into, `${depth} 2`);
  return forkPoint(here, present(base, `${depth} 0`), `${depth} 0`);
}

/**
 * The commit where one left another, for which history is fetched as far as it is wanted.
 *
 * @param {string} here
 * @param {string} base
 * @param {string} remedy
 */
export function forkPoint(here, base, remedy) {
  for (const more of [0, ...DEEPENING]) {
    if (more > 0) {
      if (!isShallow()) break;
      const fetched = git([
        'fetch',
        '--quiet',
        '--no-tags',
        `--deepen=${more}`,
        'origin',
        base,
        here,
      ]);
      if (!fetched.ok && !git(['fetch', '--quiet', '--no-tags', `--deepen=${more}`, 'origin']).ok)
        break;
    }
    const met = git(['merge-base', here, base]);
    if (met.ok) return met.text.trim();
  }
  throw new Trouble(
    `where this change left ${short(base)} is not in this checkout, which is too shallow: set ${remedy}`,
  );
}

/** What origin is asked for: the id of a commit, or a branch or tag, and no refspec or option. */
const FETCHED = /^[A-Za-z0-9][\w./@-]*$/;

/**
 * A commit that is fetched if this checkout lacks it.
 *
 * @param {string} commit its id, or the name of a branch or tag of origin
 * @param {string} remedy how the depth of a checkout is set so that it is there
 */
export function present(commit, remedy) {
  const known = commitOf(commit);
  if (known !== undefined) return known;
  if (!FETCHED.test(commit)) throw new Trouble(`'${commit}' names no commit`);
  const fetched = git(['fetch', '--quiet', '--no-tags', '--depth=1', 'origin', commit]);
  const found = fetched.ok ? (commitOf(commit) ?? commitOf('FETCH_HEAD')) : undefined;
  if (found !== undefined) return found;
  throw new Trouble(
    `the base ${short(commit)} is not in this checkout, and origin does not give it (${fetched.reason}): set ${remedy}; if its branch was rewritten or is gone, run this again on a newer commit`,
  );
}

/** @param {string} commit */
function short(commit) {
  return /^[0-9a-f]{40,}$/.test(commit) ? commit.slice(0, 12) : commit;
}
