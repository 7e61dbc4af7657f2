/**
 * Draws the pictures of the documentation anew: `npm run pictures`. Those of Neovim need tmux, and root on
 * Debian, as the tests of editors do; those of a report and of the extension are
 * taken in the browser of those tests.
 */
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { program } from '../cli/warren.js';
import { blocksOf, readPage } from '../docs/markdown.js';
import { neovimOf } from '../editors/neovim.js';
import { extensionFolder } from '../vscode/tokens.js';
import { columns, drawTold, inExample, kept, told, type Change } from './pictures.js';
import { drawExtension } from './extension.js';
import { drawPlayground } from './playground.js';
import { drawReport } from './report.js';
import { drawScreen } from './screen.js';

const rows = 34;

/** Runs tmux on a server of its own. */
function tmux(...args: readonly string[]): string {
  return execFileSync('tmux', ['-L', 'warren-pictures', '-f', '/dev/null', ...args], {
    encoding: 'utf8',
  });
}

/** What a screen shows once it shows what is awaited. */
async function shownWith(awaited: string): Promise<string> {
  for (let tries = 0; tries < 100; tries += 1) {
    await setTimeout(200);
    if (!tmux('capture-pane', '-p').includes(awaited)) continue;
    return tmux('capture-pane', '-e', '-p');
  }
  throw new Error(`the screen never showed: ${awaited}`);
}

/** A picture of Neovim with a file of the example open, after keys were typed. */
async function drawNeovim(
  file: string,
  change: Change | undefined,
  keys: readonly string[],
  awaited: string,
): Promise<string> {
  const neovim = await neovimOf('forky');
  const home = mkdtempSync(join(tmpdir(), 'warren-picture-home-'));
  try {
    const shim = join(home, 'warren');
    writeFileSync(shim, `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`);
    chmodSync(shim, 0o755);
    const [configuration] = blocksOf(readPage('docs/editors.md')).filter(
      ({ language }) => language === 'lua',
    );
    const looks = [
      'vim.o.termguicolors = true',
      'vim.o.signcolumn = "yes"',
      'vim.o.laststatus = 0',
      'vim.diagnostic.config({ virtual_lines = { current_line = true }, severity_sort = true })',
    ].join('\n');
    writeFileSync(join(home, 'init.lua'), `${configuration?.text ?? ''}\n${looks}\n`);
    return await inExample(change === undefined ? [] : [change], async (folder) => {
      mkdirSync(join(folder, '.git'));
      const path = [home, process.env['PATH']].join(delimiter);
      const socket = join(home, 'socket');
      // Its screen is a second process: the one that fetch.sh brings cannot start itself anew.
      const behind = [
        '--headless',
        '--listen',
        socket,
        '-i',
        'NONE',
        '-n',
        '-u',
        `${home}/init.lua`,
      ];
      const server = spawn(neovim, [...behind, file], {
        cwd: folder,
        env: { ...process.env, HOME: home, PATH: path },
        stdio: 'ignore',
      });
      await setTimeout(1000);
      const screen = `'${neovim}' --server '${socket}' --remote-ui`;
      tmux('new-session', '-d', '-x', String(columns), '-y', String(rows), screen);
      try {
        await shownWith('vhost shop');
        await setTimeout(1500);
        for (const key of keys) tmux('send-keys', key);
        return drawScreen(await shownWith(awaited), `${file} in Neovim`, columns);
      } finally {
        tmux('kill-server');
        server.kill();
      }
    });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

const inNeovim = [
  {
    file: 'neovim-error.svg',
    change: told[0]?.change,
    keys: ['/mialer', 'Enter'],
    awaited: 'undeclared-name',
  },
  {
    file: 'neovim-hover.svg',
    change: undefined,
    keys: ['/allow mailer', 'Enter', 'w', 'K'],
    awaited: 'role',
  },
];

for (const picture of told) writeFileSync(join(kept, picture.file), await drawTold(picture));
for (const { file, change, keys, awaited } of inNeovim)
  writeFileSync(join(kept, file), await drawNeovim('shop.warren', change, keys, awaited));
await drawReport(join(kept, 'report.png'));
await drawExtension(join(extensionFolder, 'images/editor.png'));
await drawPlayground(join(kept, 'playground.png'));
