import { execFile } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { warren } from '../../cli/warren.js';
import { plant } from '../../source/temporary.js';

const run = promisify(execFile);
const here = fileURLToPath(new URL('.', import.meta.url));
const fetch = fileURLToPath(new URL('../fetch.sh', import.meta.url));

/** What a shell in this folder offers where the tab key is pressed at the end of a line, in bytewise order. */
export type Offers = (folder: string, line: string) => Promise<readonly string[]>;

/** Shells that are told by `warren completion` how to complete command lines of warren. */
export const shells = ['zsh', 'fish'] as const;

/** How one of the shells completes, as Debian has it; fetched if need be. */
export async function completionIn(shell: (typeof shells)[number]): Promise<Offers> {
  const { stdout } = await run(fetch, ['trixie', shell]);
  const program = stdout.trim();
  const script = warren(here, ['completion', shell]).stdout;
  return shell === 'zsh' ? zshOffers(program, script) : fishOffers(program, script);
}

function zshOffers(zsh: string, script: string): Offers {
  return async (folder, line) => {
    const home = join(folder, '.home');
    const offered = join(home, 'offered');
    rmSync(offered, { force: true });
    const zshrc = readFileSync(join(here, 'zshrc'));
    plant(home, { '.zshrc': zshrc, 'functions/_warren': script });
    const env = { TREE: dirname(zsh), ZDOTDIR: home, OFFERED: offered };
    await run(zsh, ['-f', join(here, 'press-tab.zsh'), line], settings(folder, env));
    return existsSync(offered) ? sorted(readFileSync(offered, 'utf8')) : [];
  };
}

function fishOffers(fish: string, script: string): Offers {
  return async (folder, line) => {
    const home = join(folder, '.home');
    plant(home, { 'completions/warren.fish': script, 'bin/warren': '#!/bin/sh\n' });
    // It completes only for what there is.
    chmodSync(join(home, 'bin/warren'), 0o755);
    const PATH = [join(home, 'bin'), process.env['PATH']].join(delimiter);
    const args = [
      ...['--init-command', `set fish_complete_path '${home}/completions'`],
      ...['--command', 'complete --do-complete $argv[1]', line],
    ];
    const { stdout } = await run(fish, args, settings(folder, { HOME: home, PATH }));
    // It tells of the whole word, with what is typed of it, and of a description behind a tab.
    return sorted(stdout.replaceAll(/\t.*$/gm, '').replaceAll(/^--[\w-]+=/gm, ''));
  };
}

function settings(cwd: string, env: Readonly<Record<string, string>>): object {
  const { PATH } = process.env;
  return { cwd, env: { PATH, TERM: 'dumb', ...env }, timeout: 30_000, encoding: 'utf8' };
}

function sorted(lines: string): readonly string[] {
  const words = lines.split('\n').map((line) => line.replace(/\/$/, ''));
  return [...new Set(words)].filter((word) => word !== '').sort();
}
