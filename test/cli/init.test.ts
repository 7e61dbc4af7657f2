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
        stdout: `policy.warren
warren.yaml

Next:
  put your account, the id of the broker, its issuer and your names into policy.warren
  warren check
  warren compile --out out
`,
        stderr: '',
      });
      assert.equal(
        warren(folder, ['check']).stdout,
        `1 file, no problems: 1 broker, 2 roles, 4 claims proved, 1 test
Internal users, those in the broker's own database, are outside every proof: keep none that nobody needs (\`internal-users\` in docs/language.md).
`,
      );
      assert.equal(
        warren(folder, ['test']).stdout,
        'ok      an order gets through  policy.warren:36:1\n1 test, all hold\n',
      );
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
      const { stdout } = warren(folder, ['init', 'new/deep']);
      assert.match(stdout, /^new\/deep\/policy\.warren\nnew\/deep\/warren\.yaml\n\nNext:\n/);
      assert.match(stdout, /^ {2}warren compile new\/deep --out out$/m);
      assert.equal(
        warren(folder, ['init', 'quiet', '--quiet']).stdout,
        'quiet/policy.warren\nquiet/warren.yaml\n',
      );
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
    inFolder({ 'warren.yaml': 'mine' }, (folder) => {
      const { status, stderr } = warren(folder, ['init']);
      assert.equal(status, 2);
      assert.equal(stderr, 'warren: warren.yaml cannot be written: it already exists\n');
      assert.deepEqual(Object.keys(snapshot(folder)), ['warren.yaml']);
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
