import type { TextProblem } from '../source/text-problem.js';
import { textDiagnostics as text } from './catalog/text.js';
import type { Diagnostic } from './diagnostic.js';
import { Reporter } from './reporter.js';

/** Reports a flaw in the bytes of a policy file as a diagnostic. */
export function reportTextProblem(problem: TextProblem, reporter: Reporter): void {
  const { place } = problem;
  switch (problem.kind) {
    case 'invalid-utf8':
      reporter.report(text.invalidUtf8, place, problem);
      break;
    case 'nul-character':
      reporter.report(text.nulCharacter, place, problem);
      break;
    case 'byte-order-mark':
      reporter.report(text.byteOrderMark, place, problem);
      break;
    case 'not-utf8-text':
      reporter.report(text.notUtf8Text, place, problem);
      break;
    case 'file-too-large':
      reporter.report(text.fileTooLarge, place, problem);
      break;
  }
}

/** The flaws in the bytes of policy files as diagnostics, in their order. */
export function textDiagnosticsOf(problems: readonly TextProblem[]): readonly Diagnostic[] {
  const reporter = new Reporter();
  for (const problem of problems) reportTextProblem(problem, reporter);
  return reporter.diagnostics;
}
