import { X509Certificate } from 'node:crypto';
import { resolve } from 'node:path';
import { parseApiAddress } from '../management/address.js';
import { ManagementClient } from '../management/client.js';
import { passwordIn, tokenIn, type Credentials } from '../management/credentials.js';
import { readSecretFile } from '../management/secret-file.js';
import { printable } from '../report/printable.js';
import { readRegularFile } from '../source/read-file.js';
import type { Options } from './command.js';
import { Failure, UsageError, type Io } from './io.js';

/** The options of a command that asks the management API of a broker. */
export const brokerApiOptions: Options = {
  user: 'text',
  'password-file': 'file',
  token: 'file',
  ca: 'file',
  timeout: 'text',
};

/** Their part of a command's help. */
export const brokerApiUsage = `  --user NAME     who asks, with the password in --password-file FILE, or in the environment variable
                  WARREN_PASSWORD; FILE may be a pipe, and - is the standard input
  --token FILE    a token of OAuth 2 instead; the file is read again when it was written anew
  --ca FILE       the certificates (PEM) that are trusted, instead of the machine's own
  --timeout SECONDS  how long one answer may take, by default 60
`;

/** The environment variable with the password. */
const PASSWORD = 'WARREN_PASSWORD';

/** The most bytes of a file of certificates, or of a token. */
const MOST_BYTES = 2 ** 20;

/**
 * A client of the management API that some options name.
 *
 * @param option the option that the URL stands in, such as `--broker-api`
 * @param values the values of {@link brokerApiOptions}
 * @param known by what is signed in, where no option says it
 * @throws Failure where an option is wrong, or a file cannot be read
 */
export async function brokerApi(
  option: string,
  url: string,
  values: Readonly<Record<string, string | undefined>>,
  io: Io,
  signal?: AbortSignal,
  known?: Credentials,
): Promise<ManagementClient> {
  const { cwd, err } = io;
  const read = parseApiAddress(url);
  if (!read.ok) throw new UsageError(`${option}: ${read.reason}`);
  const { address } = read;
  const { ca } = values;
  if (ca !== undefined && address.scheme === 'http')
    throw new UsageError('--ca names certificates, which http:// has none of; write https://');
  const timeout = timeoutOf(values['timeout'] ?? '60');
  const trusted = ca === undefined ? undefined : certificates(ca, cwd);
  const credentials = known ?? (await credentialsOf(values, cwd));
  if (address.scheme === 'http' && !address.isLoopback)
    err.write(
      `${address.base}: the ${credentials.kind === 'basic' ? 'password' : 'token'} goes over the network for everybody to read; https:// hides it\n`,
    );
  return new ManagementClient({
    address,
    credentials: () => renewed(credentials, values['token'], cwd),
    ca: trusted,
    timeout,
    signal,
    waiting: waitingTo(io),
  });
}

/** The token that its file holds by now, as one of AWS runs out within the hour; else what was there. */
function renewed(before: Credentials, path: string | undefined, cwd: string): Credentials {
  if (path === undefined || path === '-') return before;
  const file = readRegularFile(resolve(cwd, path), path, MOST_BYTES);
  const read = file.kind === 'read' ? tokenIn(Buffer.from(file.bytes).toString()) : undefined;
  return read?.ok === true ? { kind: 'bearer', token: read.secret } : before;
}

/** How long an answer may take, in milliseconds. @throws UsageError for what is no such time */
export function timeoutOf(text: string): number {
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : 0;
  if (seconds > 0 && seconds <= 3_600) return 1_000 * seconds;
  throw new UsageError(`--timeout takes seconds, above 0 and up to 3600, not '${text}'`);
}

/** Tells people what no answer has come to for a while. */
export function waitingTo({ err, quiet }: Io): (line: string) => void {
  return (line) => {
    if (quiet !== true) err.write(`${printable(line)}…\n`);
  };
}

/** The certificates (PEM) in a file. @throws Failure where it cannot be read, or holds none */
export function certificates(path: string, cwd: string): string {
  const file = readRegularFile(resolve(cwd, path), path, MOST_BYTES);
  if (file.kind === 'failed') throw new Failure([file.problem.message]);
  const text = file.kind === 'read' ? Buffer.from(file.bytes).toString() : '';
  const found = text.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
  if (found.length === 0)
    throw new Failure([
      `${path} holds no certificate in PEM, which begins with -----BEGIN CERTIFICATE-----`,
    ]);
  try {
    for (const one of found) new X509Certificate(one);
  } catch {
    throw new Failure([`${path} holds a certificate that is broken`]);
  }
  return found.join('\n');
}

async function credentialsOf(
  { user, token, 'password-file': passwordFile }: Readonly<Record<string, string | undefined>>,
  cwd: string,
): Promise<Credentials> {
  if (token !== undefined && (user !== undefined || passwordFile !== undefined))
    throw new UsageError('--token stands alone; --user and --password-file are another way');
  if (token !== undefined) {
    const read = await readSecretFile(token, cwd, tokenIn);
    if (!read.ok) throw new Failure([read.reason]);
    return { kind: 'bearer', token: read.secret };
  }
  if (user === undefined)
    throw new UsageError(
      `the broker wants to know who asks: --user NAME with --password-file FILE or the variable ${PASSWORD}, or --token FILE`,
    );
  if (user === '' || user.includes(':'))
    throw new UsageError('--user takes a name, without a password or a colon');
  if (passwordFile !== undefined) {
    const read = await readSecretFile(passwordFile, cwd, passwordIn);
    if (!read.ok) throw new Failure([read.reason]);
    return { kind: 'basic', user, password: read.secret };
  }
  const password = process.env[PASSWORD];
  if (password === undefined || password === '')
    throw new UsageError(
      `the password of ${user} is not known: name its file by --password-file FILE, or set the variable ${PASSWORD}`,
    );
  return { kind: 'basic', user, password };
}
