import { scopesIn } from '../../prove/explanation.js';
import { jsonText } from '../../report/json-text.js';
import { printable } from '../../report/printable.js';
import { answerOn, refused, remarksOn, type BrokerAnswer } from '../query/answer.js';
import type { AskedOn } from '../query/ask.js';
import { passiveRemarksOn } from '../query/passive-declaration.js';
import { answersByBroker, groupsJson, remarksByBroker } from './by-broker.js';
import { scopeJson } from './scope-line.js';
import { reasonText, verdictLines, type QuestionWords } from './verdict-text.js';
import { wayJson, wayLines, wayToYes, type WayToYes } from './way-to-yes.js';

/** A broker's answer, and for a no what would make it a yes. */
export interface Answered extends BrokerAnswer {
  readonly way: WayToYes;
}

/** What a broker answers, with the way to a yes. */
export function answeredOn(one: AskedOn): Answered {
  const answer = answerOn(one);
  return { ...answer, way: wayToYes(one, answer) };
}

/** What there is to remark of a question: of its names, and of what is probably meant. */
export function remarks(asked: readonly AskedOn[]): readonly string[] {
  return [...nameRemarks(asked), ...remarksByBroker(asked, (one) => passiveRemarksOn([one]))];
}

/** What a policy would be told about the names of a phrase, each remark once. */
export function nameRemarks(asked: readonly AskedOn[]): readonly string[] {
  return remarksByBroker(asked, (one) => (one.ok ? remarksOn(one.rights, one.on, one.role) : []));
}

/** What the brokers answer, for people. */
export function canLines(
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

/** What the brokers answer, for programs. */
export function canJson(
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
