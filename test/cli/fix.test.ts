import assert from 'node:assert/strict';
import { chmodSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { inFolder } from '../source/temporary.js';
import { good, head, warren } from './warren.js';

/** A grant with an `@expect` that nothing needs, and the same without it. */
const needless = `${head}
vhost v {
  queue q

  @expect(default-exchange, "no") allow r { consume queue q }
}
`;
const mended = needless.replace('@expect(default-exchange, "no") ', '');

describe('check --fix', () => {
  it('mends what leaves no doubt, and reports what is left', () => {
    const tree = {
      'p.warren': needless,
      'q.warren': 'vhost w { queue a allow r { consume queue *, a } }',
    };
    inFolder(tree, (folder) => {
      const { status, stdout, stderr } = warren(folder, ['check', '--fix']);
      assert.deepEqual([status, stderr], [0, 'p.warren: 1 fix applied\n']);
      assert.match(stdout, /^warning\[bare-wildcard-grant\]/);
      assert.equal(readFileSync(join(folder, 'p.warren'), 'utf8'), mended);
      assert.equal(readFileSync(join(folder, 'q.warren'), 'utf8'), tree['q.warren']);
      assert.equal(warren(folder, ['check', '--fix']).stderr, '');
    });
  });

  it('mends several of one file, those that touch one after the other', () => {
    const twice = needless.replace('@expect', '@expect(hash-in-key, "no") @expect');
    inFolder({ 'p.warren': twice }, (folder) => {
      const { status, stderr } = warren(folder, ['check', '--fix']);
      assert.deepEqual([status, stderr], [0, 'p.warren: 2 fixes applied\n']);
      assert.equal(readFileSync(join(folder, 'p.warren'), 'utf8'), mended);
    });
  });

  it('quotes a name with letters, and none with signs that may mean something else', () => {
    for (const [name, isFixed] of [
      ['é', true],
      ['mail|retry', false],
      ['mail?', false],
      ['“mail”', true],
      ['m\u0430il', false],
      ['würste', true],
      ['a\u200Bb', false],
    ] as const)
      inFolder({ 'p.warren': good.replace(/queue q/g, `queue ${name}`) }, (folder) => {
        const { status } = warren(folder, ['check', '--fix']);
        assert.deepEqual([name, status], [name, isFixed ? 0 : 1]);
      });
  });

  it('keeps to the part that is given', () => {
    inFolder({ 'warren.yaml': '', 'p.warren': needless, 'q.warren': 'vhost w { }' }, (folder) => {
      warren(folder, ['check', '--fix', 'q.warren']);
      assert.equal(readFileSync(join(folder, 'p.warren'), 'utf8'), needless);
    });
  });

  it('writes no file that a link has elsewhere', () => {
    inFolder({ 'in/p.warren': good, 'out/q.warren': needless.replace(head, '') }, (folder) => {
      symlinkSync('../out/q.warren', join(folder, 'in/q.warren'));
      warren(join(folder, 'in'), ['check', '--fix']);
      const left = readFileSync(join(folder, 'out/q.warren'), 'utf8');
      assert.equal(left, needless.replace(head, ''));
    });
  });

  it('writes all files or none', function () {
    if (process.geteuid?.() !== 0) return this.skip();
    const other = needless.replace(head, '').replace('vhost v', 'vhost w');
    inFolder({ 'a/p.warren': needless, 'b/q.warren': other }, (folder) => {
      for (const path of ['a', 'a/p.warren', 'b']) chmodSync(join(folder, path), 0o777);
      const { status, stderr } = warren(folder, ['check', '--fix'], { uid: 65534 });
      assert.equal(status, 2);
      assert.equal(
        stderr,
        'warren: nothing was fixed: b/q.warren cannot be written: permission is denied\n',
      );
      assert.equal(readFileSync(join(folder, 'a/p.warren'), 'utf8'), needless);
    });
  });

  it('cannot be watched, nor write standard input', () => {
    inFolder({}, (folder) => {
      for (const args of [['--watch'], ['-']])
        assert.equal(warren(folder, ['check', '--fix', ...args]).status, 2);
    });
  });
});
