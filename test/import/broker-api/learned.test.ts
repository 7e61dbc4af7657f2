import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { errorsOf } from '#warren/diagnostics/diagnostic.js';
import { formatSource } from '#warren/format/format.js';
import { policyOf } from '#warren/import/prove-import.js';
import { checkPolicy } from '#warren/program/check.js';
import { Source } from '#warren/source/source.js';
import { json, PASSWORD } from '../../management/server.js';
import { importing, serving, shop, withBroker, type Outcome } from './fake-broker.js';

const folder = fileURLToPath(new URL('golden/', import.meta.url));

function golden(name: string, text: string): void {
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(folder + name, text);
  assert.equal(text, readFileSync(folder + name, 'utf8'));
}

/** Learns from the broker of the tests; its port is left out, as it differs from run to run. */
async function learn(
  rates: 'basic' | 'detailed',
  args: readonly string[] = [],
): Promise<Outcome & { readonly asked: readonly string[] }> {
  return withBroker(serving(shop(rates)), async (broker) => {
    const ended = await importing(['--broker-api', broker.base, '--user', 'ops', ...args], {
      env: { WARREN_PASSWORD: PASSWORD },
    });
    const plain = (text: string): string => text.replaceAll(broker.base, 'http://broker/api');
    return {
      ...ended,
      stdout: plain(ended.stdout),
      stderr: plain(ended.stderr),
      asked: broker.asked,
    };
  });
}

describe('a policy learned from a running broker', () => {
  for (const rates of ['detailed', 'basic'] as const)
    it(`says what was seen, with the evidence: ${rates} rates`, async () => {
      const map = 'worker=arn:aws:iam::111122223333:role/shop/worker';
      const ended = await learn(rates, ['--for', '200ms', '--every', '100ms', '--map', map]);
      golden(`${rates}.warren`, ended.stdout);
      golden(`${rates}.txt`, ended.stderr);
      assert.equal(ended.status, 0);
      assert.doesNotMatch(ended.stdout + ended.stderr, /never-shown/);
      assert.ok(ended.asked.every((line) => line.startsWith('GET ')));
      const { diagnostics } = checkPolicy(policyOf(ended.stdout, '/'), { forOutput: true });
      assert.deepEqual(
        [...new Set(errorsOf(diagnostics).map(({ code }) => code))],
        ['foreign-role'],
      );
      assert.equal(formatSource(new Source('', ended.stdout)).text, ended.stdout);
    });

  it('is the same, byte by byte, for the same evidence', async () => {
    const [one, two] = [await learn('basic'), await learn('basic')];
    assert.equal(one.stdout, two.stdout);
    assert.equal(one.stderr, two.stderr);
    assert.match(one.stdout, /: one sample\.\n/);
  });

  it('is learned without the tag `administrator` too, and not compared', async () => {
    const serve = serving(shop('detailed'));
    const ended = await withBroker(
      (response, request, asked) => {
        const isSecret = request.url?.startsWith('/api/definitions') === true;
        const refuse = json({ error: 'x', reason: 'Not administrator user' }, 401);
        (isSecret ? refuse : serve)(response, request, asked);
      },
      ({ base }) =>
        importing(['--broker-api', base, '--user', 'ops'], { env: { WARREN_PASSWORD: PASSWORD } }),
    );
    assert.equal(ended.status, 0);
    assert.match(ended.stdout, /queue +work +dead-letter graveyard\n/);
    assert.match(ended.stdout, /declare queue work dead-letter graveyard # likely/);
    assert.match(ended.stderr, /^permissions are shown to administrators alone/m);
    assert.doesNotMatch(ended.stderr, /LOST|GAINED|no user of the broker/);
    assert.match(ended.stderr, /What the users may do now is not known\.\n$/);
  });

  it('is poor of vhosts that whoever asks may not enter, and says so', async () => {
    const world = shop('detailed');
    const closed = (sample: number): Readonly<Record<string, unknown>> => ({
      ...(typeof world === 'function' ? world(sample) : world),
      ...{ exchanges: [], queues: [], bindings: [] },
    });
    const { status, stderr } = await withBroker(serving(closed), ({ base }) =>
      importing(['--broker-api', base, '--user', 'ops'], { env: { WARREN_PASSWORD: PASSWORD } }),
    );
    assert.equal(status, 0, stderr);
    assert.match(stderr, /^who asks may not enter the vhost `shop`, so that exchanges, queues/m);
  });

  it('names who sent messages that no exchange took', async () => {
    const world = shop('basic');
    const untaken = (sample: number): Readonly<Record<string, unknown>> => ({
      ...(typeof world === 'function' ? world(sample) : world),
      ...{ exchanges: [{ name: '', vhost: 'shop', type: 'direct' }] },
    });
    const { status, stderr } = await withBroker(serving(untaken), ({ base }) =>
      importing(['--broker-api', base, '--user', 'ops'], { env: { WARREN_PASSWORD: PASSWORD } }),
    );
    assert.equal(status, 0, stderr);
    assert.match(
      stderr,
      /^`[^\n]+` sent messages, and of no exchange it is shown that it took them/m,
    );
  });
});
