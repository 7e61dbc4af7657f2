import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { isJsonObject } from '#warren/management/shape.js';
import { inFolder, whileInFolder } from '../source/temporary.js';
import { warren } from '../cli/warren.js';
import { wordsOf } from '../cli/transcript.js';
import { importing, serving, withBroker } from './broker-api/fake-broker.js';

const guide = readFileSync(new URL('../../docs/import.md', import.meta.url), 'utf8');

/** Whether an output is what is shown, in which `…` stands for lines that are left out. */
function assertShown(shown: string, output: string): void {
  let rest = output;
  for (const part of shown.split('…\n')) {
    assert.ok(rest.includes(part), `${part}\n---\n${rest}`);
    rest = rest.slice(rest.indexOf(part) + part.length);
  }
  assert.equal(rest, '');
}

/** The commands of the guide with what they show. */
const commands = Array.from(
  guide.matchAll(/```console\n\$ warren ([^\n]*)\n(.*?)```/gs),
  ([, line = '', shown = '']) => ({ line, shown }),
);

describe('the guide to imports', () => {
  it('shows what its first command writes', () => {
    const json = /```json\n(.*?)```/s.exec(guide)?.[1] ?? '';
    const { line = '', shown = '' } = commands[0] ?? {};
    inFolder({ 'definitions.json': json }, (folder) => {
      const { status, stdout, stderr } = warren(folder, wordsOf(line));
      assert.equal(status, 0);
      assertShown(shown, stdout + stderr);
    });
  });

  it('shows what is learned from a broker, by answers of RabbitMQ 4.3.6 that were kept', async () => {
    const kept = readFileSync(new URL('broker-api/recorded.json', import.meta.url), 'utf8');
    const world: unknown = JSON.parse(kept);
    assert.ok(isJsonObject(world));
    const { line = '', shown = '' } =
      commands.find((one) => one.line.includes('--broker-api')) ?? {};
    const ended = await whileInFolder({ 'ops.password': 'x' }, (cwd) =>
      withBroker(serving(world), async ({ base }) => {
        // Only the time, the address and the certificate are others.
        const args = line
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
    assertShown(shown, ended);
  });
});
