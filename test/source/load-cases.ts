import { execFileSync } from 'node:child_process';
import { chmodSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Tree } from './temporary.js';

/** A policy in a temporary folder, and what loading it gives. */
export interface LoadCase {
  readonly title: string;
  readonly tree?: Tree;
  readonly prepare?: (folder: string) => void;
  readonly paths: readonly string[];
  readonly names?: readonly string[];
  /** `kind message`, the temporary folder written as `<>`. */
  readonly problems?: readonly string[];
  /** Relative to the temporary folder; it is the working folder unless `cwd` names one below it. */
  readonly root?: string;
  readonly cwd?: string;
}

/** What loading is tried on. */
export const loadCases: readonly LoadCase[] = [
  {
    title: 'policy files below a folder, in bytewise order',
    tree: { 'b.warren': '', 'B.warren': '', 'a/c.warren': '', 'a.warren': '', 'notes.md': '' },
    paths: ['.'],
    names: ['B.warren', 'a.warren', 'a/c.warren', 'b.warren'],
  },
  {
    title: 'order by UTF-8 bytes, not by UTF-16 code units',
    tree: { '\u{1F430}.warren': '', '\uFB01.warren': '' },
    paths: ['.'],
    names: ['\uFB01.warren', '\u{1F430}.warren'],
  },
  {
    title: 'dot entries and node_modules are skipped',
    tree: { 'a.warren': '', '.b.warren': '', '.git/c.warren': '', 'node_modules/d.warren': '' },
    paths: ['.'],
    names: ['a.warren'],
  },
  {
    title: 'a skipped name counts when it is named explicitly',
    tree: { '.b.warren': '', 'node_modules/d.warren': '', 'policy.txt': '' },
    paths: ['.b.warren', 'node_modules', 'policy.txt'],
    names: ['.b.warren', 'node_modules/d.warren', 'policy.txt'],
  },
  {
    title: 'a folder whose name looks like a file',
    tree: { 'x.warren/y.warren': '' },
    paths: ['.'],
    names: ['x.warren/y.warren'],
  },
  {
    title: 'one file counts once, whatever the arguments and their order',
    tree: { 'a/b.warren': '', 'a/c.warren': '' },
    paths: ['a/c.warren', 'a', './a/../a/b.warren'],
    names: ['a/b.warren', 'a/c.warren'],
    root: 'a',
  },
  {
    title: 'links are followed, loops and second ways are not',
    tree: { 'p/a.warren': '', 'q/b.warren': '' },
    prepare: (folder: string): void => {
      symlinkSync('../q', join(folder, 'p/q'));
      symlinkSync('..', join(folder, 'p/up'));
      symlinkSync('.', join(folder, 'q/self'));
      symlinkSync('a.warren', join(folder, 'p/z.warren'));
      symlinkSync('nowhere', join(folder, 'p/dangling'));
      symlinkSync('circle', join(folder, 'p/circle'));
    },
    paths: ['p'],
    names: ['p/a.warren', 'p/q/b.warren'],
    root: 'p',
  },
  {
    title: 'a policy file that is a link to nothing, or to itself',
    prepare: (folder: string): void => {
      symlinkSync('nowhere', join(folder, 'a.warren'));
      symlinkSync('b.warren', join(folder, 'b.warren'));
    },
    paths: ['.'],
    problems: [
      'loose-link a.warren is a link to nowhere, which does not exist',
      'unreadable b.warren cannot be read: its symbolic links lead in a circle',
    ],
  },
  {
    title: 'a pipe is not waited for',
    prepare: (folder: string): void => {
      execFileSync('mkfifo', [join(folder, 'a.warren'), join(folder, 'other')]);
    },
    paths: ['.', 'other', '/dev/null'],
    problems: [
      'not-a-file a.warren is neither a regular file nor a folder',
      'not-a-file other is neither a regular file nor a folder',
      'not-a-file /dev/null is neither a regular file nor a folder',
    ],
    root: '/',
  },
  {
    title: 'nothing there, nothing in it, and a path through a file',
    tree: { 'empty/readme': '', 'a.warren': '' },
    paths: ['missing.warren', 'empty', 'a.warren/x', 'a.warren'],
    names: ['a.warren'],
    problems: [
      'missing missing.warren does not exist',
      'no-policy-files empty holds no .warren file',
      'unreadable a.warren/x cannot be read: a part of its path is not a folder',
    ],
  },
  {
    title: 'a name that is too long',
    paths: ['x'.repeat(300)],
    problems: [`unreadable ${'x'.repeat(300)} cannot be read: its path is too long`],
  },
  {
    title: 'a folder and a file without permission; the folder only once',
    tree: { 'a/b/c.warren': '', 'd.warren': '', 'e.warren': '', '.f/g.warren': '' },
    prepare: (folder: string): void => {
      chmodSync(join(folder, 'a/b'), 0o000);
      chmodSync(join(folder, 'd.warren'), 0o000);
      chmodSync(join(folder, '.f'), 0o000);
      symlinkSync('.f', join(folder, 'link'));
    },
    paths: ['.', 'a'],
    names: ['e.warren'],
    problems: [
      'unreadable a/b cannot be read: permission is denied',
      'unreadable link cannot be read: permission is denied',
      'unreadable d.warren cannot be read: permission is denied',
    ],
  },
  {
    title: 'names outside the working folder are absolute',
    tree: { 'a.warren': '', 'sub/b.warren': '', 'sub/..c.warren': '' },
    paths: ['..', '..c.warren'],
    names: ['<>/a.warren', '..c.warren', 'b.warren'],
    cwd: 'sub',
  },
  {
    title: 'the root of one file is its folder',
    tree: { 'a/b/c.warren': '' },
    paths: ['a/b/c.warren'],
    names: ['a/b/c.warren'],
    root: 'a/b',
  },
  {
    title: 'the root of several paths is the deepest folder above all',
    tree: { 'a/bc/x.warren': '', 'a/bd/y.warren': '', 'a/b/z.warren': '' },
    paths: ['a/bc', 'a/bd/y.warren', 'a/b'],
    names: ['a/b/z.warren', 'a/bc/x.warren', 'a/bd/y.warren'],
    root: 'a',
  },
  { title: 'no paths at all', paths: [] },
];
