import { isOnAll, onText, type OnBrokers } from '../../diagnostics/on-brokers.js';
import { toldAlike, type ToldAlike } from '../../policy/brokers/terms.js';
import type { BrokerAnswer } from '../query/answer.js';
import type { AskedOn } from '../query/ask.js';
import { printable } from '../../report/printable.js';

/**
 * What brokers answer, for people: what several of them answer alike is told once, with their names. Of one
 * broker alone it is told as it is.
 *
 * @param linesOf what one broker answers: the verdict, `yes: …` or `no: …`, and what decides it
 */
export function answersByBroker<Answer extends BrokerAnswer>(
  answers: readonly Answer[],
  linesOf: (answer: Answer) => readonly string[],
): readonly string[] {
  const groups = alike(answers, linesOf);
  const [only, ...more] = groups;
  if (only === undefined) return [];
  if (answers.length === 1) return only.lines;
  const where = printable(wholeVerdict(answers));
  if (more.length === 0) {
    const [verdict = '', ...rest] = only.lines;
    return [`${where}: ${verdict.replace(/^(?:yes|no): /, '')}`, ...rest];
  }
  const blocks = groups.map(({ on, lines: [first = '', ...rest] }) => [
    `${printable(onText(on))}: ${first}`,
    ...rest,
  ]);
  // What holds a block of source is set apart from what follows.
  const parted = blocks.flatMap((block, at) =>
    block.includes('') && at + 1 < blocks.length ? [...block, ''] : block,
  );
  return [where, ...parted];
}

/** Which brokers answer alike, for programs. */
export function groupsJson<Answer extends BrokerAnswer>(
  answers: readonly Answer[],
  linesOf: (answer: Answer) => readonly string[],
): readonly object[] {
  return alike(answers, linesOf).map(({ on, lines: [verdict = ''], abouts: [{ allowed }] }) => ({
    brokers: on.names,
    allowed,
    ...(allowed ? {} : { reason: verdict.replace(/^no: /, '') }),
  }));
}

/**
 * What there is to remark of a question on each broker that it was asked of, once for those of which it is
 * the same. The brokers are named where it is not all of them.
 */
export function remarksByBroker(
  asked: readonly AskedOn[],
  remarksOn: (one: AskedOn) => readonly string[],
): readonly string[] {
  const brokers = asked.map(({ on }) => on.policy.broker);
  const told = asked.flatMap((one) =>
    [...new Set(remarksOn(one))].map((line) => ({
      broker: one.on.policy.broker,
      lines: [line],
      about: line,
    })),
  );
  return toldAlike(told, brokers).map(({ on, lines }) => {
    const where = isOnAll(on) ? '' : `${onText(on)}: `;
    return `${where}${lines.join('\n')}`;
  });
}

function alike<Answer extends BrokerAnswer>(
  answers: readonly Answer[],
  linesOf: (answer: Answer) => readonly string[],
): readonly ToldAlike<Answer>[] {
  return toldAlike(
    answers.map((answer) => ({ broker: answer.broker, lines: linesOf(answer), about: answer })),
  );
}

/** The verdict of several brokers together: `yes, on all 3 brokers`, `no, not on prod`. */
function wholeVerdict(answers: readonly BrokerAnswer[]): string {
  const all = answers.map(({ broker }) => broker.name);
  const names = answers.filter(({ allowed }) => !allowed).map(({ broker }) => broker.name);
  if (names.length === 0) return `yes, ${onText({ names: all, all })}`;
  const on: OnBrokers = { names, all };
  if (!isOnAll(on)) return `no, not ${onText(on)}`;
  return all.length === 2 ? 'no, on neither broker' : `no, on none of the ${all.length} brokers`;
}
