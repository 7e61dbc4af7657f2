import { answerOn } from '../program/query/answer.js';
import { asker, type AskedOn } from '../program/query/ask.js';
import { passiveRemarks } from '../program/query/passive-declaration.js';
import { grantRemarks, isOfNoClient, phraseToGrant } from '../program/why/refused-grant.js';
import { keyRemarks, refusedBy, vhostRemarks, type RefusalMeaning } from '../program/why/why.js';
import { countRefusals } from '../prove/refusal/read.js';
import { knownLines } from '../rabbitmq/engines.js';
import { printable } from '../report/printable.js';
import { remarksByBroker } from '../program/text/by-broker.js';
import { nameRemarks } from '../program/text/can-text.js';
import { answersJson, answersLines } from '../program/text/explained-text.js';
import type { Command } from './command.js';
import { exit, writeLines, type Io } from './io.js';
import { askingPolicy, questionArguments, questionOptions, withPolicy } from './question.js';
import { readInput } from './read-input.js';
import { jsonText } from '../report/json-text.js';

const usage = `warren why "BROKER MESSAGE" [--broker B] [--policy PATH] [--format text|json]

Explains a refusal from its text, as a broker of RabbitMQ ${knownLines()} logs or returns it: the reason
of a closed channel or connection, a line of the log, the body of an HTTP response. It finds the role
by its ARN and answers as \`warren explain\` does, for every broker that has the vhost and on which the
ARN is a role, or for \`--broker B\` alone. A message of \`-\` is read from standard input.

Exit code: 0 with an answer, 1 for a policy with errors, 2 for a text that is no refusal or names no
role of the policy.
`;

/** What a client does when the broker makes a check, by the permission and what it is on. */
const OCCASIONS: Readonly<Record<string, string>> = {
  'write exchange':
    'publish to it, bind it to another exchange, or name it for dead letters or as an alternate',
  'write queue': 'bind it, unbind it, or publish to it as a stream',
  'read exchange': 'bind something to it, or declare it with an alternate exchange',
  'read queue': 'consume or purge it, or declare it with a dead-letter exchange',
  'write topic': 'publish with that routing key',
  'read topic': 'bind something to it with that routing key',
  'configure exchange': 'declare or delete it',
  'configure queue': 'declare or delete it',
};

/** A refusal names its vhost. */
const { policy, broker, format } = questionOptions;

/** `warren why`. */
export const command: Command = {
  usage,
  options: { policy, broker, format },
  takes: 'words',
  run: why,
};

/** `warren why`: explains the text of a refusal. */
function why(args: readonly string[], io: Io): number {
  const options = questionArguments(args, ['"BROKER MESSAGE"'], command.options);
  const [message = ''] = options.positionals;
  const text = message === '-' ? readInput(message, io) : message;
  return withPolicy(options, io, (brokers) => {
    const refused = askingPolicy(io, () => refusedBy(text, brokers, options.values['broker']));
    if (refused.kind === 'meaning') {
      const { meaning } = refused;
      if (options.format === 'json') io.out.write(`${jsonText({ meaning })}\n`);
      else writeLines(io.out, [printable(meaning)]);
      return exit.ok;
    }
    // A broker that refuses it has the vhost, whether the policy says anything of it or not.
    const ask = asker(brokers, 'any');
    const asked = askingPolicy(io, () => refused.questions.flatMap((question) => ask(question)));
    const [question] = refused.questions;
    if (question === undefined) return exit.unable;
    const { refusal } = refused;
    const passive = remarksByBroker(asked, (one) => passiveRemarks(refusal, [one]));
    const count = countRefusals(text);
    const several =
      count > 1
        ? [`The text holds ${count} refusals, of which this is one: ask about each by itself.`]
        : [];
    const before = [...several, ...refused.remarks, ...passive];
    const toGrant = (one: AskedOn): string | undefined => phraseToGrant(refusal, one);
    const notes = [
      ...vhostRemarks(question, asked),
      // Nobody declares the queues that the broker makes up for clients.
      ...(isOfNoClient(refusal) ? [] : nameRemarks(asked)),
      ...keyRemarks(asked),
      ...grantRemarks(refusal, asked),
    ];
    if (options.format === 'json')
      io.out.write(answersJson(question, asked, [...before, ...notes], toGrant));
    else {
      const permitted = asked.some((one) => answerOn(one).allowed);
      const lines = [
        ...introduction(refused, question.role),
        ...before.flatMap((remark) => [printable(remark), '']),
        ...answersLines(question, asked, notes, toGrant),
        ...(permitted ? PERMITTED : []),
      ];
      writeLines(io.out, lines);
    }
    return exit.ok;
  });
}

const PERMITTED = [
  '',
  'By this policy it is permitted where it says yes. The broker may run an older configuration, the',
  'vhost may not exist there, or the message may come from another broker.',
];

function introduction(
  { arn, refusal }: Extract<RefusalMeaning, { kind: 'questions' }>,
  role: string,
): readonly string[] {
  const { kind, permission = '', resource = 'exchange' } = refusal;
  const who = `The role \`${role}\`, ${arn}, was refused`;
  if (kind === 'vhost') return [printable(`${who} access to a vhost.`), ''];
  if (kind === 'tag') {
    const asks = `something for which the management API asks for \`tag ${refusal.tag ?? ''}\`.`;
    return [printable(`${who} ${asks}`), ''];
  }
  const occasion = OCCASIONS[`${permission} ${kind === 'topic' ? kind : resource}`] ?? 'use it';
  return [
    printable(`${who} \`${permission}\`.`),
    `A client needs that on the ${resource} to ${occasion}.`,
    '',
  ];
}
