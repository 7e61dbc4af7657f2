import assert from 'node:assert/strict';
import { chmodSync, chownSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { writeOutput } from '#warren/emit/output/write.js';
import { inFolder, plant, withoutPrivileges } from '../source/temporary.js';
import type { Tree } from '../source/temporary.js';
import { broker, full, standing } from './samples.js';
import { snapshot } from './snapshot.js';

interface Failure {
  readonly title: string;
  readonly earlier: Tree;
  readonly prepare?: (folder: string) => void;
  /** Relative to the temporary folder. */
  readonly out: string;
  /** The temporary folder is written `<>`. */
  readonly message: string;
}

const failures: readonly Failure[] = [
  {
    title: 'files of others in the folder of a broker',
    earlier: { ...standing(full), 'orders/z.txt': '', 'orders/iam/a.json': '' },
    out: '',
    message: '<>/orders holds what Warren did not write: iam/a.json, z.txt',
  },
  {
    title: 'many of them, without a manifest',
    earlier: { 'orders/5': '', 'orders/1': '', 'orders/2/x': '', 'orders/3': '', 'orders/4': '' },
    out: '',
    message: '<>/orders holds what Warren did not write: 1, 2/x, 3 and 2 more',
  },
  {
    title: 'a link among the files',
    earlier: standing(full),
    prepare: (folder) => {
      symlinkSync('rabbitmq.conf', join(folder, 'orders/link'));
    },
    out: '',
    message: '<>/orders holds what Warren did not write: link, a link',
  },
  {
    title: 'a link in the place of a file of the earlier output',
    earlier: { ...standing(full), 'elsewhere/precious': 'mine' },
    prepare: (folder) => {
      rmSync(join(folder, 'orders/iam/worker.json'));
      symlinkSync('../../elsewhere/precious', join(folder, 'orders/iam/worker.json'));
    },
    out: '',
    message: '<>/orders holds what Warren did not write: iam/worker.json, a link',
  },
  {
    title: 'a link in the place of the manifest',
    earlier: {
      ...standing(full),
      'elsewhere/m.json': standing(full)['orders/manifest.json'] ?? '',
    },
    prepare: (folder) => {
      rmSync(join(folder, 'orders/manifest.json'));
      symlinkSync('../elsewhere/m.json', join(folder, 'orders/manifest.json'));
    },
    out: '',
    message:
      '<>/orders holds what Warren did not write: iam/checkout.json, iam/worker.json, manifest.json, a link and 1 more',
  },
  {
    title: 'the output of another program, with a manifest of its own',
    earlier: {
      'orders/manifest.json': `{"files":{"a.js":"sha256:${'0'.repeat(64)}"}}`,
      'orders/a.js': '',
    },
    out: '',
    message: '<>/orders holds what Warren did not write: a.js, manifest.json',
  },
  {
    title: 'a link to nowhere in the place of the output folder',
    earlier: {},
    prepare: (folder) => {
      symlinkSync('nowhere', join(folder, 'out'));
    },
    out: 'out',
    message: '<>/out cannot be written: it is a link that leads nowhere',
  },
  {
    title: 'a pipe-like manifest: a folder of its name',
    earlier: { 'orders/manifest.json/x': '' },
    out: '',
    message: '<>/orders holds what Warren did not write: manifest.json/x',
  },
  {
    title: 'a file in the place of a broker',
    earlier: { orders: 'text' },
    out: '',
    message: '<>/orders is a file in the place of the folder of a broker',
  },
  {
    title: 'a link in the place of a broker',
    earlier: { 'elsewhere/x': '' },
    prepare: (folder) => {
      symlinkSync('elsewhere', join(folder, 'orders'));
    },
    out: '',
    message: '<>/orders is a link in the place of the folder of a broker',
  },
  {
    title: 'a file in the place of the output folder',
    earlier: { out: 'text' },
    out: 'out',
    message: '<>/out cannot be written: it is not a folder',
  },
  {
    title: 'a file on the way to it',
    earlier: { file: 'text' },
    out: 'file/a/b',
    message: '<>/file/a/b cannot be written: a part of its path is not a folder',
  },
  {
    title: 'a name that is too long, below folders that would be made',
    earlier: {},
    out: `a/b/${'x'.repeat(300)}`,
    message: `<>/a/b/${'x'.repeat(300)} cannot be written: its path is too long`,
  },
  {
    title: 'a link to itself',
    earlier: {},
    prepare: (folder) => {
      symlinkSync('out', join(folder, 'out'));
    },
    out: 'out',
    message: '<>/out cannot be written: its symbolic links lead in a circle',
  },
  {
    title: 'a folder without permission',
    earlier: standing(full),
    prepare: (folder) => {
      chmodSync(folder, 0o555);
    },
    out: '',
    message: '<> cannot be written: permission is denied',
  },
  {
    title: 'a parent without permission',
    earlier: {},
    out: 'a/b',
    prepare: (folder) => {
      chmodSync(folder, 0o555);
    },
    message: '<>/a/b cannot be written: permission is denied',
  },
];

/** A temporary folder that the user without privileges may write to. */
function inOwnFolder(tree: Tree, body: (folder: string) => void): void {
  inFolder({}, (folder) => {
    chmodSync(folder, 0o777);
    if (process.geteuid?.() === 0) chownSync(folder, 65534, 65534);
    withoutPrivileges(() => {
      plant(folder, tree);
    });
    body(folder);
  });
}

describe('an output that cannot be written', () => {
  for (const { title, earlier, prepare, out, message } of failures)
    it(`stays as it was: ${title}`, () => {
      inOwnFolder(earlier, (folder) => {
        prepare?.(folder);
        const before = snapshot(folder);
        const result = withoutPrivileges(() =>
          writeOutput(join(folder, out), [broker('audit'), full]),
        );
        chmodSync(folder, 0o777);
        assert.deepEqual(
          { ...result, ...(result.ok ? {} : { message: result.message.replaceAll(folder, '<>') }) },
          { ok: false, message },
        );
        assert.deepEqual(snapshot(folder), before);
      });
    });

  const names = ['a', 'b', 'c', 'd'];
  for (const stuck of names)
    it(`puts everything back when ${stuck} cannot be moved`, () => {
      const earlier = standing(...names.map((name) => broker(name, { f: `old ${name}` })));
      inOwnFolder(earlier, (out) => {
        // To move a folder to another one takes the right to write to it.
        chmodSync(join(out, stuck), 0o555);
        // The last of the earlier brokers is gone from the policy, and one is new.
        const brokers = ['n', 'a', 'b', 'c'].map((name) => broker(name, { f: `new ${name}` }));
        const result = withoutPrivileges(() => writeOutput(out, brokers));
        assert.deepEqual(result, {
          ok: false,
          message: `${out} cannot be written: permission is denied`,
        });
        assert.deepEqual(snapshot(out), earlier);
      });
    });
});
