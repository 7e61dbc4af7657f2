import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assertShown } from '../import/guide.js';
import { blocksOf } from './markdown.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Puts the built program on a path of its own, as `npm link` does; answers the folder to put first on PATH. */
export function linkedIn(folder: string): string {
  execFileSync('npm', ['link', '--silent', '--no-audit', '--no-fund'], {
    cwd: root,
    env: { ...process.env, npm_config_prefix: folder },
  });
  return join(folder, 'bin');
}

/** Git's settings of nobody, so that a page does not depend on who runs the tests. */
const AUTHOR = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@example.com',
};

/**
 * Does in a folder what a page says: each command of a `console` block is run by a shell, and what it prints is
 * compared with what is shown; each `diff` block is applied to the file that its first line names.
 *
 * @param bin a folder of programs that come before all others
 * @returns how many commands ran
 */
export function follow(markdown: string, folder: string, bin: string): number {
  let [cwd, commands] = [folder, 0];
  const env = { ...AUTHOR, HOME: folder, PATH: `${bin}:${process.env['PATH'] ?? ''}` };
  for (const { language, text } of blocksOf(markdown)) {
    if (language === 'diff') applyDiff(text, cwd);
    if (language !== 'console') continue;
    for (const [, line = '', shown = ''] of text.matchAll(
      /^\$ ([^\n]*)\n((?:(?!\$ )[^\n]*\n)*)/gm,
    )) {
      commands++;
      const [program, to = ''] = line.split(' ');
      if (program === 'cd') cwd = join(cwd, to);
      else {
        const { stdout } = spawnSync('sh', ['-c', `exec 2>&1; ${line}`], {
          cwd,
          env,
          encoding: 'utf8',
        });
        assertShown(shown, stdout, line);
      }
    }
  }
  return commands;
}

/** Makes of the old lines of a block, which stand once in its file, the new ones. */
function applyDiff(block: string, cwd: string): void {
  const [first = '', ...lines] = block.trimEnd().split('\n');
  const path = join(cwd, first.replace(/^--- /, ''));
  const side = (left: string): string =>
    lines
      .filter((line) => line.startsWith(' ') || line.startsWith(left))
      .map((line) => `${line.slice(1)}\n`)
      .join('');
  const [old, now] = [side('-'), side('+')];
  const parts = readFileSync(path, 'utf8').split(old);
  assert.equal(parts.length, 2, `${first} holds ${parts.length - 1} times:\n${old}`);
  writeFileSync(path, parts.join(now));
}
