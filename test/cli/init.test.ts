import assert from 'node:assert/strict';
import { chmodSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { snapshot } from '../emit/snapshot.js';
import { inFolder } from '../source/temporary.js';
import { warren } from './warren.js';

describe('init', () => {
  it('writes a policy that has no problems and compiles', () => {
    inFolder({}, (folder) => {
      assert.deepEqual(warren(folder, ['init']), {
        status: 0,
        stdout: 'policy.warren\n',
        stderr: '',
      });
      assert.equal(warren(folder, ['check']).stdout, '1 file, no problems\n');
      assert.equal(warren(folder, ['fmt', '--check']).status, 0);
      const { status, stderr } = warren(folder, ['compile', '--out', 'out']);
      assert.deepEqual([status, stderr], [0, '']);
      const files = Object.keys(snapshot(join(folder, 'out')));
      assert.ok(
        files.includes('orders/rabbitmq.conf') && files.includes('orders/iam/checkout.json'),
      );
    });
  });

  it('makes the folder that it is given', () => {
    inFolder({}, (folder) => {
      assert.equal(warren(folder, ['init', 'new/deep']).stdout, 'new/deep/policy.warren\n');
      assert.equal(warren(folder, ['check', 'new']).status, 0);
    });
  });

  it('overwrites nothing, nor writes through a link', () => {
    inFolder({ 'policy.warren': 'mine', file: 'x' }, (folder) => {
      symlinkSync('nowhere', join(folder, 'link'));
      const { status, stdout, stderr } = warren(folder, ['init']);
      assert.deepEqual([status, stdout], [2, '']);
      assert.match(stderr, /^warren: policy\.warren cannot be written: .*exists.*\n$/);
      assert.equal(readFileSync(join(folder, 'policy.warren'), 'utf8'), 'mine');
      for (const path of ['file', 'link']) {
        const outcome = warren(folder, ['init', path]);
        assert.equal(outcome.status, 2);
        assert.match(
          outcome.stderr,
          /^warren: (file|link)\/policy\.warren cannot be written: .*\n$/,
        );
      }
      assert.deepEqual(Object.keys(snapshot(folder)).sort(), ['file', 'link', 'policy.warren']);
    });
  });

  it('says that a folder cannot be written to', function () {
    if (process.geteuid?.() !== 0) return this.skip();
    inFolder({}, (folder) => {
      chmodSync(folder, 0o555);
      assert.deepEqual(warren(folder, ['init'], { uid: 65534 }), {
        status: 2,
        stdout: '',
        stderr: 'warren: policy.warren cannot be written: permission is denied\n',
      });
    });
  });
});
