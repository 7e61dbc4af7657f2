import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { exampleEngine } from '../rabbitmq/engines.js';
import { printable } from '../report/printable.js';
import { describeSystemError } from '../source/system-error.js';
import type { Command } from './command.js';
import { exit, Failure, UsageError, type Io } from './io.js';
import { readArguments } from './options.js';
import { makeFile } from './replace-file.js';

const usage = `warren init [DIR]

Writes a small working policy, policy.warren, to start from, into DIR or the current folder.
An existing file is never overwritten.
`;

const policy = `# Who may do what on the orders broker. Replace the account, the ids and the names by yours,
# then run \`warren check\` and \`warren compile --out out\`.

broker orders {
  engine  ${exampleEngine()}
  account 111122223333
  region  eu-west-1
  # The issuer of your account's tokens: \`aws iam get-outbound-web-identity-federation-info\`.
  issuer https://00000000-0000-4000-8000-000000000000.tokens.sts.global.api.aws
  token  ES384 max 15m
}

role checkout  = arn:aws:iam::\${account}:role/checkout
role fulfiller = arn:aws:iam::\${account}:role/fulfiller

vhost orders {
  exchange orders.events topic
  queue    orders.work

  # Tells the others what happens to an order.
  allow checkout {
    publish exchange orders.events key order.*
  }

  # Works off the orders, on a queue that it declares and binds itself.
  allow fulfiller {
    declare, consume queue orders.work
    bind queue orders.work to exchange orders.events key order.created
  }
}
`;

/** `warren init`. */
export const command: Command = { usage, options: {}, takes: 'files', run: init };

/** `warren init`: names the file that it wrote. */
function init(args: readonly string[], io: Io): number {
  const { positionals } = readArguments(args, command.options);
  const [folder = '.', ...rest] = positionals;
  if (rest.length > 0) throw new UsageError('init takes one folder');
  if (folder === '') throw new UsageError('a path is empty');
  const file = join(folder, 'policy.warren');
  try {
    mkdirSync(resolve(io.cwd, folder), { recursive: true });
    // Another file of that name, or a link, is left alone even if it came up this very moment.
    makeFile(resolve(io.cwd, file), policy);
  } catch (thrown) {
    const reason = describeSystemError(thrown);
    throw new Failure([`${file} cannot be written: ${reason}`]);
  }
  io.out.write(`${printable(file)}\n`);
  return exit.ok;
}
