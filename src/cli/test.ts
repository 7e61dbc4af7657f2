import { runTests, type TestResult } from '../program/tests.js';
import { formats, render, type Format } from '../report/formats.js';
import { toJson } from '../report/json.js';
import type { Command } from './command.js';
import { exit, type Io, type Output } from './io.js';
import { load } from './load.js';
import { formatOption, readArguments } from './options.js';
import { testsText } from '../program/text/tests-text.js';
import { testsJunit } from './tests-junit.js';
import { jsonText } from '../report/json-text.js';

const usage = `warren test [PATH…] [--format text|json|sarif|github|junit]

Runs the tests of a policy, for each broker that they count for, and nothing else: \`never\` outside
of tests is proved by \`warren check\`. PATH is a folder or file, by default the current folder.

Exit code: 0 where every test holds, 1 where one fails or the policy has errors, 2 for wrong usage or
unreadable input.
`;

/** `warren test`. */
export const command: Command = { usage, options: { format: formats }, takes: 'files', run: test };

/** `warren test`: a report of every test on standard output. */
function test(args: readonly string[], io: Io): number {
  const options = readArguments(args, command.options);
  const format = formatOption(options);
  const run = runTests(load(options.positionals, io));
  if (!run.ok) {
    io.out.write(render(format, run.diagnostics, io.out));
    if (format === 'text') io.err.write('The policy has errors, so no test was run.\n');
    return exit.failed;
  }
  const failed = run.results.filter(({ failures }) => failures.length > 0);
  if (!io.quiet) io.out.write(report(run.results, format, io.out));
  else if (failed.length > 0 || format !== 'text') io.out.write(report(failed, format, io.out));
  return failed.length === 0 ? exit.ok : exit.failed;
}

function report(results: readonly TestResult[], format: Format, out: Output): string {
  switch (format) {
    case 'text':
      return testsText(results, out.colour);
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
