import { runTests, type TestResult } from '../program/tests.js';
import { formats, render, type Format } from '../report/formats.js';
import { toJson } from '../report/json.js';
import type { Command } from './command.js';
import { exit, type Io, type Output } from './io.js';
import { loadAll } from './load.js';
import { formatOption, readArguments } from './options.js';
import { testsText } from '../program/text/tests-text.js';
import { renderJunit, type LookedAtClaim } from '../report/junit.js';
import { jsonText } from '../report/json-text.js';
import { tell } from './verdict.js';

const usage = `warren test [PATH…] [--format text|json|sarif|github|junit]

Runs the tests of a policy, for each broker that they count for, and nothing else: \`never\` outside
of tests is proved by \`warren check\`. PATH is a folder or file, by default the current folder; of a
part of a policy the tests in it are run.

Exit code: 0 where every test holds, 1 where one fails or a policy has errors, 2 for wrong usage or
unreadable input.
`;

/** `warren test`. */
export const command: Command = { usage, options: { format: formats }, takes: 'files', run: test };

/** `warren test`: a report of every test on standard output. */
function test(args: readonly string[], io: Io): number {
  const options = readArguments(args, command.options);
  const format = formatOption(options, formats);
  const begun = performance.now();
  const runs = loadAll(options.positionals, io).map(runTests);
  const faulty = runs.flatMap((run) => (run.ok ? [] : run.diagnostics));
  if (faulty.length > 0) {
    tell(faulty, format, io);
    if (format === 'text') io.err.write('The policy has errors, so no test was run.\n');
    return exit.failed;
  }
  const sound = runs.filter((run) => run.ok);
  const results = sound.flatMap((run) => run.results);
  const failed = results.filter(({ failures }) => failures.length > 0);
  const told = io.quiet === true ? failed : results;
  const files = sound.flatMap((run) => run.files);
  const seconds = (performance.now() - begun) / 1000;
  if (io.quiet !== true || failed.length > 0 || format !== 'text')
    io.out.write(
      format === 'junit' ? junit(results, files, seconds) : report(told, format, io.out),
    );
  return failed.length === 0 ? exit.ok : exit.failed;
}

function report(
  results: readonly TestResult[],
  format: Exclude<Format, 'junit'>,
  out: Output,
): string {
  switch (format) {
    case 'text':
      return testsText(results, out.colour);
    case 'json':
      return jsonReport(results);
    case 'sarif':
    case 'github':
      return render(
        format,
        results.flatMap(({ failures }) => failures),
        out,
      );
  }
}

/** JUnit XML of tests: a suite for each file, a case for each claim of a test. */
function junit(results: readonly TestResult[], files: readonly string[], seconds: number): string {
  const claims = results.flatMap(({ title, place, proved }): readonly LookedAtClaim[] =>
    proved.length > 0 ? proved : [{ what: 'claims nothing', test: { title }, place, seconds: 0 }],
  );
  const failures = results.flatMap((result) => result.failures);
  return renderJunit(failures, { files, claims, seconds, nothing: 'no tests' });
}

function jsonReport(results: readonly TestResult[]): string {
  const tests = results.map(({ title, place, claims, failures }) => ({
    title,
    file: place.source.name,
    ...place.source.position(place.range.start),
    ok: failures.length === 0,
    claims,
    failures: failures.map(toJson),
  }));
  const failed = tests.filter(({ ok }) => !ok).length;
  return `${jsonText({ tests, passed: tests.length - failed, failed }, 2)}\n`;
}
