import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build as bundleInto, type Plugin } from 'esbuild';
import { good, head } from '../cli/warren.js';
import { plant } from '../source/temporary.js';
import { manifest } from './manifest.js';
import { unpack } from './unpacked.js';

/** Leaves the extension to be loaded from where it is unpacked. */
const unpackedExtension: Plugin = {
  name: 'unpacked-extension',
  setup: (build) => {
    build.onResolve({ filter: /\/extension\.js$/ }, () => ({
      path: './extension/dist/extension.cjs',
      external: true,
    }));
  },
};

async function bundle(name: string, outfile: string): Promise<void> {
  await bundleInto({
    entryPoints: [join(import.meta.dirname, name)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    plugins: [unpackedExtension],
  });
}

describe('the packed extension, in a small VS Code', function () {
  this.timeout(120_000);
  let folder = '';
  let shown: readonly unknown[] = [];

  before(async () => {
    folder = unpack();
    await bundle('fake-vscode.ts', join(folder, 'node_modules/vscode/index.js'));
    await bundle('activate.ts', join(folder, 'activate.cjs'));
    const policy = join(folder, 'policy');
    plant(policy, { 'a.warren': head, 'sub/b.warren': good.slice(head.length) });
    const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.org'];
    for (const args of [
      ['init', '-q'],
      ['add', '.'],
      [...identity, 'commit', '-qm', 'first'],
    ])
      execFileSync('git', args, { cwd: policy });
    plant(policy, { 'c.warren': 'allow r { tag monitoring }\n' });
    const stdout = execFileSync(process.execPath, ['activate.cjs'], {
      cwd: folder,
      env: { PATH: process.env['PATH'], WARREN_FOLDER: policy },
      encoding: 'utf8',
    });
    shown = stdout
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it('takes every command of its manifest', () => {
    const taken = String(shown[0]).split(' ');
    const own = taken.filter((name) => /^warren\.(?!server\.)/.test(name));
    const listed = manifest.contributes.commands.map(({ command }) => command);
    assert.deepEqual(own.sort(), [...listed].sort());
  });

  it('shows the access of a role', () => {
    assert.match(
      String(shown[1]),
      /^b: r, [^]*tag:monitoring {2}from c\.warren:1:11\n[^]*read:v\/q /,
    );
  });

  it('shows the access that was gained since the last commit', () => {
    assert.match(String(shown[2]), /\+ GAINED tag monitoring[^]*\n1 gained, 0 lost\n$/);
  });

  it('shows nothing else', () => {
    assert.equal(shown.length, 3);
  });
});
