import { answerOn, refused, remarksOn, type BrokerAnswer } from '../program/query/answer.js';
import { asker, type AskedOn } from '../program/query/ask.js';
import { passiveRemarksOn } from '../program/query/passive-declaration.js';
import { scopesIn } from '../prove/explanation.js';
import { printable } from '../report/printable.js';
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
import { scopeJson } from '../program/text/scope-line.js';
import { answersByBroker, groupsJson, remarksByBroker } from './by-broker.js';
import { reasonText, verdictLines, type QuestionWords } from './verdict-text.js';
import { wayJson, wayLines, wayToYes, type WayToYes } from './way-to-yes.js';
import { jsonText } from '../report/json-text.js';

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
    const answers = asked.map((one) => {
      const answer = answerOn(one);
      return { ...answer, way: wayToYes(one, answer) };
    });
    const allowed = answers.every((answer) => answer.allowed);
    const notes = remarks(asked);
    if (options.format === 'json') io.out.write(canJson(question, answers, notes));
    else writeLines(io.out, canLines(question, answers, notes));
    return allowed ? exit.ok : exit.failed;
  });
}

/** A broker's answer, and for a no what would make it a yes. */
interface Answered extends BrokerAnswer {
  readonly way: WayToYes;
}

/** What there is to remark of a question: of its names, and of what is probably meant. */
export function remarks(asked: readonly AskedOn[]): readonly string[] {
  return [...nameRemarks(asked), ...remarksByBroker(asked, (one) => passiveRemarksOn([one]))];
}

/** What a policy would be told about the names of a phrase, each remark once. */
export function nameRemarks(asked: readonly AskedOn[]): readonly string[] {
  return remarksByBroker(asked, (one) => (one.ok ? remarksOn(one.rights, one.on, one.role) : []));
}

function canLines(
  asked: QuestionWords,
  answers: readonly Answered[],
  notes: readonly string[],
): readonly string[] {
  const told = notes.map((note) => printable(`note: ${note}`));
  return [...answersByBroker(answers, (answer) => answerLines(answer, asked)), ...told];
}

function answerLines(answer: Answered, asked: QuestionWords): readonly string[] {
  return [...verdictLines(answer, asked), ...wayLines(answer.way, answer)];
}

function canJson(
  asked: QuestionWords,
  answers: readonly Answered[],
  notes: readonly string[],
): string {
  const allowed = answers.every((answer) => answer.allowed);
  const brokers = answers.map((answer) => ({
    broker: answer.broker.name,
    allowed: answer.allowed,
    ...(answer.allowed
      ? { by: scopesOf(answer).map((scope) => scopeJson(scope, answer.broker)) }
      : {
          reason: reasonText(answer, asked),
          walksRound: refused(answer)?.round !== undefined,
          ...wayJson(answer.way, answer),
        }),
  }));
  const groups = groupsJson(answers, (answer) => answerLines(answer, asked));
  return `${jsonText({ allowed, ...asked, answers: groups, brokers, notes }, 2)}\n`;
}

function scopesOf({ explanations }: BrokerAnswer): ReturnType<typeof scopesIn> {
  return [...new Set(explanations.flatMap(scopesIn))];
}
