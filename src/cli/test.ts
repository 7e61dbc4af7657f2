import { runTests, type TestResult } from '../program/tests.js';
import { render, type Format } from '../report/formats.js';
import { toJson } from '../report/json.js';
import { printable } from '../report/printable.js';
import { exit, type Io, type Output } from './io.js';
import { load } from './load.js';
import { formatOption, readArguments } from './options.js';
import { placeText } from './scope-line.js';
import { testsJunit } from './tests-junit.js';

export const testUsage = `warren test [PATH…] [--format text|json|sarif|github|junit]

Runs the tests of a policy, for each broker that they count for, and nothing else: \`never\` outside
of tests is proved by \`warren check\`. PATH is a folder or file, by default the current folder.

Exit code: 0 where every test holds, 1 where one fails or the policy has errors, 2 for wrong usage or
unreadable input.
`;

/** `warren test`: a report of every test on standard output. */
export function test(args: readonly string[], io: Io): number {
  const options = readArguments(args, ['format']);
  const format = formatOption(options);
  const run = runTests(load(options.positionals, io));
  if (!run.ok) {
    io.out.write(render(format, run.diagnostics, io.out));
    if (format === 'text') io.err.write('The policy has errors, so no test was run.\n');
    return exit.failed;
  }
  io.out.write(report(run.results, format, io.out));
  return run.results.every(({ failures }) => failures.length === 0) ? exit.ok : exit.failed;
}

function report(results: readonly TestResult[], format: Format, out: Output): string {
  switch (format) {
    case 'text':
      return textReport(results, out);
    case 'json':
      return jsonReport(results);
    case 'junit':
      return testsJunit(results);
    case 'sarif':
    case 'github':
      return render(
        format,
        results.flatMap(({ failures }) => failures),
        out,
      );
  }
}

/** A line for each test, then what does not hold, with its place and example. */
function textReport(results: readonly TestResult[], out: Output): string {
  const lines = results.map(({ title, place, claims, failures }) => {
    const verdict = failures.length > 0 ? 'FAILED' : 'ok    ';
    const empty = claims === 0 ? ' (claims nothing)' : '';
    return printable(`${verdict}  ${title}${empty}  ${placeText(place)}`);
  });
  const failures = results.flatMap((result) => result.failures);
  const details = failures.length === 0 ? '' : `\n${render('text', failures, out)}`;
  return `${[...lines, summary(results)].join('\n')}\n${details}`;
}

function summary(results: readonly TestResult[]): string {
  const failed = results.filter(({ failures }) => failures.length > 0).length;
  if (results.length === 0) return 'The policy has no tests.';
  const count = `${results.length} test${results.length === 1 ? '' : 's'}`;
  return failed === 0 ? `${count}, all hold` : `${count}, ${failed} failed`;
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
  return `${JSON.stringify({ tests, passed: tests.length - failed, failed }, null, 2)}\n`;
}
