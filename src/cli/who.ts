import type { Able } from '../program/able.js';
import { whoCan, type WhoAnswer } from '../program/who.js';
import { describeRound } from '../prove/describe-round.js';
import { printable } from '../report/printable.js';
import { exit, type Io } from './io.js';
import { asking, questionArguments, questionUsage, withPolicy } from './question.js';
import { placeJson, placesOf, placeText, scopeJson } from './scope-line.js';
import { scopeLine } from './verdict-text.js';

export const whoUsage = `warren who PHRASE [--vhost V] [--broker B] [--policy PATH] [--format text|json]

Names the roles that can do PHRASE, all of it or a part of it, and what lets them. A wildcard stands
for any text, as in \`never\`. Without --vhost every vhost counts.

${questionUsage}
Exit code: 0 with an answer, 1 for a policy with errors, 2 for what cannot be asked.
`;

const HEADINGS = [
  ['all', 'all of it:'],
  ['part', 'a part of it:'],
  ['unknown', 'too complex to prove:'],
] as const;

/** `warren who`: the roles that can do something. */
export function who(args: readonly string[], io: Io): number {
  const options = questionArguments(args, ['PHRASE']);
  const [phrase = ''] = options.positionals;
  const { vhost, broker } = options.values;
  const question = { phrase, vhost, broker };
  return withPolicy(options, io, (brokers) => {
    const answers = asking(io, () => whoCan(question, brokers));
    if (options.format === 'json') {
      const document = { ...question, brokers: answers.map(answerJson) };
      io.out.write(`${JSON.stringify(document, null, 2)}\n`);
      return exit.ok;
    }
    const blocks = answers.map((answer) => {
      const lines = answerLines(answer);
      return answers.length === 1 ? lines : [`${answer.broker.name}:`, ...lines];
    });
    const lines = blocks.flatMap((block, at) => (at === 0 ? block : ['', ...block]));
    io.out.write(`${lines.map(printable).join('\n')}\n`);
    return exit.ok;
  });
}

function answerLines(answer: WhoAnswer): readonly string[] {
  const { broker, problem, able, round } = answer;
  if (problem !== undefined) return [`cannot be asked: ${problem.message}`];
  const groups = HEADINGS.flatMap(([how, heading]) => {
    const found = able.filter((one) => one.how === how);
    return found.length === 0 ? [] : [heading, ...found.flatMap((one) => roleLines(one, answer))];
  });
  const uncounted = round.map(({ role, way }) => `  ${role.name}: ${describeRound(way).what}`);
  return [
    ...(groups.length === 0 ? ['no role can do any of it'] : groups),
    ...(uncounted.length === 0 ? [] : ['not counted:', ...uncounted]),
    ...(broker.internalUsers ? ['Internal users of the broker are not known here.'] : []),
  ];
}

function roleLines({ role, example, scopes, api }: Able, answer: WhoAnswer): readonly string[] {
  const such = example === undefined ? '' : `, such as ${example}`;
  return [
    `  ${role.name}${such}`,
    ...scopes.map((scope) => `    ${scopeLine(scope, answer)}`),
    ...placesOf(api).map((place) => `    granted at ${placeText(place)}`),
  ];
}

function answerJson({ broker, problem, able, round }: WhoAnswer): object {
  if (problem !== undefined) return { broker: broker.name, error: problem.message };
  return {
    broker: broker.name,
    roles: able.map(({ role, how, example, scopes, api }) => ({
      role: role.name,
      can: how,
      ...(example === undefined ? {} : { example }),
      by: scopes.map((scope) => scopeJson(scope, broker)),
      ...(api.length === 0 ? {} : { grantedAt: placesOf(api).map(placeJson) }),
    })),
    notCounted: round.map(({ role, way }) => ({ role: role.name, way: describeRound(way).what })),
    internalUsers: broker.internalUsers,
  };
}
