import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { isJsonObject } from '#warren/management/shape.js';
import { inFolder, whileInFolder } from '../source/temporary.js';
import { wordsOf } from '../cli/transcript.js';
import { importing, serving, withBroker } from './broker-api/fake-broker.js';
import { assertShown, followGuide, GUIDE } from './guide.js';

/** The command that learns from a broker, with what it shows. */
const [, learning = '', learned = ''] =
  /```console\n\$ warren ([^\n]*--broker-api[^\n]*)\n(.*?)```/s.exec(GUIDE) ?? [];

describe('the guide to imports', () => {
  it('shows what its commands write, one after the other', () => {
    inFolder({}, (folder) => {
      assert.equal(followGuide(folder), 6);
    });
  });

  it('shows what is learned from a broker, by answers of RabbitMQ 4.3.6 that were kept', async () => {
    const kept = readFileSync(new URL('broker-api/recorded.json', import.meta.url), 'utf8');
    const world: unknown = JSON.parse(kept);
    assert.ok(isJsonObject(world));
    const ended = await whileInFolder({ 'ops.password': 'x' }, (cwd) =>
      withBroker(serving(world), async ({ base }) => {
        // Only the time, the address and the certificate are others.
        const args = learning
          .replace('--for 10s', '--for 200ms --every 100ms')
          .replace(' --ca ca.pem', '')
          .replace('https://broker.example.com:15671', base);
        const { status, stdout, stderr } = await importing(wordsOf(args).slice(1), { cwd });
        assert.equal(status, 0);
        return (stdout + stderr)
          .replaceAll(base, 'https://broker.example.com:15671/api')
          .replace('every 100 ms', 'every 5 seconds');
      }),
    );
    assertShown(learned, ended, learning);
  });
});
