import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SUITES, treeOf, versionOf } from '../../bed/tree.js';

const FETCH = join(import.meta.dirname, '../../bed/fetch.sh');

describe('fetching RabbitMQ', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fetch-'));
    await chmod(folder, 0o755);
  });
  afterEach(() => rm(folder, { recursive: true }));

  const fetch = (command: string[], path = ''): Promise<{ stdout: string }> => {
    const [program = FETCH, ...args] = command;
    const env = { WARREN_BROKER_CACHE: folder, PATH: `${path}${process.env['PATH'] ?? ''}` };
    return promisify(execFile)(program, args, { env });
  };

  for (const suite of SUITES)
    it(`has a tree of ${suite}`, async () => {
      assert.match(
        await versionOf(await treeOf(suite)),
        suite === 'trixie' ? /^4\.0\./ : /^4\.3\./,
      );
    });

  it('uses a tree that is there', async () => {
    await mkdir(join(folder, 'trixie'));
    const { stdout } = await fetch([FETCH, 'trixie']);
    assert.equal(stdout, `${folder}/trixie\n`);
  });

  it('knows no other suite', async () => {
    await assert.rejects(fetch([FETCH, 'bookworm']), /usage: fetch\.sh trixie\|forky/);
  });

  it('leaves nothing that counts as a tree when the network fails', async () => {
    await mkdir(join(folder, 'bin'));
    await writeFile(join(folder, 'bin/apt-get'), '#!/bin/sh\nexit 100\n', { mode: 0o755 });
    const failing = fetch([FETCH, 'trixie'], `${folder}/bin:`);
    await assert.rejects(failing, /Debian trixie could not be fetched: is there a network\?/);
    assert.deepEqual((await readdir(folder)).sort(), ['bin', 'trixie.lock']);
  });

  it('says that it must be root', async () => {
    const asNobody = ['setpriv', '--reuid=65534', '--clear-groups', 'bash', FETCH, 'trixie'];
    await assert.rejects(fetch(asNobody), /must run as root/);
  });
});
