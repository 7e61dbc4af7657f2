import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bad, good } from '../cli/warren.js';
import { plant, whileInFolder } from '../source/temporary.js';
import { script, type Ended } from './script.js';

describe('the check in GitHub Actions', () => {
  it('annotates, and leaves a file for code scanning', () =>
    whileInFolder({ 'c/p/a.warren': bad }, async (folder) => {
      const here = join(folder, 'c');
      const check = (env: Readonly<Record<string, string>> = {}): Promise<Ended> =>
        script('github-check.mjs', here, { WARREN_PATH: 'p', ...env });
      const failed = await check();
      assert.equal(failed.status, 1);
      assert.match(failed.stdout, /^::error file=p\/a\.warren,line=10,/m);
      const sarif = readFileSync(failed.outputs['sarif'] ?? '', 'utf8');
      assert.match(sarif, /"ruleId": ?"unknown-name"/);
      plant(here, { 'p/a.warren': good.replace('  queue q', 'queue q') });
      assert.equal((await check()).status, 0);
      const laid = await check({ WARREN_FMT: 'true' });
      assert.equal(laid.status, 1);
      assert.match(
        laid.stdout,
        /^::error title=Warren::p\/a\.warren has not the layout of warren fmt$/m,
      );
      plant(here, { 'p/a.warren': good.replace('queue q\n', 'queue q\n  queue unused\n') });
      assert.equal((await check()).status, 0);
      assert.equal((await check({ WARREN_MAX_WARNINGS: '0' })).status, 1);
      const none = await check({ WARREN_PATH: '-x' });
      assert.deepEqual(
        [none.status, none.stderr],
        [2, '::error title=Warren::-x does not exist\n'],
      );
    }));

  it('puts the program on the path of the steps that follow', () =>
    whileInFolder({ 'c/a.warren': good, path: '' }, async (folder) => {
      const here = join(folder, 'c');
      const set = await script('setup.mjs', here, { GITHUB_PATH: join(folder, 'path') });
      assert.deepEqual([set.status, set.stderr], [0, '']);
      const [bin = ''] = readFileSync(join(folder, 'path'), 'utf8').split('\n');
      const told = execFileSync(join(bin, 'warren'), ['check', '.'], {
        cwd: here,
        encoding: 'utf8',
      });
      assert.match(told, /no errors|1 file/);
    }));
});
