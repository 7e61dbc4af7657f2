import { spawnSync } from 'node:child_process';
import { describeSystemError } from '../../source/system-error.js';

/** What git answered, or why it answered nothing, for people, without a full stop. */
export type GitAnswer =
  { readonly ok: true; readonly bytes: Buffer } | { readonly ok: false; readonly reason: string };

/** The most that git may answer at once, in bytes: 1 GiB. */
const MOST = 2 ** 30;

/** What git sets for the hooks that it runs, and what would lead it to another repository. */
const OF_HOOKS = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX'];

/** Asks git something in a folder. It only reads, runs no hook, and takes no lock. */
export function git(folder: string, args: readonly string[], input = ''): GitAnswer {
  const { status, stdout, stderr, error } = spawnSync('git', ['-C', folder, ...args], {
    input,
    maxBuffer: MOST,
    env: environment(),
  });
  if (error !== undefined)
    return { ok: false, reason: `git cannot be run: ${describeSystemError(error)}` };
  if (status === 0) return { ok: true, bytes: stdout };
  const [first = ''] = stderr.toString().split('\n');
  return { ok: false, reason: `git answers: ${first.replace(/^fatal: /, '')}` };
}

function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !OF_HOOKS.includes(name));
  return { ...Object.fromEntries(own), GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' };
}

/** The contents of objects, by their ids. */
export function readObjects(
  folder: string,
  ids: readonly string[],
):
  | { readonly ok: true; readonly contents: ReadonlyMap<string, Uint8Array> }
  | { readonly ok: false; readonly reason: string } {
  const contents = new Map<string, Uint8Array>();
  if (ids.length === 0) return { ok: true, contents };
  const answer = git(folder, ['cat-file', '--batch'], ids.map((id) => `${id}\n`).join(''));
  if (!answer.ok) return answer;
  const { bytes } = answer;
  // Each object is a line `ID TYPE SIZE`, then its bytes and a line end.
  for (let at = 0; at < bytes.length;) {
    const lineEnd = bytes.indexOf('\n', at);
    const [id = '', , size = ''] = bytes.toString('latin1', at, lineEnd).split(' ');
    if (!/^\d+$/.test(size)) return { ok: false, reason: `git does not have the object ${id}` };
    const start = lineEnd + 1;
    contents.set(id, bytes.subarray(start, start + Number(size)));
    at = start + Number(size) + 1;
  }
  return { ok: true, contents };
}
