import assert from 'node:assert/strict';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { Scheduler } from '#warren/lsp/scheduler.js';

/** A scheduler whose work goes on until it is let go or given up, and what came of it. */
function controlled(): {
  readonly scheduler: Scheduler<string>;
  readonly log: string[];
  readonly letGo: () => void;
} {
  const log: string[] = [];
  let letGo = (): void => undefined;
  const scheduler = new Scheduler<string>(
    async (about, signal) => {
      log.push(`begin ${about}`);
      if (about === 'faulty') throw new Error('a fault');
      await new Promise<void>((resolve) => {
        letGo = resolve;
        signal.addEventListener('abort', () => {
          log.push(`give up ${about}`);
          resolve();
        });
      });
    },
    (about) => log.push(`done ${about}`),
    (thrown) => log.push(String(thrown)),
  );
  return {
    scheduler,
    log,
    letGo: () => {
      letGo();
    },
  };
}

/** Waits until something is logged; a test that waits in vain runs into its limit. */
async function logged(log: readonly string[], line: string): Promise<void> {
  while (!log.includes(line)) await setTimeout(1);
}

describe('a scheduler', () => {
  it('does once what is asked for several times', async () => {
    const { scheduler, log, letGo } = controlled();
    scheduler.ask('a');
    scheduler.ask('a');
    scheduler.ask('a');
    await logged(log, 'begin a');
    letGo();
    await logged(log, 'done a');
    assert.deepEqual(log, ['begin a', 'done a']);
  });

  it('gives up what is asked for again, and does it anew', async () => {
    const { scheduler, log, letGo } = controlled();
    scheduler.ask('a');
    await logged(log, 'begin a');
    scheduler.ask('a');
    assert.deepEqual(log, ['begin a', 'give up a']);
    while (log.length < 3) await setImmediate();
    letGo();
    await logged(log, 'done a');
    assert.deepEqual(log, ['begin a', 'give up a', 'begin a', 'done a']);
  });

  it('gives up what is dropped', async () => {
    const { scheduler, log } = controlled();
    scheduler.ask('a');
    scheduler.ask('b');
    scheduler.drop('a');
    await logged(log, 'begin b');
    scheduler.stop();
    await setImmediate();
    assert.deepEqual(log, ['begin b', 'give up b']);
  });

  it('tells what goes wrong, and goes on', async () => {
    const { scheduler, log, letGo } = controlled();
    scheduler.ask('faulty');
    await logged(log, 'Error: a fault');
    scheduler.ask('a');
    await logged(log, 'begin a');
    letGo();
    await logged(log, 'done a');
  });
});
