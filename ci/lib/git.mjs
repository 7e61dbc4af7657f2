import { spawnSync } from 'node:child_process';
import { Trouble } from './trouble.mjs';

/** How long a fetch may take, in milliseconds. */
const PATIENCE = 300_000;

/** What a checkout's configuration could have git start besides. */
const SETTINGS = ['core.hooksPath=/dev/null', 'core.fsmonitor=false', 'gc.auto=0'].flatMap(
  (one) => ['-c', one],
);

/**
 * Asks git something in the current folder, without a shell.
 *
 * @param {readonly string[]} args
 */
export function git(args) {
  const all = ['--no-pager', '--literal-pathspecs', ...SETTINGS, ...args];
  const { status, stdout, stderr, error } = spawnSync('git', all, {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    timeout: PATIENCE,
    env: { ...process.env, GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' },
  });
  if (error !== undefined) throw new Trouble(`git cannot be run: ${error.message}`);
  const reason = stderr.split('\n').find((line) => /^(?:fatal|error): /.test(line));
  return { ok: status === 0, text: stdout, reason: reason ?? stderr.split('\n')[0] ?? '' };
}

/**
 * The commit that a name stands for; undefined where this checkout has none.
 *
 * @param {string} name
 */
export function commitOf(name) {
  const found = git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`]);
  return found.ok ? found.text.trim() : undefined;
}

/**
 * The parents of a commit, which a shallow checkout names without having them.
 *
 * @param {string} commit
 */
export function parentsOf(commit) {
  const { text } = git(['cat-file', 'commit', commit]);
  const [head = ''] = text.split('\n\n', 1);
  return [...head.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, parent]) => parent ?? '');
}

/** Whether history is cut off somewhere. */
export function isShallow() {
  return git(['rev-parse', '--is-shallow-repository']).text.trim() === 'true';
}

/**
 * Whether a commit has policy files below a path.
 *
 * @param {string} commit
 * @param {string} path
 */
export function hasPolicy(commit, path) {
  const listed = git(['ls-tree', '-r', '-z', '--name-only', commit, '--', path]);
  return listed.text.split('\0').some((name) => name.endsWith('.warren'));
}
