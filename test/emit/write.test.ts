import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { artifactOfParts, type BrokerArtifacts } from '#warren/emit/output/artifacts.js';
import { writeOutput } from '#warren/emit/output/write.js';
import { inFolder } from '../source/temporary.js';
import type { Tree } from '../source/temporary.js';
import { broker, full, standing } from './samples.js';
import { snapshot } from './snapshot.js';

interface Success {
  readonly title: string;
  readonly earlier: Tree;
  readonly brokers: readonly BrokerArtifacts[];
  /** What stands afterwards beside the brokers' files. */
  readonly beside?: Tree;
}

const someone = {
  ...standing(broker('.hidden')),
  'notes.txt': 'mine',
  'other/data.json': '{}',
  '.git/config': 'x',
};

const successes: readonly Success[] = [
  { title: 'into an empty folder', earlier: {}, brokers: [full, broker('audit')] },
  { title: 'over an earlier output', earlier: standing(broker('orders')), brokers: [full] },
  { title: 'with fewer files than before', earlier: standing(full), brokers: [broker('orders')] },
  { title: 'the same again', earlier: standing(full), brokers: [full] },
  {
    title: 'and removes the folders of brokers that are gone',
    earlier: standing(broker('a'), broker('b'), broker('c')),
    brokers: [broker('b')],
  },
  { title: 'no broker at all', earlier: standing(full), brokers: [] },
  {
    title: 'beside what others keep in the folder',
    earlier: { ...someone, ...standing(broker('gone')) },
    brokers: [full],
    beside: someone,
  },
  {
    title: 'and keeps the folder of a gone broker that holds anything else',
    earlier: { ...standing(broker('gone')), 'gone/notes.txt': 'mine' },
    brokers: [full],
    beside: { ...standing(broker('gone')), 'gone/notes.txt': 'mine' },
  },
  {
    title: 'and keeps a folder whose manifest is not one of Warren',
    earlier: {
      'web/manifest.json': '{"files": {"a.js": "module"}}',
      'web/a.js': '',
      'list/manifest.json': '{"files": ["manifest.json"]}',
      'none/manifest.json': '{}',
      'text/manifest.json': 'files',
    },
    brokers: [full],
    beside: {
      'web/manifest.json': '{"files": {"a.js": "module"}}',
      'web/a.js': '',
      'list/manifest.json': '{"files": ["manifest.json"]}',
      'none/manifest.json': '{}',
      'text/manifest.json': 'files',
    },
  },
  {
    title: 'although files of the earlier output are lost',
    earlier: { 'orders/manifest.json': standing(full)['orders/manifest.json'] ?? '' },
    brokers: [full],
  },
];

describe('writing the output', () => {
  for (const { title, earlier, brokers, beside = {} } of successes)
    it(title, () => {
      inFolder(earlier, (out) => {
        const after = standing(...brokers);
        assert.deepEqual(writeOutput(out, brokers), { ok: true, written: Object.keys(after) });
        assert.deepEqual(snapshot(out), { ...after, ...beside });
      });
    });

  it('makes the folder, and those on the way', () => {
    inFolder({}, (folder) => {
      assert.equal(writeOutput(join(folder, 'a/b'), [broker('x')]).ok, true);
      assert.deepEqual(snapshot(join(folder, 'a/b')), standing(broker('x')));
    });
  });

  it('follows a link to the folder', () => {
    inFolder({ 'real/keep': '' }, (folder) => {
      symlinkSync('real', join(folder, 'link'));
      assert.equal(writeOutput(join(folder, 'link'), [broker('x')]).ok, true);
      assert.deepEqual(snapshot(folder), {
        link: '-> real',
        'real/keep': '',
        'real/x/rabbitmq.conf': '# x\n',
        'real/x/manifest.json': standing(broker('x'))['x/manifest.json'],
      });
    });
  });

  it('takes an empty folder of the name of a broker', () => {
    inFolder({}, (out) => {
      mkdirSync(join(out, 'orders/iam'), { recursive: true });
      assert.equal(writeOutput(out, [full]).ok, true);
      assert.deepEqual(snapshot(out), standing(full));
    });
  });

  it('writes a file of parts as the one text that they are', () => {
    const parts = Array.from({ length: 40 }, (_, at) => `${at}é🐇\n`.repeat(2_000));
    const file = artifactOfParts('iam/large.json', () => parts);
    const whole = { path: 'iam/large.json', text: parts.join('') };
    assert.deepEqual(file, whole);
    inFolder({}, (out) => {
      assert.equal(writeOutput(out, [{ name: 'a', files: [file] }]).ok, true);
      assert.deepEqual(snapshot(out), standing({ name: 'a', files: [whole] }));
    });
  });

  it('leaves exactly what the last run of any sequence wrote', () => {
    const file = fc.constantFrom('rabbitmq.conf', 'iam/a.json', 'iam/b.json', 'deep/er/c');
    const texts = fc.dictionary(file, fc.string({ maxLength: 5 }), { maxKeys: 4 });
    const run = fc.uniqueArray(
      fc.tuple(fc.constantFrom('a', 'b', 'c'), texts).map(([name, files]) => broker(name, files)),
      { selector: ({ name }) => name },
    );
    fc.assert(
      fc.property(fc.array(run, { minLength: 1, maxLength: 4 }), (runs) => {
        inFolder({ 'keep.txt': 'mine' }, (out) => {
          for (const brokers of runs) {
            assert.equal(writeOutput(out, brokers).ok, true);
            assert.deepEqual(snapshot(out), { 'keep.txt': 'mine', ...standing(...brokers) });
          }
        });
      }),
      { numRuns: 50 },
    );
  });
});
