import {
  byteOrderMark,
  fileTooLarge,
  invalidUtf8,
  notUtf8Text,
  nulCharacter,
} from '../diagnostics/catalog/text.js';
import type { Reporter } from '../diagnostics/reporter.js';
import type { Source } from '../source/source.js';
import type { TextProblem } from '../source/text-problem.js';

/** Reports flaws in the bytes of files. Answers the files whose text is not what was meant. */
export function reportTextProblems(
  problems: readonly TextProblem[],
  reporter: Reporter,
): ReadonlySet<Source> {
  for (const problem of problems) report(problem, reporter);
  const fatal = problems.filter(({ kind }) => kind !== 'byte-order-mark');
  return new Set(fatal.map(({ place }) => place.source));
}

function report(problem: TextProblem, reporter: Reporter): void {
  switch (problem.kind) {
    case 'invalid-utf8':
      reporter.report(invalidUtf8, problem.place, problem);
      return;
    case 'nul-character':
      reporter.report(nulCharacter, problem.place, {});
      return;
    case 'byte-order-mark':
      reporter.report(byteOrderMark, problem.place, {});
      return;
    case 'not-utf8-text':
      reporter.report(notUtf8Text, problem.place, problem);
      return;
    case 'file-too-large':
      reporter.report(fileTooLarge, problem.place, problem);
  }
}
