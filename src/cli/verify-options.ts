import { parseEndpoint, type Endpoint } from '../verify/amqp/endpoint.js';
import { brokerApiOptions } from './broker-api.js';
import type { Options } from './command.js';
import { UsageError } from './io.js';
import { readArguments } from './options.js';

/** What a command line of `verify` asks for. */
export interface VerifyOptions {
  readonly paths: readonly string[];
  /** The broker's name in the policy. */
  readonly broker: string;
  /** The URL of the management API. */
  readonly api: string | undefined;
  readonly amqp: Endpoint | undefined;
  /** A file with a token; undefined where STS is asked for one, or none is needed. */
  readonly token: string | undefined;
  readonly profile: string | undefined;
  readonly region: string | undefined;
  /** Whether every name is listed. */
  readonly all: boolean;
  readonly format: 'text' | 'json';
  /** The options about the management API, as they are given. */
  readonly values: Readonly<Record<string, string | undefined>>;
}

/** The options of `verify`. */
export const verifyOptionNames: Options = {
  broker: 'text',
  api: 'text',
  amqp: 'text',
  ...brokerApiOptions,
  profile: 'text',
  region: 'text',
  all: 'nothing',
  format: ['text', 'json'],
};

/**
 * Reads the arguments of `verify`.
 *
 * @throws UsageError for a command line that does not make sense
 */
export function verifyOptions(args: readonly string[]): VerifyOptions {
  const { values, flags, positionals } = readArguments(args, verifyOptionNames);
  const { broker, api, amqp, format = 'text' } = values;
  const empty = Object.entries(values).find(([, value]) => value === '');
  if (empty !== undefined) throw new UsageError(`--${empty[0]} is empty`);
  if (broker === undefined) throw new UsageError('verify needs --broker B');
  if (api === undefined && amqp === undefined)
    throw new UsageError(
      'verify needs --api URL for what the broker has, or --amqp URL to sign in, or both',
    );
  if (format !== 'text' && format !== 'json')
    throw new UsageError(`there is no format '${format}' here; there are text, json`);
  return {
    ...{ paths: positionals, broker, api, format, values },
    amqp: amqp === undefined ? undefined : endpointOf(amqp),
    token: values['token'],
    profile: values['profile'],
    region: values['region'],
    all: flags.has('all'),
  };
}

function endpointOf(text: string): Endpoint {
  const read = parseEndpoint(text);
  if (read.ok) return read.endpoint;
  throw new UsageError(`--amqp: ${read.reason}`);
}
