import assert from 'node:assert/strict';
import { bounded, Moves } from '#warren/pattern/moves.js';
import { ProvedSignatures } from '#warren/pattern/proved.js';

describe('proved signatures', () => {
  it('settle every signature that holds one of them', () => {
    const proved = new ProvedSignatures(new Moves(100));
    assert.equal(proved.covers([0, 1, 2]), false);
    proved.add([0, 2]);
    proved.add([1]);
    const settled = [
      [0, 2],
      [0, 1],
      [0, 2, 3],
      [1, 5],
    ];
    const open = [[], [0], [2], [0, 3]];
    for (const signature of settled) assert.equal(proved.covers(signature), true);
    for (const signature of open) assert.equal(proved.covers(signature), false);
  });

  it('keep to the smallest: each costs a move whenever it is compared', () => {
    const movesAfter = (signatures: readonly (readonly number[])[]): string =>
      bounded(1, (left) => {
        const proved = new ProvedSignatures(left);
        for (const signature of signatures) proved.add(signature);
        return proved.covers([9]);
      }).kind;
    assert.equal(movesAfter([[0, 1, 2], [0, 2], [0]]), 'witness');
    assert.equal(movesAfter([[0, 1], [2]]), 'too-complex');
  });
});
