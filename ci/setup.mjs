// Builds Warren in the checkout of this action, if that was not done, and puts `warren` on the PATH of later steps.
import { appendFileSync, chmodSync, existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { remark } from './lib/github.mjs';
import { program, root, setting } from './lib/program.mjs';
import { main, Trouble } from './lib/trouble.mjs';

/** The oldest Node that Warren runs on. */
const [MAJOR, MINOR] = [20, 19];

await main(
  async () => {
    const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
    if (major < MAJOR || (major === MAJOR && minor < MINOR))
      throw new Trouble(
        `Warren needs Node ${MAJOR}.${MINOR} or newer, and this is ${process.versions.node}: run actions/setup-node first`,
      );
    if (!existsSync(program)) {
      // Nothing that a package brings along is run while it is installed.
      npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
      npm(['run', 'build']);
    }
    const folder = mkdtempSync(join(setting('RUNNER_TEMP') ?? tmpdir(), 'warren-bin-'));
    const launcher = join(folder, 'warren');
    writeFileSync(
      launcher,
      `#!/bin/sh\nexec ${quoted(process.execPath)} ${quoted(program)} "$@"\n`,
    );
    chmodSync(launcher, 0o755);
    const path = setting('GITHUB_PATH');
    if (path !== undefined) appendFileSync(path, `${folder}\n`);
    else console.log(folder);
    return 0;
  },
  (line) => remark('error', line),
);

/** @param {readonly string[]} args */
function npm(args) {
  const { status, error } = spawnSync('npm', args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (error !== undefined || status !== 0)
    throw new Trouble(
      `npm ${args.join(' ')} fails in the checkout of Warren: ${error?.message ?? 'see above'}`,
    );
}

/** A text as one word of a shell. @param {string} text */
function quoted(text) {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
