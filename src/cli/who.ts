import { whoCan, type WhoAnswer } from '../program/query/who.js';
import { describeRound } from '../tell/round.js';
import type { Command } from './command.js';
import { exit, writeLines, type Io } from './io.js';
import {
  askingPolicy,
  questionArguments,
  questionOptions,
  questionUsage,
  withPolicy,
} from './question.js';
import { placesOf, scopeJson, writtenJson } from '../program/text/scope-line.js';
import { whoLines } from '../program/text/who-text.js';
import { jsonText } from '../report/json-text.js';

const usage = `warren who PHRASE [--vhost V] [--broker B] [--policy PATH] [--format text|json]

Names the roles that can do PHRASE, all of it or a part of it, and what lets them. A wildcard stands
for any text, as in \`never\`. Without --vhost every vhost counts.

${questionUsage}
Exit code: 0 with an answer, 1 for a policy with errors, 2 for what cannot be asked.
`;

/** `warren who`. */
export const command: Command = { usage, options: questionOptions, takes: 'words', run: who };

/** `warren who`: the roles that can do something. */
function who(args: readonly string[], io: Io): number {
  const options = questionArguments(args, ['PHRASE']);
  const [phrase = ''] = options.positionals;
  const { vhost, broker } = options.values;
  const question = { phrase, vhost, broker };
  return withPolicy(options, io, (brokers) => {
    const answers = askingPolicy(io, () => whoCan(question, brokers));
    if (options.format === 'json') {
      const document = { ...question, roles: rolesJson(answers), brokers: answers.map(answerJson) };
      io.out.write(`${jsonText(document, 2)}\n`);
      return exit.ok;
    }
    writeLines(io.out, whoLines(answers));
    return exit.ok;
  });
}

/** Each role once for the brokers on which it can do the same of it. */
function rolesJson(answers: readonly WhoAnswer[]): readonly object[] {
  const roles = new Map<string, { role: string; can: string; brokers: string[] }>();
  for (const { broker, able } of answers)
    for (const { role, how } of able) {
      const key = `${how} ${role.name}`;
      const known = roles.get(key) ?? { role: role.name, can: how, brokers: [] };
      known.brokers.push(broker.name);
      roles.set(key, known);
    }
  return [...roles.values()];
}

function answerJson({ broker, problem, able, remarks, round }: WhoAnswer): object {
  if (problem !== undefined) return { broker: broker.name, error: problem.message };
  return {
    broker: broker.name,
    roles: able.map(({ role, how, example, scopes, api }) => ({
      role: role.name,
      can: how,
      ...(example === undefined ? {} : { example }),
      by: scopes.map((scope) => scopeJson(scope, broker)),
      ...(api.length === 0 ? {} : { grantedAt: placesOf(api).map(writtenJson) }),
    })),
    notCounted: round.map(({ role, way }) => ({ role: role.name, way: describeRound(way).what })),
    ...(remarks.length === 0 ? {} : { notes: remarks }),
    internalUsers: broker.internalUsers,
  };
}
