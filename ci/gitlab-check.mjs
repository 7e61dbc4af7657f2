// Checks the policy for GitLab CI: the text in the log, and reports as JUnit XML and of code quality.
import { writeFileSync } from 'node:fs';
import { codeQuality } from './lib/gitlab.mjs';
import { pathSetting, setting, warren } from './lib/program.mjs';
import { main, Trouble } from './lib/trouble.mjs';

await main(async () => {
  const path = pathSetting('WARREN_PATH') ?? '.';
  const warnings = setting('WARREN_MAX_WARNINGS');
  const more = warnings === undefined ? [] : [`--max-warnings=${warnings}`];
  const told = warren(['check', ...more, '--', path]);
  process.stdout.write(told.stdout);
  if (told.status === 2)
    throw new Trouble(
      told.stderr
        .trim()
        .split('\n')[0]
        ?.replace(/^warren: /, '') ?? '',
    );
  process.stderr.write(told.stderr);
  writeFileSync('warren-junit.xml', warren(['check', '--format=junit', '--', path]).stdout);
  const json = warren(['check', '--format=json', '--', path]).stdout;
  writeFileSync('warren-code-quality.json', codeQuality(json));
  return told.status;
});
