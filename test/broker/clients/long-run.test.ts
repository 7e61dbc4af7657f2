import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { SUITES } from '../../bed/tree.js';
import { assertNoneLost } from './arrivals.js';
import { keyOf, LIFETIME, startBed, vhostOf } from './bed.js';
import type { Bed } from './bed.js';
import { NODE, programsOf } from './programs.js';
import type { Program } from './programs.js';
import { startToolchain } from './toolchain.js';
import type { Toolchain } from './toolchain.js';

/**
 * How STS answers each program: a token, one for which the role's session does not last long enough, so that
 * half of it is asked for, one that STS denies, one whose token is for another
 * broker, so that this one closes the connection, and from then on good tokens only.
 */
const OUTCOMES = [
  {},
  {
    status: 403,
    code: 'SessionDurationEscalationException',
    message:
      'The requested token duration would extend the session beyond its original expiration time.',
  },
  {},
  {
    status: 403,
    code: 'AccessDenied',
    message: 'not authorized to perform: sts:GetWebIdentityToken',
  },
  {},
  { audience: 'another-broker' },
];

for (const suite of SUITES)
  describe(`a client's long run, ${suite}`, function () {
    this.timeout(600_000); // the toolchains may have to be fetched first
    let bed: Bed;
    let toolchain: Toolchain;
    let programs: readonly Program[];
    before(async () => {
      toolchain = await startToolchain();
      programs = [NODE, ...programsOf(toolchain)];
      const names = programs.map(({ name }) => name);
      const callers = Object.fromEntries(names.map((name) => [name, { outcomes: OUTCOMES }]));
      bed = await startBed(suite, names, callers);
    });
    after(async () => {
      await bed.stop();
      await toolchain.remove();
    });

    it('loses no message over renewals, refusals and a lost connection', async () => {
      await Promise.all(programs.map((program) => run(bed, program, suite === 'forky')));
    });
  });

async function run(bed: Bed, program: Program, tls: boolean): Promise<void> {
  const { name, connection, updates } = program;
  const running = program.start(bed.environmentOf(name, tls), tls ? bed.ca : undefined);
  const times = (line: RegExp): number => running.err.filter((text) => line.test(text)).length;
  const heard = (what: RegExp, count: number): Promise<void> =>
    running.until(`${String(what)}, ${count} times`, () => times(what) >= count);
  try {
    await heard(/^connected$/, 1);
    const began = Date.now();
    await heard(/^token not renewed: .*the role may not get this token/, 1);
    await heard(/^token renewed$/, 2);
    // The broker refuses the next one: at the login of another connection, or by closing the one there is.
    await heard(updates ? /^connected again$/ : /^token not renewed: ACCESS_REFUSED/, 1);
    await heard(/^token renewed$/, 3);
    await bed.broker.rabbitmqctl('close_all_connections', '--vhost', vhostOf(name), 'cut');
    await heard(/^connection lost: .*CONNECTION_FORCED - cut/, 1);
    await heard(/^connected again$/, updates ? 2 : 1);
    await heard(/^token renewed$/, 5);
    assert.ok(Date.now() - began > 3 * LIFETIME * 1_000, 'it did not last three tokens');
    running.terminate();
    assert.equal(await running.ended, 0, running.err.join('\n'));
  } finally {
    running.kill();
  }
  const about = `${program.name}:\n${running.err.join('\n')}`;
  assert.equal(running.err.at(-1), 'stopped', about);

  assert.ok((await assertNoneLost(bed, program.name, running)) > 100, about);

  // What it says of itself is what STS and the broker saw.
  const calls = bed.api.calls.filter(({ accessKeyId }) => accessKeyId === keyOf(name));
  assert.ok(calls.length >= 9, about);
  assert.deepEqual(
    calls.map(({ seconds }) => seconds),
    calls.map((_, index) => (index === 2 ? 450 : 900)),
    about,
  );
  const seen = (): number =>
    bed.broker
      .log()
      .split('\n')
      .filter((line) => line.includes(connection))
      .filter((line) => line.includes(updates ? 'updated secret' : 'granted access to vhost'))
      .length;
  // The broker writes its log a moment later.
  for (let times = 0; times < 100 && seen() < 5; times++) await sleep(100);
  assert.ok(seen() >= 5, `${seen()} renewals in the broker's log\n${about}`);
}
