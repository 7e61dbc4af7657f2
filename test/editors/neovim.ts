import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { program } from '../cli/warren.js';
import { plant } from '../source/temporary.js';

const run = promisify(execFile);
const here = fileURLToPath(new URL('.', import.meta.url));

/** What came of each step of the script, by its name; text that begins with `failed:` for a failure. */
export type Steps = ReadonlyMap<string, unknown>;

/** The path of a Neovim of one of Debian's suites, fetched if need be. */
export async function neovimOf(suite: string): Promise<string> {
  const { stdout } = await run(join(here, 'fetch.sh'), [suite]);
  return stdout.trim();
}

/**
 * Runs the script drive.lua in a Neovim, in a folder with the files given, where `warren` is on the path.
 *
 * @param configuration what the user has in init.lua
 */
export async function drive(
  neovim: string,
  configuration: string,
  files: Readonly<Record<string, string>>,
): Promise<Steps> {
  const folder = mkdtempSync(join(tmpdir(), 'warren-neovim-'));
  try {
    const shim = `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`;
    const policy = Object.entries(files).map(([name, text]) => [`policy/${name}`, text]);
    plant(folder, {
      ...Object.fromEntries<string>(policy.map(([name = '', text = '']) => [name, text])),
      'policy/.git/HEAD': '',
      'bin/warren': shim,
      'init.lua': configuration,
    });
    chmodSync(join(folder, 'bin/warren'), 0o755);
    const steps = join(folder, 'steps.jsonl');
    const args = ['--headless', '-i', 'NONE', '-n', '-u', join(folder, 'init.lua')];
    await run(neovim, [...args, '-c', `luafile ${join(here, 'drive.lua')}`], {
      cwd: join(folder, 'policy'),
      env: {
        HOME: folder,
        PATH: [join(folder, 'bin'), process.env['PATH']].join(delimiter),
        WARREN_STEPS: steps,
      },
    });
    return new Map(
      readFileSync(steps, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map(readStep),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readStep(line: string): readonly [string, unknown] {
  const parsed: unknown = JSON.parse(line);
  if (typeof parsed !== 'object' || parsed === null || !('step' in parsed) || !('ok' in parsed))
    throw new Error(`no step: ${line}`);
  const value = 'value' in parsed ? parsed.value : undefined;
  return [String(parsed.step), parsed.ok === true ? value : `failed: ${String(value)}`];
}
