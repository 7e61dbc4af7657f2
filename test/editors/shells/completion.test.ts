import assert from 'node:assert/strict';
import { commands } from '#warren/cli/commands.js';
import { formats } from '#warren/report/formats.js';
import { definitions } from '#warren/diagnostics/registry.js';
import { whileInFolder } from '../../source/temporary.js';
import { completionIn, shells, type Offers } from './shells.js';

const tree = { 'orders.warren': '', 'roles/of all.warren': '' };

const codes = [...definitions.keys()];

/** What is typed, and what is offered then. */
const cases: Readonly<Record<string, readonly string[]>> = {
  'warren ': [...commands.keys()],
  'warren com': ['compile', 'completion'],
  'warren --': ['--help', '--version'],
  'warren check --f': ['--fix', '--format'],
  'warren check orders.warren --max': ['--max-warnings'],
  'warren check --format ': formats,
  'warren check --format s': ['sarif'],
  'warren check --format=j': ['json', 'junit'],
  'warren check --max-warnings ': [],
  'warren check ': ['orders.warren', 'roles'],
  'warren check --all o': ['orders.warren'],
  'warren compile --out ': ['roles'],
  'warren completion ': ['bash', 'fish', 'zsh'],
  'warren help com': ['compile', 'completion'],
  'warren help unknown-': codes.filter((code) => code.startsWith('unknown-')),
  // The command is the first word alone.
  'warren help check --watch': [],
  'warren check help --wat': ['--watch'],
  'warren nonsense ': [],
};

for (const shell of shells)
  describe(`completion in ${shell}`, () => {
    let offers: Offers;
    before(async function () {
      this.timeout(300_000);
      offers = await completionIn(shell);
    });

    for (const [line, offered] of Object.entries(cases))
      it(`of \`${line}\``, () =>
        whileInFolder(tree, async (folder) => {
          assert.deepEqual(await offers(folder, line), [...offered].sort());
        }));

    it('knows every option of every command', () =>
      whileInFolder(tree, async (folder) => {
        for (const [command, { load }] of commands) {
          const { options } = await load();
          const names = Object.keys(options).map((option) => `--${option}`);
          const found = await offers(folder, `warren ${command} --`);
          const everywhere = ['--help', '--no-color', '--quiet', '--version'];
          assert.deepEqual(found, [...new Set([...names, ...everywhere])].sort(), command);
        }
      }));
  });
