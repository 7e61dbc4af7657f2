import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import type { Context } from 'mocha';
import { inFolder } from '../source/temporary.js';

/** A mount namespace, so that no mount outlives its test; whoever is not root needs a user namespace. */
const unshare = process.geteuid?.() === 0 ? ['-m'] : ['-U', '-r', '-m'];

/** Runs a shell script with the arguments `$0`, `$1`, … where it may mount file systems. */
function runWithMounts(script: string, ...args: readonly string[]): ReturnType<typeof run> {
  return run('unshare', [...unshare, 'sh', '-c', script, ...args]);
}

function run(command: string, args: readonly string[]): { status: number | null; text: string } {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  return { status, text: error === undefined ? stdout + stderr : error.message };
}

/** Skips a test loudly where nothing can be mounted; where `CI` is set that is a failure. */
function needMounts(test: Context): void {
  const { status, text } = runWithMounts('mount -t tmpfs none /mnt');
  if (status === 0) return;
  const reason = `no small file system can be mounted here: ${text.trim()}`;
  if (process.env['CI'] !== undefined) assert.fail(reason);
  console.warn(`SKIPPED, the output on a full or read-only disk: ${reason}`);
  test.skip();
}

const troubles: readonly (readonly [trouble: string, reason: string])[] = [
  ['full', 'no space is left on the device'],
  ['read-only', 'the file system is read-only'],
];

describe('writing the output to a bad disk', () => {
  for (const [trouble, reason] of troubles)
    it(`says that it is ${trouble} and leaves everything as it was`, function () {
      needMounts(this);
      inFolder({}, (out) => {
        const script = new URL('on-mount.ts', import.meta.url).pathname;
        const { text } = runWithMounts(
          'mount -t tmpfs -o size=64k none "$0" && exec "$1" --import tsx "$2" "$0" "$3"',
          out,
          process.execPath,
          script,
          trouble,
        );
        assert.deepEqual(JSON.parse(text), {
          first: { ok: true, written: ['a/rabbitmq.conf', 'a/manifest.json'] },
          second: { ok: false, message: `${out} cannot be written: ${reason}` },
          same: true,
        });
      });
    });
});
