import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';

/*
 * Runs every property from many seeds, one after the other in this one process, which loads the tests
 * once:
 *
 *   WARREN_SEEDS=1..1000 npm run test:seeds [-- test/prove/decide.test.ts …]
 *
 * Without files it takes all that have properties, those for brokers and editors aside. It tells each
 * failure with its seed, and ends with 1 if there was any.
 */

const { WARREN_SEEDS = '1..100' } = process.env;
const [, from, to] = /^(\d+)\.\.(\d+)$/.exec(WARREN_SEEDS) ?? [];
if (from === undefined || to === undefined || Number(from) > Number(to))
  throw new Error('WARREN_SEEDS is FROM..TO, such as 1..1000');

const folder = import.meta.dirname;
const given = process.argv.slice(2);
const files = given.length > 0 ? given : filesWithProperties();

/** Says nothing: failures are told with their seed. */
class Quiet extends Mocha.reporters.Base {}

const mocha = new Mocha({ timeout: 0, reporter: Quiet });
mocha.cleanReferencesAfterRun(false);
for (const file of [join(folder, 'seed.test.ts'), ...files]) mocha.addFile(file);
await mocha.loadFilesAsync();

let failures = 0;
let isFirst = true;
/** The tests that try properties; the others say the same from every seed. */
const withProperties = new Set<Mocha.Test>();
for (let seed = Number(from); seed <= Number(to); seed++) {
  await run(seed);
  if (isFirst) forEachSuite(mocha.suite, keepProperties);
  isFirst = false;
}
console.log(
  `${withProperties.size} properties in ${files.length} files, seeds ${from} to ${to}: ${failures === 0 ? 'all hold' : `${failures} failures`}`,
);
process.exitCode = failures === 0 ? 0 : 1;

function run(seed: number): Promise<void> {
  process.env['WARREN_SEED'] = String(seed);
  return new Promise((resolve) => {
    const runner = mocha.run(() => {
      resolve();
    });
    runner.on('test', (test) => {
      if (isFirst) test.once('property', () => withProperties.add(test));
    });
    runner.on('fail', (test, error: unknown) => {
      failures += 1;
      const message = error instanceof Error ? error.message : String(error);
      console.log(`seed ${seed}: ${test.fullTitle()}\n${message}\n`);
    });
  });
}

function keepProperties(suite: Mocha.Suite): void {
  suite.tests = suite.tests.filter((test) => withProperties.has(test));
}

function forEachSuite(suite: Mocha.Suite, visit: (suite: Mocha.Suite) => void): void {
  visit(suite);
  for (const inner of suite.suites) forEachSuite(inner, visit);
}

function filesWithProperties(): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts') && !/^(?:broker|editors)[\\/]/.test(path))
    .map((path) => join(folder, path))
    .filter((path) => readFileSync(path, 'utf8').includes("'fast-check'"));
}
