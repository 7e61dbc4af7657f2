import { describeRound } from '../../tell/round.js';
import { printable } from '../../report/printable.js';
import type { Able } from '../query/able.js';
import type { WhoAnswer } from '../query/who.js';
import { placesOf, placeText, scopeLine } from './scope-line.js';

const HEADINGS = [
  ['all', 'all of it:'],
  ['part', 'a part of it:'],
  ['unknown', 'too complex to prove:'],
] as const;

/** Who can do something, by broker, for people. */
export function whoText(answers: readonly WhoAnswer[]): string {
  const blocks = answers.map((answer) => {
    const lines = answerLines(answer);
    return answers.length === 1 ? lines : [`${answer.broker.name}:`, ...lines];
  });
  const lines = blocks.flatMap((block, at) => (at === 0 ? block : ['', ...block]));
  return `${lines.map(printable).join('\n')}\n`;
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
    ...scopes.map((scope) => `    ${scopeLine(scope, answer.broker)}`),
    ...placesOf(api).map((place) => `    granted at ${placeText(place)}`),
  ];
}
