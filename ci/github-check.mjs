// Checks the policy for GitHub Actions: annotations in the log, and a SARIF file for code scanning.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { log, output, remark } from './lib/github.mjs';
import { isOn, pathSetting, setting, warren } from './lib/program.mjs';
import { main, Trouble } from './lib/trouble.mjs';

await main(
  async () => {
    const path = pathSetting('WARREN_PATH') ?? '.';
    const warnings = setting('WARREN_MAX_WARNINGS');
    const more = warnings === undefined ? [] : [`--max-warnings=${warnings}`];
    const told = warren(['check', '--format=github', ...more, '--', path]);
    process.stdout.write(told.stdout);
    if (told.status === 2)
      throw new Trouble(
        told.stderr
          .trim()
          .split('\n')[0]
          ?.replace(/^warren: /, '') ?? '',
      );
    if (told.stderr !== '') log(told.stderr);
    const folder = mkdtempSync(join(setting('RUNNER_TEMP') ?? tmpdir(), 'warren-'));
    const sarif = join(folder, 'warren.sarif');
    writeFileSync(sarif, warren(['check', '--format=sarif', ...more, '--', path]).stdout);
    output('sarif', sarif);
    if (!isOn('WARREN_FMT', false)) return told.status;
    const laid = warren(['fmt', '--check', '--', path]);
    for (const file of laid.stdout.split('\n').filter((name) => name !== ''))
      console.log(remark('error', `${file} has not the layout of warren fmt`));
    return Math.max(told.status, laid.status);
  },
  (line) => remark('error', line),
);
