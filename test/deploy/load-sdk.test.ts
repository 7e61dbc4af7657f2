import assert from 'node:assert/strict';
import { join } from 'node:path';
import { whileInFolder } from '../source/temporary.js';

const PACKAGE = '@aws-sdk/client-mq@3';
const inProject = { 'package.json': '{}', 'policies/x': '', 'inner/package.json': '{}' };

/** Where Warren may lie in a folder, where it is run, and what installs the SDK beside it there. */
const CASES: readonly (readonly [string, string, string, (folder: string) => string])[] = [
  ['a project', 'node_modules/warren', '.', () => `npm install --save-dev ${PACKAGE}`],
  ['a project', 'node_modules/warren', 'policies', () => `npm install --save-dev ${PACKAGE}`],
  [
    'a project around another',
    'node_modules/warren',
    'inner',
    (folder) => `cd ${folder} && npm install --save-dev ${PACKAGE}`,
  ],
  [
    'a project elsewhere',
    'node_modules/warren',
    '..',
    (folder) => `cd ${folder} && npm install --save-dev ${PACKAGE}`,
  ],
  ['npm, globally', 'lib/node_modules/warren', '.', () => `npm install --global ${PACKAGE}`],
  [
    'pnpm',
    'node_modules/.pnpm/warren@1.0.0/node_modules/warren',
    '.',
    () => `pnpm add --save-dev ${PACKAGE}`,
  ],
  [
    'pnpm, globally',
    'pnpm/global/5/node_modules/.pnpm/warren@1.0.0/node_modules/warren',
    '.',
    () => `pnpm add --global ${PACKAGE}`,
  ],
  ['yarn, globally', 'yarn/global/node_modules/warren', '.', () => `yarn global add ${PACKAGE}`],
  [
    'npx',
    '.npm/_npx/ab12/node_modules/warren',
    '.',
    () => `npx --package warren --package ${PACKAGE} warren deploy …`,
  ],
  ['a clone', 'warren', '.', (folder) => `npm --prefix ${join(folder, 'warren')} install`],
];

describe('the command that installs the SDK', () => {
  for (const [what, place, from, command] of CASES)
    it(`fits ${what}, in ${from}`, async () => {
      const { installCommand } = await import('#warren/deploy/load-sdk.js');
      await whileInFolder(inProject, async (folder) => {
        const told = installCommand(join(folder, place), join(folder, from));
        assert.equal(told, command(folder));
        return Promise.resolve();
      });
    });

  it('installs all that a command needs at once', async () => {
    const { installCommand } = await import('#warren/deploy/load-sdk.js');
    const wanted = {
      names: ['@aws-sdk/client-iam', '@aws-sdk/client-sts'],
      command: 'init --aws',
    };
    await whileInFolder(inProject, async (folder) => {
      const place = join(folder, 'node_modules/warren');
      assert.equal(
        installCommand(place, folder, wanted),
        'npm install --save-dev @aws-sdk/client-iam@3 @aws-sdk/client-sts@3',
      );
      assert.equal(
        installCommand(join(folder, '.npm/_npx/ab12/node_modules/warren'), folder, wanted),
        'npx --package warren --package @aws-sdk/client-iam@3 --package @aws-sdk/client-sts@3 warren init --aws …',
      );
      return Promise.resolve();
    });
  });

  it('quotes a folder that needs it', async () => {
    const { installCommand } = await import('#warren/deploy/load-sdk.js');
    assert.equal(
      installCommand("/home/me/it's mine/warren", '/'),
      "npm --prefix '/home/me/it'\\''s mine/warren' install",
    );
  });
});
