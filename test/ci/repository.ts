import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { git } from '../source/git.js';
import { plant, type Tree } from '../source/temporary.js';

/** A repository with a pull request, as a host keeps it. */
export interface Hosted {
  /** Where it is fetched from. */
  readonly origin: string;
  /** Where the pull request left main. */
  readonly left: string;
  /** The newest commit of main, which has moved on since. */
  readonly main: string;
  /** The newest commit of the pull request. */
  readonly head: string;
  /** What merges the pull request into main, under refs/pull/7/merge. */
  readonly merge: string;
}

/** What stands in the repository at each of its commits. */
export interface History {
  readonly first: Tree;
  /** What main has changed since the pull request left it. */
  readonly main?: Tree;
  readonly request: Tree;
  /** What the pull request takes away. */
  readonly removed?: readonly string[];
  readonly branch?: string;
}

/** Makes a repository below a folder. */
export function host(
  folder: string,
  { first, main = {}, request, removed = [], branch = 'change' }: History,
): Hosted {
  const work = join(folder, 'work');
  const origin = join(folder, 'origin.git');
  mkdirSync(work);
  git(work, 'init', '-q', '-b', 'main');
  const commit = (tree: Tree, title: string): string => {
    plant(work, tree);
    git(work, 'add', '-A');
    git(work, 'commit', '-q', '--allow-empty', '-m', title);
    return git(work, 'rev-parse', 'HEAD');
  };
  // What came before makes a checkout of depth 1 a shallow one.
  commit({ 'README.md': 'x' }, 'before');
  const left = commit(first, 'first');
  git(work, 'checkout', '-q', '-b', branch);
  for (const path of removed) git(work, 'rm', '-q', path);
  commit({}, 'removed');
  const head = commit(request, 'request');
  git(work, 'checkout', '-q', 'main');
  const newest = commit(main, 'main moves on');
  git(work, 'checkout', '-q', '--detach');
  git(work, 'merge', '-q', '--no-ff', '-m', 'merge', head);
  const merge = git(work, 'rev-parse', 'HEAD');
  git(folder, 'clone', '-q', '--bare', work, origin);
  git(work, 'push', '-q', origin, `${merge}:refs/pull/7/merge`, `${head}:refs/pull/7/head`);
  git(work, 'checkout', '-q', 'main');
  return { origin, left, main: newest, head, merge };
}

/** Checks a commit out as actions/checkout does: by its id alone, to a depth. */
export function checkout(folder: string, { origin }: Hosted, commit: string, depth = 1): string {
  const here = join(folder, 'checkout');
  mkdirSync(here);
  git(here, 'init', '-q');
  git(here, 'remote', 'add', 'origin', `file://${origin}`);
  git(
    here,
    'fetch',
    '-q',
    '--no-tags',
    `--depth=${depth}`,
    'origin',
    `+${commit}:refs/remotes/pull/7/merge`,
  );
  git(here, 'checkout', '-q', '--detach', commit);
  return here;
}
