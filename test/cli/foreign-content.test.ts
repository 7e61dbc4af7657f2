import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inFolder, plant } from '../source/temporary.js';
import { good, head, warren } from './warren.js';

const secret = 'hunter2-hunter2';

/** Files that hold secrets, in the forms that people have them in. */
const files: Readonly<Record<string, string>> = {
  passwd: `${secret}:x:0:0:root:/root:/bin/bash\n`,
  credentials: `[default]\naws_secret_access_key = ${secret}\n`,
  'broken.json': `{"auths": {"x": "${secret}"}, ${secret}}`,
  'cut.json': `{"password": "${secret}`,
  'other.json': `{"password": "${secret}", "queues": "${secret}"}`,
  'list.json': `["${secret}"]`,
  latin: `\xff${secret}`,
};

describe('a file that is no policy', () => {
  for (const name of Object.keys(files))
    for (const format of ['text', 'json', 'sarif', 'github', 'junit'])
      it(`is not shown where a topology names ${name}, as ${format}`, () => {
        inFolder({}, (folder) => {
          writeFileSync(join(folder, name), files[name] ?? '', 'latin1');
          const policy = `${head}vhost v { topology "../${name}" allow r { connect } }\n`;
          plant(folder, { 'p/a.warren': policy });
          const { stdout, stderr, status } = warren(folder, ['check', 'p', '--format', format]);
          assert.equal(status, 1);
          assert.match(stdout, /topology/);
          assert.ok(!(stdout + stderr).includes('hunter2'), stdout + stderr);
        });
      });

  it('says where it stops being JSON', () => {
    inFolder({ 't.json': '{\n  "queues": [,]\n}\n' }, (folder) => {
      plant(folder, { 'a.warren': `${head}vhost v { topology "t.json" allow r { connect } }\n` });
      const { stdout } = warren(folder, ['check']);
      assert.match(stdout, /it is not JSON: line 2, column 14 is not as it should be/);
    });
  });

  it('does not become a policy by a link', () => {
    inFolder({ secret: `${secret}\n`, 'p/a.warren': good }, (folder) => {
      symlinkSync('../secret', join(folder, 'p/b.warren'));
      for (const path of ['p', 'p/b.warren', '.']) {
        const { status, stdout, stderr } = warren(folder, ['check', path]);
        const reason = 'p/b.warren is a link to a file that is no .warren file';
        assert.deepEqual([status, stdout, stderr], [2, '', `warren: ${reason}\n`]);
      }
      const git = (...args: string[]): unknown => execFileSync('git', args, { cwd: folder });
      git('init', '-q');
      git('add', '-A');
      git('-c', 'user.name=t', '-c', 'user.email=t@example.org', 'commit', '-qm', 'x');
      const { status, stderr } = warren(folder, ['diff', '--git', 'HEAD', 'p']);
      assert.equal(status, 2);
      assert.equal(stderr, 'warren: HEAD:p/b.warren is a link to a file that is no .warren file\n');
    });
  });

  it('may be another policy, by a link', () => {
    inFolder({ 'shared/a.warren': good, 'p/.keep': '' }, (folder) => {
      symlinkSync('../shared/a.warren', join(folder, 'p/b.warren'));
      assert.equal(warren(folder, ['check', 'p']).status, 0);
    });
  });

  it('does not hang a command, whatever it is', () => {
    inFolder({ 'a.warren': good }, (folder) => {
      const ended = { status: 2, stdout: '', stderr: 'warren: /dev/zero is larger than 256 MiB\n' };
      assert.deepEqual(warren(folder, ['can', '--batch', '/dev/zero']), ended);
      const topology = `${head}vhost v { topology "/dev/zero" allow r { connect } }\n`;
      plant(folder, { 'a.warren': topology });
      assert.match(warren(folder, ['check']).stdout, /\/dev\/zero is neither a regular file/);
    });
  });
});
