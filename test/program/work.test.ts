import assert from 'node:assert/strict';
import { finish, inTurns, type Work } from '#warren/program/phases/work.js';

/** Work of some steps, each of which takes a while, that notes how far it came. */
function* counting(steps: number, done: number[]): Work<number> {
  for (let step = 0; step < steps; step++) {
    const start = performance.now();
    while (performance.now() - start < 4);
    done.push(step);
    yield;
  }
  return steps;
}

describe('work in steps', () => {
  it('is done to its end at once', () => {
    assert.equal(finish(counting(3, [])), 3);
  });

  it('lets others have their turn', async () => {
    let turns = 0;
    const others = setInterval(() => turns++, 1);
    assert.equal(await inTurns(counting(20, []), undefined), 20);
    clearInterval(others);
    assert(turns > 0);
  });

  it('ends where it is given up', async () => {
    const controller = new AbortController();
    const done: number[] = [];
    const reason = new Error('no longer wanted');
    setImmediate(() => {
      controller.abort(reason);
    });
    await assert.rejects(inTurns(counting(50, done), controller.signal), reason);
    assert(done.length > 0 && done.length < 50);
  });
});
