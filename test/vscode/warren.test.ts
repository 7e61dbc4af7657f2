import assert from 'node:assert/strict';
import { programAt, refusedPath, warrenOf } from '../../editors/vscode/src/warren.js';
import { serverOptions } from '../../editors/vscode/src/client-options.js';
import { program as main } from '../cli/warren.js';

describe('the program that the extension runs', () => {
  it('is the bundled one, by the editor itself', () => {
    const { command, args, env } = programAt('/x/dist/warren.mjs', '');
    assert.deepEqual([command, args], [process.execPath, ['/x/dist/warren.mjs']]);
    assert.equal(env['ELECTRON_RUN_AS_NODE'], '1');
  });

  it('is another where one is set', () => {
    const { command, args, env } = programAt('/x/dist/warren.mjs', '/usr/bin/warren');
    assert.deepEqual([command, args], ['/usr/bin/warren', []]);
    assert.equal(env['ELECTRON_RUN_AS_NODE'], undefined);
  });

  for (const path of [
    'warren',
    './warren',
    '.',
    'bin/warren.js',
    '../x',
    '~/warren',
    '${workspaceFolder}/w',
  ])
    it(`is the bundled one where ${path} is set, as that may lie in the folder that is open`, () => {
      const { command, args } = programAt('/x/dist/warren.mjs', path);
      assert.deepEqual([command, args], [process.execPath, ['/x/dist/warren.mjs']]);
      assert.match(refusedPath(path) ?? '', /no absolute path/);
    });

  it('is told of nothing else', () => {
    for (const path of ['', '/usr/bin/warren', '/x/main.js'])
      assert.equal(refusedPath(path), undefined);
  });

  it('may be a script', () => {
    const { command, args } = programAt('/x/dist/warren.mjs', '/project/dist/cli/main.js');
    assert.deepEqual([command, args], [process.execPath, ['/project/dist/cli/main.js']]);
  });

  it('serves the editor as a language server', () => {
    const { command, args } = serverOptions(programAt('/x/dist/warren.mjs', ''));
    assert.deepEqual([command, args], [process.execPath, ['/x/dist/warren.mjs', 'lsp']]);
  });

  it('answers what it wrote and how it ended', async () => {
    const warren = warrenOf(programAt(main, ''));
    const { status, stdout } = await warren(['--version'], import.meta.dirname);
    assert.deepEqual([status, /^\d+\.\d+\.\d+\n$/.test(stdout)], [0, true]);
    const wrong = await warren(['nonsense'], import.meta.dirname);
    assert.deepEqual([wrong.status, wrong.stdout], [2, '']);
    assert.match(wrong.stderr, /^warren: there is no command 'nonsense'/);
  });

  it('that cannot be started answers as one that failed', async () => {
    const { status, stderr } = await warrenOf(programAt(main, '/no/such/warren'))(
      [],
      import.meta.dirname,
    );
    assert.equal(status, 2);
    assert.match(stderr, /ENOENT/);
  });
});
