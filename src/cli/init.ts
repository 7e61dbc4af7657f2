import { lstatSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { shellWord } from '../program/text/shell-word.js';
import { exampleEngine } from '../rabbitmq/engines.js';
import { printable } from '../report/printable.js';
import { describeSystemError } from '../source/system-error.js';
import type { Command } from './command.js';
import { exit, Failure, UsageError, type Io } from './io.js';
import { readArguments } from './options.js';
import { makeFile } from './replace-file.js';

const usage = `warren init [DIR]

Writes a small working policy, policy.warren, to start from, with a guardrail and a test, and a
warren.yaml, which makes DIR or the current folder the root of that policy; then tells what to do next.
An existing file is never overwritten.
`;

const policy = `# Who may do what on the orders broker.

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

  # Whatever else is granted, nobody but fulfiller reads the orders.
  never anyone except fulfiller {
    consume queue orders.work
  }
}

test "an order gets through" {
  vhost orders {
    can   checkout  { publish exchange orders.events key order.created }
    can   fulfiller { consume queue orders.work }
    never fulfiller { publish exchange orders.events key order.created }
  }
}
`;

const config = `# This folder is the root of a policy: all .warren files in it and below are read together.
# Nothing needs to be set here.

# ignore: [drafts/**]     # files that are left out
# severity:               # error, warning or off, by code; warren help CODE explains one
#   spill: error
# max-warnings: 0         # more warnings than this fail \`warren check\`
`;

/** The files, in the order in which they are written. */
const files = [
  ['policy.warren', policy],
  ['warren.yaml', config],
] as const;

/** `warren init`. */
export const command: Command = { usage, options: {}, takes: 'files', run: init };

/** `warren init`: names the files that it wrote, and what to do next. */
function init(args: readonly string[], io: Io): number {
  const { positionals } = readArguments(args, command.options);
  const [folder = '.', ...rest] = positionals;
  if (rest.length > 0) throw new UsageError('init takes one folder');
  if (folder === '') throw new UsageError('a path is empty');
  for (const [name] of files) {
    // What stands there stays, and then nothing is written beside it.
    if (stands(resolve(io.cwd, folder, name)))
      throw new Failure([`${join(folder, name)} cannot be written: it already exists`]);
  }
  for (const [name, text] of files) {
    const file = join(folder, name);
    try {
      mkdirSync(resolve(io.cwd, folder), { recursive: true });
      // Another file of that name, or a link, is left alone even if it came up this very moment.
      makeFile(resolve(io.cwd, file), text);
    } catch (thrown) {
      const reason = describeSystemError(thrown);
      throw new Failure([`${file} cannot be written: ${reason}`]);
    }
    io.out.write(`${printable(file)}\n`);
  }
  if (io.quiet !== true) io.out.write(nextSteps(folder));
  return exit.ok;
}

/** Whether anything is at a path, a link that leads nowhere too; what else is wrong with it shows when it is written. */
function stands(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

function nextSteps(folder: string): string {
  const path = folder === '.' ? '' : ` ${printable(shellWord(folder))}`;
  return `
Next:
  put your account, the id of the broker, its issuer and your names into policy.warren
  warren check${path}
  warren compile${path} --out out
`;
}
