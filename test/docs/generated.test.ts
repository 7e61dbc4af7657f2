import assert from 'node:assert/strict';
import { commands } from '#warren/cli/commands.js';
import { schemasPage } from '../../site/schemas/page.js';
import { cliPage, COMMON } from './cli-page.js';
import { assertGenerated } from './generated.js';
import { readPage } from './markdown.js';
import { partsOf } from './usage.js';

describe('pages that are made', () => {
  it('docs/cli.md of what the commands say of themselves, with what they write', async () => {
    await assertGenerated('docs/cli.md', await cliPage());
  });

  it('docs/schemas.md of the documents that there are', async () => {
    await assertGenerated('docs/schemas.md', schemasPage());
  });

  it('tell something of every option', async () => {
    const untold: string[] = [];
    for (const [name, { load }] of commands) {
      const { options, usage } = await load();
      const told = new Set([...partsOf(usage).options.keys(), ...Object.keys(COMMON)]);
      for (const option of Object.keys(options))
        if (!told.has(option)) untold.push(`${name} --${option}`);
    }
    assert.deepEqual(untold, []);
    assert.ok(readPage('docs/cli.md').includes('| `--no-new-access` |'));
  });
});
