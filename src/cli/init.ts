import { pathWord, shellWord } from '../source/shell.js';
import { printable } from '../report/printable.js';
import type { Command, Options } from './command.js';
import { configFile } from './init-files.js';
import { startingPolicy } from './init-policy.js';
import { exit, UsageError, type Io } from './io.js';
import { makeFiles, refuseExisting } from './new-files.js';
import { readArguments, type Arguments } from './options.js';

const usage = `warren init [DIR] [--aws [--broker NAME] [--profile P] [--region R] [--timeout SECONDS]]

Writes a small working policy, policy.warren, to start from, with a guardrail and a test, and a
warren.yaml, which makes DIR or the current folder the root of that policy; then tells what to do next.
An existing file is never overwritten.

With --aws the policy is about the account of the credentials: AWS is asked for its number, for the issuer
of its tokens and for its RabbitMQ brokers on Amazon MQ in one region. All of these are put into the
policy, with their ids, or the one that --broker names.

  --broker NAME      the broker, by its name or its id, b-…
  --profile P        a profile of the AWS configuration files; by default the usual credential chain
  --region R         where the brokers are; by default AWS_REGION, AWS_DEFAULT_REGION, or the profile's
  --timeout SECONDS  how long one call to AWS may take, by default 60

--aws needs the packages @aws-sdk/client-iam, @aws-sdk/client-sts and @aws-sdk/client-mq beside Warren,
and says how to install them where they are not there.
`;

/** What only `--aws` takes. */
const ofAws: Options = { broker: 'text', profile: 'text', region: 'text', timeout: 'text' };

/** `warren init`. */
export const command: Command = {
  usage,
  options: { aws: 'nothing', ...ofAws },
  takes: 'files',
  run: init,
};

/** What a policy is begun with. */
interface Beginning {
  readonly policy: string;
  /** What was found for it: a line each. */
  readonly found: readonly string[];
  /** What is left to be put into it. */
  readonly left: string;
}

const EXAMPLE: Beginning = {
  policy: startingPolicy(),
  found: [],
  left: 'your account, the id of the broker, its issuer and your names',
};

/** `warren init`: names the files that it wrote, and what to do next. */
async function init(args: readonly string[], io: Io): Promise<number> {
  const given = readArguments(args, command.options);
  const [folder = '.', ...rest] = given.positionals;
  if (rest.length > 0) throw new UsageError('init takes one folder');
  if (folder === '') throw new UsageError('a path is empty');
  const names = ['policy.warren', ...configFile.map(([name]) => name)];
  refuseExisting(folder, names, io.cwd);
  const { policy, found, left } = await beginning(given, io);
  const files = [['policy.warren', policy], ...configFile] as const;
  for (const file of makeFiles(folder, files, io.cwd)) io.out.write(`${printable(file)}\n`);
  if (io.quiet === true) return exit.ok;
  if (found.length > 0) io.out.write(`\n${found.map(printable).join('\n')}\n`);
  io.out.write(nextSteps(folder, left));
  return exit.ok;
}

async function beginning({ flags, values }: Arguments, io: Io): Promise<Beginning> {
  if (flags.has('aws')) {
    const { beginWithAccount } = await import('./init-aws.js');
    return beginWithAccount(values, io);
  }
  const [odd] = Object.keys(ofAws).filter((name) => values[name] !== undefined);
  if (odd !== undefined) throw new UsageError(`--${odd} goes with --aws`);
  return EXAMPLE;
}

function nextSteps(folder: string, left: string): string {
  const path = folder === '.' ? '' : ` ${shellWord(pathWord(folder))}`;
  return `
Next:
  put ${left} into policy.warren
  warren check${path}
  warren compile${path} --out out
`;
}
