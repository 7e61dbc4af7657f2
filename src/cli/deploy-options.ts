import type { Options } from './command.js';
import { UsageError } from './io.js';
import { readArguments, type Arguments } from './options.js';
import { parseEndpoint } from '../verify/amqp/endpoint.js';

/** What a command line of `deploy` asks for. */
export interface DeployOptions {
  readonly paths: readonly string[];
  /** A broker's name; of a rollback also its id, `b-…`. */
  readonly broker: string;
  readonly dryRun: boolean;
  readonly noNewAccess: boolean;
  readonly reboot: boolean;
  readonly yes: boolean;
  /** Whether what else waits for the next reboot may come with it. */
  readonly yesPending: boolean;
  /** Whether lines that somebody else wrote may go. */
  readonly yesDrop: boolean;
  /** Whether an issuer of which nothing is known may be deployed. */
  readonly yesIssuer: boolean;
  /** Undefined where the policy is deployed. */
  readonly rollback: { readonly to: number | undefined } | undefined;
  /** Whether a role signs in once the broker runs with it. */
  readonly verify: boolean;
  /** Where and by what it does; each undefined where it is to be found out. */
  readonly amqp: string | undefined;
  readonly token: string | undefined;
  readonly ca: string | undefined;
  readonly profile: string | undefined;
  readonly region: string | undefined;
  /** In milliseconds. */
  readonly pace: { readonly every: number; readonly most: number };
  /** For one call to AWS, in milliseconds. */
  readonly timeout: number;
}

/** The options of `deploy`. */
export const deployOptionNames: Options = {
  broker: 'text',
  'dry-run': 'nothing',
  'no-new-access': 'nothing',
  reboot: 'nothing',
  yes: 'nothing',
  'yes-pending': 'nothing',
  'yes-drop': 'nothing',
  'yes-issuer': 'nothing',
  verify: 'nothing',
  amqp: 'text',
  token: 'file',
  ca: 'file',
  rollback: 'nothing',
  to: 'text',
  profile: 'text',
  region: 'text',
  wait: 'text',
  poll: 'text',
  timeout: 'text',
};

/**
 * Reads the arguments of `deploy`.
 *
 * @throws UsageError for a command line that does not make sense
 */
export function deployOptions(args: readonly string[]): DeployOptions {
  const { values, flags, positionals } = readArguments(args, deployOptionNames);
  const { broker, profile, region, to } = values;
  if (broker === undefined || broker === '') throw new UsageError('deploy needs --broker B');
  if (to !== undefined && !flags.has('rollback'))
    throw new UsageError('--to is the revision of a --rollback');
  checkVerify(values, flags);
  return {
    paths: positionals,
    broker,
    dryRun: flags.has('dry-run'),
    noNewAccess: flags.has('no-new-access'),
    reboot: flags.has('reboot'),
    yes: flags.has('yes'),
    yesPending: flags.has('yes-pending'),
    yesDrop: flags.has('yes-drop'),
    yesIssuer: flags.has('yes-issuer'),
    rollback: flags.has('rollback')
      ? { to: to === undefined ? undefined : revision(to) }
      : undefined,
    verify: flags.has('verify'),
    amqp: values['amqp'],
    token: values['token'],
    ca: values['ca'],
    profile: given('profile', profile),
    region: given('region', region),
    pace: {
      every: 1_000 * positive('poll', values['poll'] ?? '10'),
      most: 60_000 * positive('wait', values['wait'] ?? '60'),
    },
    timeout: 1_000 * positive('timeout', values['timeout'] ?? '60'),
  };
}

/** A sign-in is tried once the broker runs with what was deployed. */
function checkVerify(values: Arguments['values'], flags: Arguments['flags']): void {
  for (const name of ['amqp', 'token', 'ca']) {
    const value = given(name, values[name]);
    if (value !== undefined && !flags.has('verify'))
      throw new UsageError(`--${name} goes with --verify`);
  }
  const { amqp } = values;
  const read = amqp === undefined ? undefined : parseEndpoint(amqp);
  if (read?.ok === false) throw new UsageError(`--amqp: ${read.reason}`);
  if (!flags.has('verify')) return;
  const other = ['dry-run', 'rollback'].find((name) => flags.has(name));
  if (other !== undefined) throw new UsageError(`--verify does not go with --${other}`);
  if (!flags.has('reboot'))
    throw new UsageError(
      '--verify goes with --reboot: before, the broker runs with something else',
    );
}

function positive(name: string, text: string): number {
  const number = /^\d+(\.\d+)?$/.test(text) ? Number(text) : 0;
  if (number > 0 && number <= 1_440) return number;
  throw new UsageError(`--${name} takes a number above 0 and up to 1440, not '${text}'`);
}

function revision(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new UsageError(`--to takes the number of a revision, such as 7, not '${text}'`);
}

/** An option that is given empty comes of a variable that is not set. */
function given(name: string, text: string | undefined): string | undefined {
  if (text === '') throw new UsageError(`--${name} is empty`);
  return text;
}
