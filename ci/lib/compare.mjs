import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join, relative } from 'node:path';
import { git, hasPolicy } from './git.mjs';
import { isOn, pathSetting, setting, warren } from './program.mjs';
import { oneLine, Trouble } from './trouble.mjs';

/**
 * Compares what a commit gave with the files that are checked out.
 *
 * @param {string} base the id of a commit
 * @returns {{ status: number, text: string, markdown: string, remark: string | undefined }} the exit code of
 *   `diff --no-new-access`, what it tells, the same for a comment, and what else a reader should know
 */
export function compare(base) {
  const path = here(pathSetting('WARREN_PATH') ?? '.');
  const accept = pathSetting('WARREN_ACCEPT');
  const broker = setting('WARREN_BROKER');
  const more = [
    ...(broker === undefined ? [] : [`--broker=${broker}`]),
    ...(accept === undefined ? [] : [`--accept=${accept}`]),
    ...(accept !== undefined && isOn('WARREN_NO_STALE', false) ? ['--no-stale'] : []),
  ];
  const { sides, remark, done } = sidesOf(base, path);
  try {
    const told = warren(['diff', ...sides, '--no-new-access', ...more]);
    const shown = warren(['diff', ...sides, '--format=markdown', ...more]);
    const text = `${told.stdout}${told.stderr}`;
    if (told.status === 2) throw new Trouble(withSteps(reasonOf(told.stderr)));
    // What mends a base with errors cannot be compared either.
    const isBaseFaulty = shown.stdout.startsWith(FAULTY_BASE);
    return {
      ...{ status: told.status, text, markdown: shown.stdout },
      remark: isBaseFaulty ? [remark, OTHER_BASE].filter(Boolean).join(' ') : remark,
    };
  } finally {
    done();
  }
}

/** How the comparison with a base begins that has errors. */
const FAULTY_BASE = '### Access: not compared\n\nThe old policy has errors:';

const OTHER_BASE =
  'Nothing can be compared with a base that has errors: let somebody who may merge this all the same look at all of it, or set `base` to a commit without.';

/**
 * How the two sides are named to `diff`. What was moved is found; of a base without a policy everything is new.
 *
 * @param {string} base
 * @param {string} path
 */
function sidesOf(base, path) {
  const given = pathSetting('WARREN_BASE_PATH');
  const nothing = () => {};
  if (given === undefined && hasPolicy(base, path))
    return { sides: [`--git=${base}`, path], remark: undefined, done: nothing };
  const moved = given ?? movedFrom(base, path);
  const folder = mkdtempSync(join(tmpdir(), 'warren-base-'));
  if (moved === undefined) {
    mkdirSync(join(folder, 'nothing'));
    writeFileSync(
      join(folder, 'nothing/nothing.warren'),
      'role nobody = arn:aws:iam::000000000000:role/nobody\n',
    );
    return {
      sides: [join(folder, 'nothing'), path],
      remark:
        'The base has no policy there, so everything is new. If it was moved, set `base-path`.',
      done: () => rmSync(folder, { recursive: true, force: true }),
    };
  }
  const tree = join(folder, 'base');
  const added = git(['worktree', 'add', '--quiet', '--detach', tree, base]);
  const done = () => {
    git(['worktree', 'remove', '--force', tree]);
    rmSync(folder, { recursive: true, force: true });
  };
  const old = join(tree, moved);
  if (!added.ok || !existsSync(old)) {
    done();
    throw new Trouble(
      added.ok
        ? `the base has nothing at ${moved}; correct base-path`
        : `the base cannot be read: ${added.reason}`,
    );
  }
  return {
    sides: [old, path],
    remark: `The policy was moved here from \`${code(moved)}\`.`,
    done,
  };
}

/**
 * Where a policy was before it was moved as a whole, by the files that git finds again; undefined where none is.
 *
 * @param {string} base
 * @param {string} path
 */
function movedFrom(base, path) {
  const { text } = git([
    'diff-tree',
    '-r',
    '-M',
    '-z',
    '--diff-filter=R',
    '--name-status',
    base,
    'HEAD',
  ]);
  const words = text.split('\0');
  const wanted = path.replace(/^\.\//, '').replace(/\/+$/, '');
  for (let at = 0; at + 2 < words.length; at += 3) {
    const [, from = '', to = ''] = words.slice(at, at + 3);
    if (to === wanted && from.endsWith('.warren')) return from;
    if (!to.startsWith(`${wanted}/`) || !to.endsWith('.warren')) continue;
    const below = to.slice(wanted.length);
    if (from.endsWith(below) && from.length > below.length) return from.slice(0, -below.length);
  }
  return undefined;
}

/** A path as it is from the current folder, which git's names are compared with. @param {string} path */
function here(path) {
  const below = isAbsolute(path) ? relative(realpathSync('.'), path) || '.' : path;
  return below.startsWith('..') ? path : below;
}

/** @param {string} text */
function code(text) {
  return oneLine(text).replaceAll('`', "'");
}

/** So many mistakes of a file of entries are told. */
const MISTAKES = 5;

/**
 * Why nothing could be compared: the last line, and before it what is wrong where.
 *
 * @param {string} stderr
 */
function reasonOf(stderr) {
  const found = [...stderr.matchAll(/^error\[[\w-]+\]: (.*)\n *--> (.*)$/gm)];
  const told = found.slice(0, MISTAKES).map(([, message, place]) => `${place}: ${message}`);
  const more = found.length - told.length;
  const rest = more > 0 ? [`and ${more} more`] : [];
  const line = lastLine(stderr);
  return told.length === 0 ? line : `${line}: ${[...told, ...rest].join(' ')}`;
}

/** Of several policies each has a comment, and so a step, of its own. @param {string} reason */
function withSteps(reason) {
  return / holds several policies, /.test(reason)
    ? `${reason}: take a step for each, with its path`
    : reason;
}

/** @param {string} stderr */
function lastLine(stderr) {
  const lines = stderr
    .trim()
    .split('\n')
    .filter((line) => line.startsWith('warren: '));
  return (lines.at(-1) ?? stderr.trim()).replace(/^warren: /, '');
}
