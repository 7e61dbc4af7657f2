import { UsageError } from './io.js';
import { readArguments } from './options.js';

/** What a command line of `deploy` asks for. */
export interface DeployOptions {
  readonly paths: readonly string[];
  readonly broker: string;
  readonly dryRun: boolean;
  readonly noNewAccess: boolean;
  readonly reboot: boolean;
  readonly yes: boolean;
  readonly profile: string | undefined;
  readonly region: string | undefined;
  /** In milliseconds. */
  readonly pace: { readonly every: number; readonly most: number };
}

/**
 * Reads the arguments of `deploy`.
 *
 * @throws UsageError for a command line that does not make sense
 */
export function deployOptions(args: readonly string[]): DeployOptions {
  const { values, flags, positionals } = readArguments(
    args,
    ['broker', 'profile', 'region', 'wait', 'poll'],
    ['dry-run', 'no-new-access', 'reboot', 'yes'],
  );
  const { broker, profile, region } = values;
  if (broker === undefined || broker === '') throw new UsageError('deploy needs --broker B');
  return {
    paths: positionals,
    broker,
    dryRun: flags.has('dry-run'),
    noNewAccess: flags.has('no-new-access'),
    reboot: flags.has('reboot'),
    yes: flags.has('yes'),
    profile,
    region,
    pace: {
      every: 1_000 * positive('poll', values['poll'] ?? '10'),
      most: 60_000 * positive('wait', values['wait'] ?? '60'),
    },
  };
}

function positive(name: string, text: string): number {
  const number = /^\d+(\.\d+)?$/.test(text) ? Number(text) : 0;
  if (number > 0 && number <= 1_440) return number;
  throw new UsageError(`--${name} takes a number above 0 and up to 1440, not '${text}'`);
}
