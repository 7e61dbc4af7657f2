import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { onText } from '../../diagnostics/on-brokers.js';
import { render } from '../../report/formats.js';
import { printable } from '../../report/printable.js';
import type { TestResult } from '../tests.js';
import { placeText } from './scope-line.js';

/** A line for each test, then what does not hold, with its place and example. */
export function testsText(results: readonly TestResult[], colour: boolean): string {
  const lines = results.map(({ title, place, claims, failures }) => {
    const verdict = failures.length > 0 ? 'FAILED' : 'ok    ';
    const empty = claims === 0 ? ' (claims nothing)' : '';
    return printable(`${verdict}  ${title}${empty}  ${placeText(place)}${whereOf(failures)}`);
  });
  const failures = results.flatMap((result) => result.failures);
  const details = failures.length === 0 ? '' : `\n${render('text', failures, { colour })}`;
  return `${[...lines, summary(results)].join('\n')}\n${details}`;
}

/** The brokers on which a test fails, where there are several. */
function whereOf(failures: readonly Diagnostic[]): string {
  const found = failures.flatMap(({ on }) => on ?? []);
  const [first] = found;
  if (first === undefined) return '';
  const { all } = first;
  const names = all.filter((name) => found.some((on) => on.names.includes(name)));
  return `, ${onText({ names, all })}`;
}

function summary(results: readonly TestResult[]): string {
  const failed = results.filter(({ failures }) => failures.length > 0).length;
  if (results.length === 0) return 'The policy has no tests.';
  const count = `${results.length} test${results.length === 1 ? '' : 's'}`;
  return failed === 0 ? `${count}, all hold` : `${count}, ${failed} failed`;
}
