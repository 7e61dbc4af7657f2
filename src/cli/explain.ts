import { asker } from '../program/query/ask.js';
import { remarks } from '../program/text/can-text.js';
import { answersJson, answersLines } from '../program/text/explained-text.js';
import type { Command } from './command.js';
import { exit, writeLines, type Io } from './io.js';
import {
  askingPolicy,
  questionArguments,
  questionOptions,
  questionUsage,
  withPolicy,
} from './question.js';

const usage = `warren explain ROLE PHRASE [--vhost V] [--broker B] [--policy PATH] [--format text|json]

Shows each check that the broker makes before it lets ROLE do PHRASE, in its order, with the scope
and the line that decide it. For a no: the first check that fails, the scope that came nearest and
what of it does not fit, and the smallest grant that would make it a yes. That grant was added and
everything decided again.

${questionUsage}
Exit code: 0 with an answer, 1 for a policy with errors, 2 for what cannot be asked.
`;

/** `warren explain`. */
export const command: Command = { usage, options: questionOptions, takes: 'words', run: explain };

/** `warren explain`: why a role can do something, or cannot. */
function explain(args: readonly string[], io: Io): number {
  const options = questionArguments(args, ['ROLE', 'PHRASE']);
  const [role = '', phrase = ''] = options.positionals;
  const { vhost, broker } = options.values;
  const question = { role, phrase, vhost, broker };
  return withPolicy(options, io, (brokers) => {
    const asked = askingPolicy(io, () => asker(brokers)(question));
    const notes = remarks(asked);
    if (options.format === 'json') io.out.write(answersJson(question, asked, notes));
    else writeLines(io.out, answersLines(question, asked, notes));
    return exit.ok;
  });
}
