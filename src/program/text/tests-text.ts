import { render } from '../../report/formats.js';
import { printable } from '../../report/printable.js';
import type { TestResult } from '../tests.js';
import { placeText } from './scope-line.js';

/** A line for each test, then what does not hold, with its place and example. */
export function testsText(results: readonly TestResult[], colour: boolean): string {
  const lines = results.map(({ title, place, claims, failures }) => {
    const verdict = failures.length > 0 ? 'FAILED' : 'ok    ';
    const empty = claims === 0 ? ' (claims nothing)' : '';
    return printable(`${verdict}  ${title}${empty}  ${placeText(place)}`);
  });
  const failures = results.flatMap((result) => result.failures);
  const details = failures.length === 0 ? '' : `\n${render('text', failures, { colour })}`;
  return `${[...lines, summary(results)].join('\n')}\n${details}`;
}

function summary(results: readonly TestResult[]): string {
  const failed = results.filter(({ failures }) => failures.length > 0).length;
  if (results.length === 0) return 'The policy has no tests.';
  const count = `${results.length} test${results.length === 1 ? '' : 's'}`;
  return failed === 0 ? `${count}, all hold` : `${count}, ${failed} failed`;
}
