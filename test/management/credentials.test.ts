import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { passwordIn, tokenIn } from '#warren/management/credentials.js';
import { readSecretFile } from '#warren/management/secret-file.js';
import { whileInFolder } from '../source/temporary.js';

describe('a file with a secret', () => {
  const read = (content: string, secretIn = passwordIn) =>
    whileInFolder({ secret: content }, (folder) => readSecretFile('secret', folder, secretIn));

  it('gives a password without the line break at its end', async () => {
    assert.deepEqual(await read(' p w \r\n'), { ok: true, secret: ' p w ' });
  });

  it('gives a token without blanks around', async () => {
    assert.deepEqual(await read('\n a.b-c_d== \n', tokenIn), { ok: true, secret: 'a.b-c_d==' });
  });

  const wrong: readonly (readonly [string, string, typeof tokenIn, RegExp])[] = [
    ['is empty', '\n', passwordIn, /^secret is empty$/],
    ['has more lines', 'never-shown\nx', passwordIn, /more than one line/],
    ['is an empty token', ' \n', tokenIn, /is empty/],
    [
      'is the answer of AWS',
      '{"WebIdentityToken": "never-shown"}',
      tokenIn,
      /holds JSON, not a token; .*--query/,
    ],
    ['is no token', 'never!shown', tokenIn, /characters that no token has/],
    ['is several', 'never\nshown', tokenIn, /more than a token/],
    ['is too large', 'x'.repeat(100_000), tokenIn, /too large/],
  ];
  for (const [title, content, secretIn, reason] of wrong)
    it(`is refused where it ${title}`, async () => {
      const found = await read(content, secretIn);
      assert.ok(!found.ok);
      assert.match(found.reason, reason);
      assert.doesNotMatch(found.reason, /never.shown/);
    });

  it('is refused where it is not there, or is a folder', async () => {
    await whileInFolder({ 'folder/x': '' }, async (folder) => {
      assert.deepEqual(await readSecretFile('no', folder, passwordIn), {
        ok: false,
        reason: 'no cannot be read: it does not exist',
      });
      assert.deepEqual(await readSecretFile('folder', folder, passwordIn), {
        ok: false,
        reason: 'folder cannot be read: it is a folder',
      });
    });
  });

  it('may be a pipe that is written to late', async () => {
    await whileInFolder({}, async (folder) => {
      execFileSync('mkfifo', [join(folder, 'pipe')]);
      const writer = openSync(join(folder, 'pipe'), 'r+');
      const found = readSecretFile('pipe', folder, passwordIn);
      await setImmediate();
      writeSync(writer, 'late');
      closeSync(writer);
      assert.deepEqual(await found, { ok: true, secret: 'late' });
    });
  });
});
