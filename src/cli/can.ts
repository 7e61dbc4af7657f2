import { asker } from '../program/query/ask.js';
import { answeredOn, canJson, canLines, remarks } from '../program/text/can-text.js';
import { canBatch } from './can-batch.js';
import type { Command } from './command.js';
import { exit, UsageError, writeLines, type Io } from './io.js';
import {
  askingPolicy,
  questionArguments,
  questionOptions,
  questionUsage,
  withPolicy,
} from './question.js';

const usage = `warren can ROLE PHRASE [--vhost V] [--broker B] [--policy PATH] [--format text|json]
warren can --batch FILE [--policy PATH]

Says whether ROLE can do all of PHRASE, for concrete names or patterns, and why: for a no also the
scope that came nearest and the smallest grant that would make it a yes. A wildcard stands for what
the broker's own wildcard would take. Without --broker it is yes only if yes on each.

${questionUsage}
  --batch FILE   a JSON object a line, {"role", "phrase", "vhost", "broker"}, from a file or from
                 standard input for \`-\`; answers {"allowed": true}, {"allowed": false, "reason"} or
                 {"error"} a line, in order

Exit code: 0 yes, 1 no or a policy with errors, 2 for what cannot be asked. With --batch 0, or 2 if
the file cannot be read.
`;

/** `warren can`. */
export const command: Command = {
  usage,
  options: { ...questionOptions, batch: 'file' },
  takes: 'words',
  run: can,
};

/** `warren can`: one question, or a batch of them. */
function can(args: readonly string[], io: Io): number {
  if (args.some((arg) => arg === '--batch' || arg.startsWith('--batch=')))
    return canBatch(args, io);
  const options = questionArguments(args, ['ROLE', 'PHRASE']);
  const [role = '', phrase = ''] = options.positionals;
  if (role === '') throw new UsageError('ROLE is empty');
  const { vhost, broker } = options.values;
  const question = { role, phrase, vhost, broker };
  return withPolicy(options, io, (brokers) => {
    const asked = askingPolicy(io, () => asker(brokers)(question));
    const answers = asked.map(answeredOn);
    const allowed = answers.every((answer) => answer.allowed);
    const notes = remarks(asked);
    if (options.format === 'json') io.out.write(canJson(question, answers, notes));
    else writeLines(io.out, canLines(question, answers, notes));
    return allowed ? exit.ok : exit.failed;
  });
}
