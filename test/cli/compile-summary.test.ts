import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { snapshot } from '../emit/snapshot.js';
import { inFolder, type Tree } from '../source/temporary.js';
import { good, head, warren } from './warren.js';

const extras = readFileSync(new URL('extras.warren', import.meta.url), 'utf8');

function summary(folder: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = warren(folder, ['compile', ...args]);
  assert.equal(status, 0, stderr);
  return stdout;
}

/** What a tree is told to do next, without the sizes. */
function next(tree: Tree, ...args: readonly string[]): readonly string[] {
  return inFolder(tree, (folder) => {
    const [, steps = ''] = summary(folder, '--out', 'out', ...args).split('\n\nNext:\n');
    return steps.trimEnd().split('\n');
  });
}

const attach = '  attach each iam/ROLE.json to its role, by IAM or by what --emit writes';

describe('the summary of compile', () => {
  it('tells of each broker its files with their sizes, and what to do next', () => {
    inFolder({ 'a.warren': good }, (folder) => {
      const text = summary(folder, '--out', 'out');
      const size = (path: string): string =>
        (snapshot(join(folder, 'out'))[path]?.length ?? 0).toLocaleString('en-GB');
      assert.equal(
        text.replace(/^out\/b: .*/, ''),
        `
  rabbitmq.conf  ${size('b/rabbitmq.conf')} bytes
  iam/           1 file, ${size('b/iam/r.json')} bytes
  manifest.json  ${size('b/manifest.json')} bytes

Next:
${attach}
  copy rabbitmq.conf, and advanced.config where there is one, to /etc/rabbitmq of b, and restart it
`,
      );
    });
  });

  it('sums up what stands on disk, whatever is emitted', () => {
    inFolder({ 'a.warren': extras }, (folder) => {
      const emit = 'iam-combined,token-guard,cloudformation,terraform,pulumi';
      const text = summary(folder, '--out', 'out/', '--emit', emit);
      const files = Object.entries(snapshot(join(folder, 'out')));
      const told = Array.from(text.matchAll(/^out\/(\S+): (\d+) files, ([\d,]+) bytes$/gm));
      const wanted = ['orders', 'stock', 'trial', '111122223333'].map((name) => {
        const own = files.filter(([path]) => path.startsWith(`${name}/`));
        const bytes = own.reduce((sum, [, content]) => sum + Buffer.byteLength(content), 0);
        return [name, String(own.length), bytes.toLocaleString('en-GB')];
      });
      assert.deepEqual(
        told.map(([, ...parts]) => parts),
        wanted,
      );
      // Each folder's total is that of the lines below it.
      for (const block of text.split(/\n(?=out|\n)/).slice(0, wanted.length)) {
        const [total = 0, ...parts] = Array.from(block.matchAll(/([\d,]+) bytes/g), ([, bytes]) =>
          Number(bytes?.replaceAll(',', '')),
        );
        assert.equal(
          parts.reduce((sum, bytes) => sum + bytes, 0),
          total,
          block,
        );
      }
    });
  });

  it('is the same each time, over an output that is there too, and short for many roles', () => {
    const roles = Array.from(
      { length: 200 },
      (_, at) =>
        `role r${at} = arn:aws:iam::111122223333:role/r${at}\nallow r${at} { tag monitoring }\n`,
    );
    inFolder({ 'a.warren': `${head}${roles.join('')}` }, (folder) => {
      const first = summary(folder, '--out', 'out');
      assert.equal(summary(folder, '--out', 'out'), first);
      assert.equal(summary(folder, 'a.warren', '--out', './out').replace('./', ''), first);
      assert.match(first, /^ {2}iam\/ {11}200 files, [\d,]+ bytes$/m);
      assert.ok(first.split('\n').length < 12, first);
    });
  });

  it('names the command that deploys, as it can be typed', () => {
    assert.deepEqual(next({ 'my policy/a.warren': extras }, 'my policy'), [
      attach,
      '  bring rabbitmq.conf to Amazon MQ: warren deploy "my policy" --broker orders, and so for the others',
      '  copy rabbitmq.conf, and advanced.config where there is one, to /etc/rabbitmq of trial, and restart it',
    ]);
    const amazon = good.replace('rabbitmq 4.3.3', 'amazon-mq 4.2 region eu-west-1');
    assert.deepEqual(next({ 'a.warren': amazon }), [
      attach,
      '  bring rabbitmq.conf to Amazon MQ: warren deploy --broker b',
    ]);
  });

  it('names up to three of many brokers, and no role where there is none', () => {
    const brokers = ['c', 'd', 'e'].map((name) => head.replace(/^broker b/, `broker ${name}`));
    const copy =
      '  copy rabbitmq.conf, and advanced.config where there is one, to /etc/rabbitmq of ';
    const only = brokers.map((text) => text.slice(0, text.indexOf('role')));
    assert.deepEqual(next({ 'a.warren': `${only.join('')}${good}` }), [
      attach,
      `${copy}c, d, e and 1 more, and restart them`,
    ]);
    assert.deepEqual(next({ 'a.warren': head }), [`${copy}b, and restart it`]);
  });

  it('is left out with --quiet, and in other formats', () => {
    inFolder({ 'a.warren': good }, (folder) => {
      assert.equal(summary(folder, '--out', 'out', '--quiet'), '');
      for (const format of ['json', 'sarif', 'junit', 'github'])
        assert.doesNotMatch(summary(folder, '--out', 'out', '--format', format), /Next:/);
    });
  });
});
