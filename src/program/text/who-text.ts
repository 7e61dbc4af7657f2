import { isOnAll, onText, type OnBrokers } from '../../diagnostics/on-brokers.js';
import { toldAlike, type Told } from '../../policy/brokers/terms.js';
import { describeRound } from '../../tell/round.js';
import { printable } from '../../report/printable.js';
import type { Able } from '../query/able.js';
import type { WhoAnswer } from '../query/who.js';
import { unknownUsers } from './internal-users.js';
import { placesOf, scopeLine, writtenText } from './scope-line.js';

const HEADINGS = [
  ['all', 'all of it'],
  ['part', 'a part of it'],
  ['unknown', 'too complex to prove'],
] as const;

/** Who can do something, for people: each role once, with the brokers where it is not all of them. */
export function whoLines(answers: readonly WhoAnswer[]): readonly string[] {
  const heard = answers.filter(({ problem }) => problem === undefined);
  const isTold = new Set<WhoAnswer>();
  const entries = (
    linesOf: (answer: WhoAnswer) => readonly (readonly string[])[],
  ): readonly Entry[] =>
    toldAlike(
      heard.flatMap((answer): Told<WhoAnswer>[] =>
        linesOf(answer).map((lines) => ({ broker: answer.broker, lines, about: answer })),
      ),
      answers.map(({ broker }) => broker),
    );
  const able = HEADINGS.flatMap(([how, heading]) => {
    const found = entries((answer) =>
      answer.able.filter((one) => one.how === how).map((one) => roleLines(one, answer)),
    );
    for (const { abouts } of found) for (const answer of abouts) isTold.add(answer);
    return section(heading, found);
  });
  const uncounted = entries(({ round }) =>
    round.map(({ role, way }) => [role.name, `: ${describeRound(way).what}`]),
  );
  const nobody = heard.filter((answer) => !isTold.has(answer));
  return [
    ...able,
    ...nobodyLines(nobody, answers),
    ...section('not counted', uncounted),
    ...problemLines(answers),
    ...unknownUsers(heard.map(({ broker }) => broker)),
    ...noteLines(answers),
  ].map(printable);
}

/** What is told of one role, on the brokers where it is the same. */
interface Entry {
  readonly on: OnBrokers;
  /** The name of the role, what follows it in the line, and further lines. */
  readonly lines: readonly string[];
  readonly abouts: readonly WhoAnswer[];
}

/** A heading names the brokers where that is true of all below it, else each entry names its own. */
function section(heading: string, entries: readonly Entry[]): readonly string[] {
  const [first] = entries;
  if (first === undefined) return [];
  const together = entries.every(({ on }) => isOnAll(on)) ? after(onText(first.on)) : undefined;
  const lines = entries.flatMap(({ on, lines: [name = '', what = '', ...rest] }) => [
    `  ${name}${together === undefined ? after(onText(on)) : ''}${what}`,
    ...rest.map((line) => `  ${line}`),
  ]);
  return [`${heading}${together ?? ''}:`, ...lines];
}

function after(where: string): string {
  return where === '' ? '' : `, ${where}`;
}

function nobodyLines(
  nobody: readonly WhoAnswer[],
  answers: readonly WhoAnswer[],
): readonly string[] {
  if (nobody.length === 0) return [];
  if (nobody.length === answers.length) return ['no role can do any of it'];
  const where = onText({ names: namesOf(nobody), all: namesOf(answers) });
  return [`${where} no role can do any of it`];
}

/** What there is to remark of the names of the phrase, once for the brokers of which it is the same. */
function noteLines(answers: readonly WhoAnswer[]): readonly string[] {
  const told = answers.flatMap((answer) =>
    [...new Set(answer.remarks)].map((line) => ({
      broker: answer.broker,
      lines: [line],
      about: answer,
    })),
  );
  const brokers = answers.map(({ broker }) => broker);
  return toldAlike(told, brokers).map(({ on, lines }) => {
    const where = isOnAll(on) ? '' : `${onText(on)}: `;
    return `note: ${where}${lines.join(' ')}`;
  });
}

/** The brokers that cannot be asked, where others can. */
function problemLines(answers: readonly WhoAnswer[]): readonly string[] {
  const told = answers.flatMap((answer) => {
    const { broker, problem } = answer;
    return problem === undefined ? [] : [{ broker, lines: [problem.message], about: answer }];
  });
  const brokers = answers.map(({ broker }) => broker);
  return toldAlike(told, brokers).map(
    ({ on, lines }) => `cannot be asked${after(onText(on))}: ${lines.join('\n')}`,
  );
}

function namesOf(answers: readonly WhoAnswer[]): readonly string[] {
  return answers.map(({ broker }) => broker.name);
}

function roleLines({ role, example, scopes, api }: Able, answer: WhoAnswer): readonly string[] {
  const such = example === undefined ? '' : `, such as ${example}`;
  return [
    role.name,
    such,
    ...scopes.map((scope) => `  ${scopeLine(scope, answer.broker)}`),
    ...placesOf(api).map((place) => `  granted at ${writtenText(place)}`),
  ];
}
