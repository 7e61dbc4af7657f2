import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { assertNoneLost, numbers } from './arrivals.js';
import { startBed, vhostOf } from './bed.js';
import type { Bed } from './bed.js';
import { NODE, programsOf } from './programs.js';
import type { Program } from './programs.js';
import type { Running } from './running.js';
import { startToolchain } from './toolchain.js';
import type { Toolchain } from './toolchain.js';
import { FULL_QUEUES, LOW_MEMORY, NO_EXCHANGE } from './troubles.js';

/** How long a program may take to end after a signal, in ms; the page says so. */
const LAST = 20_000;

/** How long the third wait of a program is at least, in s, however the chance falls; the first is shorter. */
const THIRD_WAIT = 0.5;

describe('clients when something fails', function () {
  this.timeout(600_000); // the toolchains may have to be fetched first
  let bed: Bed;
  let toolchain: Toolchain;
  let programs: readonly Program[];
  let names: readonly string[];
  before(async () => {
    toolchain = await startToolchain();
    programs = [NODE, ...programsOf(toolchain)];
    names = programs.map(({ name }) => name);
    bed = await startBed('forky', names);
  });
  after(async () => {
    await bed.stop();
    await toolchain.remove();
  });

  /** Runs all programs, and does something with them once each has had a message confirmed. */
  const withAll = async (act: (all: readonly Subject[]) => Promise<unknown>): Promise<void> => {
    const all = programs.map((program) => {
      // Settings that are empty are none.
      const env = { ...bed.environmentOf(program.name), CA_FILE: '', TOKEN_SECONDS: '' };
      return new Subject(program.name, program.start(env));
    });
    try {
      await Promise.all(all.map((subject) => subject.goesOn()));
      await act(all);
    } finally {
      for (const { running } of all) running.kill();
    }
  };

  it('say what it is, wait longer and longer, and lose no message', async () => {
    await withAll(async (all) => {
      const lost = /^connection lost: .*NOT_FOUND - no exchange 'orders.events' in vhost/;
      await NO_EXCHANGE.spoil(bed, names);
      await Promise.all(all.map((subject) => subject.says(lost, 1)));
      await NO_EXCHANGE.mend(bed, names);
      await Promise.all(all.map((subject) => subject.goesOn()));

      const nacked = /^connection lost: message nacked; again in ([\d.]+) s$/;
      await FULL_QUEUES.spoil(bed, names);
      await Promise.all(all.map((subject) => subject.says(nacked, 3)));
      await FULL_QUEUES.mend(bed, names);
      await Promise.all(all.map((subject) => subject.goesOn()));
      // They left no connection open behind them; the broker may take a moment to see the last one go.
      const one = names.map(vhostOf).sort();
      let open = await vhostsOfConnections(bed);
      for (let times = 0; times < 100 && open.length > one.length; times++) {
        await sleep(100);
        open = await vhostsOfConnections(bed);
      }
      assert.deepEqual(open, one);

      for (const { name, running } of all) {
        running.terminate();
        const about = `${name}:\n${running.err.join('\n')}`;
        const waits = running.err.flatMap((line) => nacked.exec(line)?.slice(1) ?? []);
        assert.ok(Number(waits[2]) >= THIRD_WAIT, about);
      }
      for (const { name, running } of all) {
        assert.equal(await running.ended, 0, `${name}: ${running.err.join('\n')}`);
        assert.equal(running.err.at(-1), 'stopped', name);
        await assertNoneLost(bed, name, running);
      }
    });
  });

  it('end where the broker confirms nothing any more', async () => {
    await withAll(async (all) => {
      await LOW_MEMORY.spoil(bed, names);
      await sleep(1_000); // each publishes something in the meantime, and is blocked by that
      const statuses = await Promise.all(all.map((subject) => subject.givesUp()));
      assert.deepEqual(new Set(statuses), new Set([1]));
      await LOW_MEMORY.mend(bed, names);
    });
  });

  it('end where the broker is gone', async () => {
    await withAll(async (all) => {
      await bed.broker.stop();
      await Promise.all(all.map((subject) => subject.says(/^no connection: .*; again in /, 1)));
      await Promise.all(all.map((subject) => subject.givesUp()));
    });
  });
});

/** The vhosts of all connections to the broker, sorted. */
async function vhostsOfConnections({ broker }: Bed): Promise<readonly string[]> {
  const found = await broker.eval(
    '[binary_to_list(V) || P <- rabbit_networking:connections(),' +
      ' [{vhost, V}] <- [catch rabbit_networking:connection_info(P, [vhost])], is_binary(V)]',
  );
  return [...found.matchAll(/"([^"]*)"/g)].map(([, vhost = '']) => vhost).sort();
}

/** A program that is run. */
class Subject {
  constructor(
    readonly name: string,
    readonly running: Running,
  ) {}

  /** Waits until it has said something so often. */
  says(what: RegExp, times: number): Promise<void> {
    const { running } = this;
    return running.until(
      `${this.name}: ${String(what)}, ${times} times`,
      () => running.err.filter((line) => what.test(line)).length >= times,
    );
  }

  /** Waits until another message is confirmed. */
  goesOn(): Promise<void> {
    const { running } = this;
    const before = numbers(running, 'confirmed').length;
    return running.until(
      `${this.name}: confirmed`,
      () => numbers(running, 'confirmed').length > before,
    );
  }

  /** Sends it a signal, and holds that it ends in time, with 1 if that costs messages, and says how many. */
  async givesUp(): Promise<unknown> {
    const { name, running } = this;
    running.terminate();
    const late = sleep(LAST, 'too late', { ref: false });
    const status = await Promise.race([running.ended, late]);
    const about = `${name}:\n${running.err.join('\n')}`;
    const line = running.err.at(-1) ?? '';
    assert.match(line, /^stopped(; messages not confirmed: [1-9]\d*)?$/, about);
    assert.equal(status, line === 'stopped' ? 0 : 1, about);
    return status;
  }
}
