import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { inFolder } from '../source/temporary.js';
import { program, warren, type Outcome } from './warren.js';

const rough = 'role   a=arn:aws:iam::111122223333:role/a\n';
const fine = 'role a = arn:aws:iam::111122223333:role/a\n';
const mistaken = 'role   a=x\nrole   b\nrole   c=y\n';

function read(folder: string, name: string): string {
  return readFileSync(join(folder, name), 'utf8');
}

/** Runs `warren fmt` on standard input. */
function piped(input: string | Uint8Array, ...options: readonly string[]): Outcome {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [program, 'fmt', ...options, '-'],
    {
      input,
      encoding: 'utf8',
    },
  );
  return { status, stdout, stderr };
}

describe('fmt', () => {
  it('rewrites files and names those that it changed', () => {
    inFolder({ 'a.warren': fine, 'b/c.warren': rough, 'b/d.txt': rough }, (folder) => {
      const changed = { status: 0, stdout: 'b/c.warren\n', stderr: '' };
      assert.deepEqual(warren(folder, ['fmt']), changed);
      assert.equal(read(folder, 'b/c.warren'), fine);
      assert.deepEqual(warren(folder, ['fmt']), { ...changed, stdout: '' });
      assert.equal(warren(folder, ['fmt', 'a.warren', 'b/d.txt']).stdout, 'b/d.txt\n');
    });
  });

  it('checks without writing', () => {
    inFolder({ 'a.warren': fine, 'b.warren': rough }, (folder) => {
      const differs = { status: 1, stdout: 'b.warren\n', stderr: '' };
      assert.deepEqual(warren(folder, ['fmt', '--check']), differs);
      assert.equal(read(folder, 'b.warren'), rough);
      const same = { status: 0, stdout: '', stderr: '' };
      assert.deepEqual(warren(folder, ['fmt', 'a.warren', '--check']), same);
    });
  });

  it('formats around a mistake, and tells it', () => {
    inFolder({ 'a.warren': mistaken }, (folder) => {
      const { status, stdout, stderr } = warren(folder, ['fmt']);
      assert.deepEqual([status, stdout], [1, 'a.warren\n']);
      assert.match(
        stderr,
        /^error\[expected-token\].*\n +--> a\.warren:2:8\n[^]*1 error in 1 file\n$/,
      );
      assert.equal(read(folder, 'a.warren'), 'role a = x\nrole   b\nrole c = y\n');
      assert.deepEqual(warren(folder, ['fmt', '--check']).status, 1);
    });
  });

  it('leaves a damaged file as it is', () => {
    const damaged = Buffer.from(`# \xff\n${rough}`, 'latin1');
    inFolder({ 'a.warren': damaged, 'b.warren': rough }, (folder) => {
      const { status, stdout, stderr } = warren(folder, ['fmt']);
      assert.deepEqual([status, stdout], [1, 'b.warren\n']);
      assert.match(stderr, /^error\[invalid-utf8\]/);
      assert.deepEqual(readFileSync(join(folder, 'a.warren')), damaged);
    });
  });

  it('takes a byte order mark out and keeps CRLF', () => {
    const text = `\uFEFF${fine}${rough.replace('a', 'b')}`.replaceAll('\n', '\r\n');
    inFolder({ 'a.warren': text, 'b.warren': `\uFEFF${fine}` }, (folder) => {
      assert.equal(warren(folder, ['fmt']).stdout, 'a.warren\nb.warren\n');
      const formatted = `${fine}${fine.replace('a', 'b')}`.replaceAll('\n', '\r\n');
      assert.equal(read(folder, 'a.warren'), formatted);
      assert.equal(read(folder, 'b.warren'), fine);
    });
  });

  it('keeps mode and link, and leaves nothing else behind', () => {
    inFolder({ 'real/a.real.warren': rough, 'p/x': '' }, (folder) => {
      chmodSync(join(folder, 'real/a.real.warren'), 0o640);
      symlinkSync('../real/a.real.warren', join(folder, 'p/a.warren'));
      assert.equal(warren(folder, ['fmt', 'p']).stdout, 'p/a.warren\n');
      assert.ok(lstatSync(join(folder, 'p/a.warren')).isSymbolicLink());
      assert.equal(read(folder, 'real/a.real.warren'), fine);
      assert.equal(statSync(join(folder, 'real/a.real.warren')).mode & 0o7777, 0o640);
      assert.deepEqual(
        [readdirSync(join(folder, 'p')), readdirSync(join(folder, 'real'))],
        [['a.warren', 'x'], ['a.real.warren']],
      );
    });
  });

  it('leaves a file alone to which a link leads out of the folder, unless it is named', () => {
    inFolder({ 'home/a.real.warren': rough, 'p/b.warren': rough }, (folder) => {
      symlinkSync('../home/a.real.warren', join(folder, 'p/a.warren'));
      const { status, stderr } = warren(join(folder, 'p'), ['fmt']);
      assert.equal(status, 2);
      assert.match(
        stderr,
        /^warren: a\.warren is a link that leads out of the folder, to .*a\.real\.warren/,
      );
      assert.equal(read(folder, 'home/a.real.warren'), rough);
      assert.equal(read(folder, 'p/b.warren'), fine);
      assert.equal(warren(join(folder, 'p'), ['fmt', 'a.warren']).status, 0);
      assert.equal(read(folder, 'home/a.real.warren'), fine);
    });
  });

  it('keeps the owner', function () {
    if (process.geteuid?.() !== 0) return this.skip();
    inFolder({ 'a.warren': rough }, (folder) => {
      spawnSync('chown', ['65534:65534', join(folder, 'a.warren')]);
      assert.equal(warren(folder, ['fmt']).status, 0);
      const { uid, gid } = statSync(join(folder, 'a.warren'));
      assert.deepEqual([uid, gid], [65534, 65534]);
    });
  });

  it('says what cannot be written, and writes the others', function () {
    if (process.geteuid?.() !== 0) return this.skip();
    inFolder({ 'a.warren': rough, 'b.warren': rough, 'c/d.warren': rough }, (folder) => {
      spawnSync('chown', ['-R', '65534', folder]);
      chmodSync(join(folder, 'a.warren'), 0o444);
      chmodSync(join(folder, 'c'), 0o555);
      assert.deepEqual(warren(folder, ['fmt'], { uid: 65534 }), {
        status: 2,
        stdout: 'b.warren\n',
        stderr: ['a', 'c/d']
          .map((name) => `warren: ${name}.warren cannot be written: permission is denied\n`)
          .join(''),
      });
      assert.deepEqual([read(folder, 'a.warren'), read(folder, 'c/d.warren')], [rough, rough]);
      assert.deepEqual(readdirSync(folder), ['a.warren', 'b.warren', 'c']);
    });
  });

  it('ends with 2, and writes nothing, where something cannot be read', () => {
    inFolder({ 'a.warren': rough }, (folder) => {
      mkdirSync(join(folder, 'empty'));
      for (const [path, reason] of [
        ['none', 'does not exist'],
        ['empty', 'holds no .warren file'],
      ] as const)
        assert.deepEqual(warren(folder, ['fmt', 'a.warren', path]), {
          status: 2,
          stdout: '',
          stderr: `warren: ${path} ${reason}\n`,
        });
      assert.equal(read(folder, 'a.warren'), rough);
    });
  });
});

describe('fmt -', () => {
  it('formats standard input to standard output', () => {
    assert.deepEqual(piped(rough), { status: 0, stdout: fine, stderr: '' });
    assert.deepEqual(piped(`\uFEFF${fine}`), { status: 0, stdout: fine, stderr: '' });
    assert.deepEqual(piped(''), { status: 0, stdout: '', stderr: '' });
  });

  it('checks it', () => {
    assert.deepEqual(piped(rough, '--check'), { status: 1, stdout: '-\n', stderr: '' });
    assert.deepEqual(piped(fine, '--check'), { status: 0, stdout: '', stderr: '' });
  });

  it('tells mistakes, and writes nothing of a text that is damaged', () => {
    const { status, stdout, stderr } = piped(mistaken);
    assert.deepEqual([status, stdout], [1, 'role a = x\nrole   b\nrole c = y\n']);
    assert.match(stderr, /--> -:2:8\n/);
    const damaged = piped(Buffer.from([0x23, 0xff]));
    assert.deepEqual([damaged.status, damaged.stdout], [1, '']);
  });

  it('stands alone', () => {
    inFolder({ 'a.warren': rough }, (folder) => {
      const { status, stderr } = warren(folder, ['fmt', '-', 'a.warren']);
      assert.equal(status, 2);
      assert.match(stderr, /^warren: '-' takes no other path beside it\n/);
    });
  });
});
