import { chosenSeverities, configKeys } from '../../source/config.js';
import { error } from '../define.js';
import { didYouMean } from '../nearest.js';

/** What can be wrong with a `warren.yaml`. */
export const configDiagnostics = {
  badConfig: error('bad-config', ({ reason }: { reason: string }) => reason),
  unknownConfigKey: error(
    'unknown-config-key',
    ({ key, nearest }: { key: string; nearest: string | undefined }) =>
      `There is no setting \`${key}\`; there are ${quoted(configKeys)}.${didYouMean(nearest)}`,
  ),
  duplicateConfigKey: error(
    'duplicate-config-key',
    ({ key }: { key: string }) => `\`${key}\` stands twice.`,
  ),
  unknownSeverity: error('unknown-severity', ({ code, value, nearest }: UnknownSeverity) => {
    const known = `there are ${quoted(chosenSeverities)}.${didYouMean(nearest)}`;
    return value === ''
      ? `\`${code}\` is given no severity; ${known}`
      : `\`${value}\` is no severity for \`${code}\`; ${known}`;
  }),
  unknownSeverityCode: error(
    'unknown-severity-code',
    ({ code, nearest }: { code: string; nearest: string | undefined }) =>
      `No diagnostic has the code \`${code}\`.${didYouMean(nearest)}`,
  ),
  fixedSeverity: error(
    'fixed-severity',
    ({ code, severity }: { code: string; severity: string }) =>
      `\`${code}\` is an error of the language and cannot be \`${severity}\`: a policy that has it cannot be relied on. Remove the line.`,
  ),
};

interface UnknownSeverity {
  readonly code: string;
  /** Empty where none is given. */
  readonly value: string;
  readonly nearest: string | undefined;
}

function quoted(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(', ');
}
