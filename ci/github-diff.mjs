// Tells on a pull request of GitHub what access it gains and loses, and fails where it gains what is not accepted.
import { baseOfRequest, present } from './lib/base.mjs';
import { compare } from './lib/compare.mjs';
import { changeOf, commentsOf, log, output, remark, summarise } from './lib/github.mjs';
import { Refused } from './lib/http.mjs';
import { isOn, setting } from './lib/program.mjs';
import { commentOf, markerOf, stick } from './lib/sticky.mjs';
import { main } from './lib/trouble.mjs';

const DEPTH = 'fetch-depth:';

await main(
  async () => {
    const change = changeOf();
    const base = baseFor(change);
    if (base === undefined) {
      console.log(
        remark('notice', 'Nothing is compared: this run has no commit before. Set base.'),
      );
      return 0;
    }
    output('base', base);
    const compared = compare(base);
    log(compared.text);
    // Entries that accept nothing, and a policy with errors, fail as well.
    output('gained', String(/^### Access: [1-9]/.test(compared.markdown)));
    const marker = markerOf(setting('WARREN_PATH') ?? '.');
    const fails = compared.status === 1 && isOn('WARREN_NO_NEW_ACCESS', true);
    const text = commentOf({ ...compared, marker, status: fails ? 1 : 0 });
    const isNothing = compared.markdown.trim() === 'The same access.';
    const isTold = change?.number !== undefined && isOn('WARREN_COMMENT', true);
    if (!isTold || !(await comment(change.number ?? 0, { marker, text, isNothing })))
      summarise(text);
    // A policy that has errors is compared with nothing.
    const isFaulty = compared.markdown.startsWith('### Access: not compared');
    return fails || isFaulty ? 1 : 0;
  },
  (line) => remark('error', line),
);

/** @param {ReturnType<typeof changeOf>} change */
function baseFor(change) {
  const wanted = setting('WARREN_BASE');
  if (wanted !== undefined) return present(wanted, `${DEPTH} 0`);
  if (change === undefined) return undefined;
  const { head, base, number } = change;
  return number === undefined
    ? present(base, `${DEPTH} 2`)
    : baseOfRequest({ head, base, depth: DEPTH });
}

/**
 * Writes the comment; whether that could be done. A token of a fork may only read.
 *
 * @param {number} number
 * @param {{ marker: string, text: string, isNothing: boolean }} comment
 */
async function comment(number, comment) {
  const comments = commentsOf(number);
  if (comments === undefined) return false;
  try {
    await stick(comment, comments);
    return true;
  } catch (thrown) {
    if (!(thrown instanceof Refused)) throw thrown;
    const why =
      thrown.status === 403 || thrown.status === 401
        ? 'the token may not write comments, as on a pull request from a fork; else give the job pull-requests: write'
        : `GitHub answers ${thrown.status}`;
    console.log(remark('notice', `No comment was written: ${why}. The page of this run has it.`));
    return false;
  }
}
