import assert from 'node:assert/strict';
import type { BrokerArtifacts } from '#warren/emit/output/artifacts.js';
import { writeOutput } from '#warren/emit/output/write.js';
import { inFolder } from '../source/temporary.js';
import { whereCaseFolds } from './folding.js';
import { broker, standing } from './samples.js';
import { snapshot } from './snapshot.js';

describe('an output folder on a disk that does not tell upper from lower case', () => {
  it('takes a broker whose name was written otherwise', () => {
    inFolder({ ...standing(broker('Orders'), broker('gone')), 'notes.txt': 'mine' }, (out) => {
      const { ok } = whereCaseFolds(out, () => writeOutput(out, [broker('orders')]));
      assert.ok(ok);
      assert.deepEqual(snapshot(out), { ...standing(broker('orders')), 'notes.txt': 'mine' });
    });
  });

  const clashes: readonly (readonly [brokers: readonly BrokerArtifacts[], path: string])[] = [
    [[broker('Orders'), broker('orders')], 'orders'],
    [[broker('b', { 'iam/Worker.json': '1', 'iam/worker.json': '2' })], 'b/iam/worker.json'],
  ];
  for (const [brokers, path] of clashes)
    it(`refuses what would be one file there, ${path}, and changes nothing`, () => {
      const before = standing(broker('b', { f: 'old' }));
      inFolder(before, (out) => {
        const result = whereCaseFolds(out, () => writeOutput(out, brokers));
        assert.deepEqual(result, {
          ok: false,
          message: `${path} and another file of the output are one to this file system, which does not tell upper from lower case; rename one of the two`,
        });
        assert.deepEqual(snapshot(out), before);
      });
    });
});
