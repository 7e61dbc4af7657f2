import {
  configKeys,
  chosenSeverities,
  type ChosenSeverity,
  type Config,
} from '../source/config.js';
import { configDiagnostics as catalog } from './catalog/config.js';
import { correction } from './correction.js';
import type { Diagnostic } from './diagnostic.js';
import { nearest } from './nearest.js';
import { definitions, formerCodes } from './registry.js';
import type { Reporter } from './reporter.js';
import { withoutUnread } from './unread-config.js';
import { reportTextProblem } from './text-problems.js';

/** What other programs take for a severity; YAML 1.1 reads `off` as `false`. */
const HABITS: Readonly<Record<string, ChosenSeverity>> = {
  ...{ false: 'off', no: 'off', none: 'off', never: 'off', ignore: 'off', disabled: 'off' },
  ...{ warn: 'warning', err: 'error', fatal: 'error', '0': 'off', '1': 'warning', '2': 'error' },
};

/** How grave the codes are that a `warren.yaml` names. */
export type Severities = ReadonlyMap<string, ChosenSeverity>;

/** Reports what is wrong with a `warren.yaml`. */
export function reportConfig(
  { textProblems, problems, severities }: Config,
  reporter: Reporter,
): void {
  for (const problem of textProblems) reportTextProblem(problem, reporter);
  for (const problem of problems) {
    const { place } = problem;
    switch (problem.kind) {
      case 'key':
        if (problem.isTwice) reporter.report(catalog.duplicateConfigKey, place, problem);
        else {
          const near = nearest(problem.key, configKeys);
          const particulars = { key: problem.key, nearest: near };
          reporter.report(catalog.unknownConfigKey, place, particulars, correction(place, near));
        }
        break;
      case 'severity': {
        const { code, value } = problem;
        if (definitions.get(code)?.severity === 'error') {
          reporter.report(catalog.fixedSeverity, place, { code, severity: value });
          break;
        }
        const near = HABITS[value.toLowerCase()] ?? nearest(value, chosenSeverities);
        const particulars = { code, value, nearest: near };
        reporter.report(catalog.unknownSeverity, place, particulars, correction(place, near));
        break;
      }
      case 'value':
        reporter.report(catalog.badConfig, place, problem);
        break;
    }
  }
  for (const { code, place, severity, severityPlace } of severities) {
    const definition = definitions.get(code);
    if (definition === undefined) {
      const near = formerCodes.get(code) ?? nearest(code, definitions.keys());
      const particulars = { code, nearest: near };
      reporter.report(catalog.unknownSeverityCode, place, particulars, correction(place, near));
    } else if (definition.severity === 'error' && severity !== 'error')
      reporter.report(catalog.fixedSeverity, severityPlace, { code, severity });
  }
}

/** The severities that a `warren.yaml` chooses and may choose. */
function chosen({ severities }: Config): Severities {
  return new Map(
    severities
      .filter(({ code }) => definitions.get(code)?.severity !== 'error')
      .map(({ code, severity }) => [code, severity]),
  );
}

/**
 * Diagnostics with the severities that a `warren.yaml` chooses, without those that it turns off, and without
 * those that hang on what of it could not be read.
 */
export function asChosen(
  diagnostics: readonly Diagnostic[],
  config: Config | undefined,
): readonly Diagnostic[] {
  if (config === undefined) return diagnostics;
  const told = withoutUnread(diagnostics, config);
  if (config.severities.length === 0) return told;
  const by = chosen(config);
  return told.flatMap((diagnostic) => {
    const severity = by.get(diagnostic.code);
    // What was found as an error stays one, also where the code is a warning's.
    if (severity === undefined || diagnostic.severity === 'error') return [diagnostic];
    return severity === 'off' ? [] : [{ ...diagnostic, severity }];
  });
}
