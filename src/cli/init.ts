import { shellWord } from '../program/text/shell-word.js';
import { exampleEngine } from '../rabbitmq/engines.js';
import { printable } from '../report/printable.js';
import type { Command } from './command.js';
import { configFile } from './init-files.js';
import { exit, UsageError, type Io } from './io.js';
import { makeFiles } from './new-files.js';
import { readArguments } from './options.js';

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

/** The files, in the order in which they are written. */
const files = [['policy.warren', policy], ...configFile] as const;

/** `warren init`. */
export const command: Command = { usage, options: {}, takes: 'files', run: init };

/** `warren init`: names the files that it wrote, and what to do next. */
function init(args: readonly string[], io: Io): number {
  const { positionals } = readArguments(args, command.options);
  const [folder = '.', ...rest] = positionals;
  if (rest.length > 0) throw new UsageError('init takes one folder');
  if (folder === '') throw new UsageError('a path is empty');
  for (const file of makeFiles(folder, files, io.cwd)) io.out.write(`${printable(file)}\n`);
  if (io.quiet !== true) io.out.write(nextSteps(folder));
  return exit.ok;
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
