import { Memo } from '../pattern/memo.js';
import { shareOf } from '../pattern/meter.js';
import { answerOn } from '../program/query/answer.js';
import { asker, type Ask, type RoleQuestion } from '../program/query/ask.js';
import { Unaskable } from '../program/query/unaskable.js';
import { exit, UsageError, type Io } from './io.js';
import { questionArguments, questionOptions, withPolicy } from './question.js';
import { readInput } from './read-input.js';
import { reasonText } from '../program/text/verdict-text.js';
import { jsonText } from '../report/json-text.js';

/** How many answers are written at once. */
const CHUNK = 1_000;

/** How many lines are remembered with their answers. */
const REMEMBERED = 1_000;

/** The parts of a question, all of them texts. */
const PARTS = ['role', 'phrase', 'vhost', 'broker'] as const;

/** `warren can --batch`: an answer a line, in the order of the questions. */
export function canBatch(args: readonly string[], io: Io): number {
  const options = questionArguments(args, [], { ...questionOptions, batch: 'file' });
  const { batch: file, vhost, broker } = options.values;
  if (file === undefined || file === '') throw new UsageError('--batch needs a FILE');
  if (vhost !== undefined || broker !== undefined)
    throw new UsageError('with --batch each line names its own vhost and broker');
  const lines = readLines(file, io);
  return withPolicy({ ...options, format: 'text' }, io, (brokers) => {
    const ask = asker(brokers);
    const known = new Memo<string, string>(REMEMBERED);
    const moves = shareOf(lines.length);
    const answer = (line: string): string =>
      known.get(line, () => `${jsonText(answerLine(line, ask, moves))}\n`);
    for (let at = 0; at < lines.length; at += CHUNK)
      io.out.write(
        lines
          .slice(at, at + CHUNK)
          .map(answer)
          .join(''),
      );
    return exit.ok;
  });
}

function readLines(file: string, io: Io): readonly string[] {
  const lines = readInput(file, io).split(/\r?\n/);
  // What follows the last line end is no line.
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function answerLine(line: string, ask: Ask, moves: number): object {
  const question = questionIn(line);
  if (typeof question === 'string') return { error: question };
  try {
    const answers = ask(question).map((asked) => answerOn(asked, moves));
    const [refusing, ...more] = answers.filter(({ allowed }) => !allowed);
    if (refusing === undefined) return { allowed: true };
    const reason = reasonText(refusing, question);
    const brokers = [refusing, ...more].map(({ broker }) => broker.name);
    return { allowed: false, broker: refusing.broker.name, brokers, reason };
  } catch (thrown) {
    if (thrown instanceof Unaskable) return { error: thrown.message };
    throw thrown;
  }
}

/** The question of a line, or why it holds none. */
function questionIn(line: string): RoleQuestion | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return 'the line is no JSON object';
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return 'the line is no JSON object';
  const texts = new Map<string, string>();
  for (const [key, part] of Object.entries(value)) {
    if (!PARTS.some((known) => known === key)) return `there is no \`${key}\` in a question`;
    if (part === null && (key === 'vhost' || key === 'broker')) continue;
    if (typeof part !== 'string') return `\`${key}\` is no text`;
    texts.set(key, part);
  }
  const [role, phrase] = [texts.get('role'), texts.get('phrase')];
  if (role === undefined) return '`role` is missing';
  if (phrase === undefined) return '`phrase` is missing';
  return { role, phrase, vhost: texts.get('vhost'), broker: texts.get('broker') };
}
