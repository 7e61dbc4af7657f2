import { jsonText } from '../../report/json-text.js';
import { printable } from '../../report/printable.js';
import { patternText } from '../../policy/phrases/phrase-text.js';
import type { Right } from '../../policy/phrases/rights.js';
import { mayBeTopic } from '../../policy/resources/exchange-types.js';
import { effectText } from '../../tell/spill.js';
import { answerOn, grantFor, type BrokerAnswer } from '../query/answer.js';
import type { AskedOn } from '../query/ask.js';
import { inVhostsOf, spillsOf, unasked } from '../query/unasked.js';
import { answersByBroker, groupsJson } from './by-broker.js';
import { explanationJson, explanationLines } from './explanation-text.js';
import { reasonText, type QuestionWords } from './verdict-text.js';
import { proposalJson } from './way-to-yes.js';

/** The phrase that a broker's answer should offer as a grant, if it is enough. */
type ToGrant = (one: AskedOn) => string | undefined;

/** A broker's answer to a question, and the question as it was asked there. */
interface Explained extends BrokerAnswer {
  readonly one: AskedOn;
}

/** What the brokers answer, with every check, for people. */
export function answersLines(
  question: QuestionWords,
  asked: readonly AskedOn[],
  notes: readonly string[],
  toGrant: ToGrant = () => undefined,
): readonly string[] {
  const told = notes.map((note) => printable(`note: ${note}`));
  const answers = asked.map((one) => ({ ...answerOn(one), one }));
  const linesOf = (answer: Explained): readonly string[] => [
    ...explanationLines(answer, question, grantFor(answer.one, answer, toGrant(answer.one))),
    ...unaskedLines(answer.one, answer),
  ];
  return [...answersByBroker(answers, linesOf), ...told];
}

/** That no line asks for what is permitted, with all that the role is permitted so. */
function unaskedLines(one: AskedOn, { allowed }: BrokerAnswer): readonly string[] {
  const right = one.ok && allowed ? unasked(one.rights, one.on, one.role) : undefined;
  if (!one.ok || right === undefined) return [];
  const { found, isWhole } = spillsOf(one.on, one.role);
  const each = inVhostsOf(found, right).map((spill) => `    ${spill.phrase}: ${effectText(spill)}`);
  const { name } = one.role;
  const nothing = isWhole
    ? `  ${pastKeys(right, one) ?? 'Nothing of what it adds counts as spill, which `warren help spill` tells.'}`
    : `  Whether it adds something is not told: what \`${name}\` is allowed is too complex to look through.`;
  const more = isWhole
    ? []
    : [`    There may be more: what \`${name}\` is allowed is too complex to look through.`];
  const all =
    each.length === 0
      ? [nothing]
      : [`  What adds something to what the lines of \`${name}\` ask for:`, ...each, ...more];
  return [`  No line asks for it: the broker permits it by what others are given for.`, ...all].map(
    printable,
  );
}

/** That a right brings messages to a topic exchange past the keys by which a role may publish there. */
function pastKeys(right: Right, { on, role }: Extract<AskedOn, { ok: true }>): string | undefined {
  if (right.type !== 'operation' || right.other === undefined) return undefined;
  const { clause, pattern } = right.other;
  if (clause !== 'dead-letter' && clause !== 'alternate') return undefined;
  const resources = on.context.resourcesOf(right.vhost);
  if (!mayBeTopic(resources, right.vhost, pattern)) return undefined;
  return `Messages come to \`${patternText(pattern)}\` so with any key, also one that \`${role.name}\` may not publish with: see \`warren help walked-round\`.`;
}

/** What each broker answers, with every check, for programs. */
export function answersJson(
  question: QuestionWords,
  asked: readonly AskedOn[],
  notes: readonly string[],
  toGrant: ToGrant = () => undefined,
): string {
  const answers = asked.map((one) => ({ ...answerOn(one), one }));
  const allowed = answers.every((answer) => answer.allowed);
  const brokers = answers.map(({ one, ...answer }) =>
    brokerJson(one, answer, question, toGrant(one)),
  );
  const groups = groupsJson(answers, (answer) =>
    explanationLines(answer, question, grantFor(answer.one, answer, toGrant(answer.one))),
  );
  return `${jsonText({ allowed, ...question, answers: groups, brokers, notes }, 2)}\n`;
}

function brokerJson(
  one: AskedOn,
  answer: BrokerAnswer,
  question: QuestionWords,
  phrase: string | undefined,
): object {
  const { broker, allowed, explanations } = answer;
  const grant = grantFor(one, answer, phrase);
  return {
    broker: broker.name,
    allowed,
    ...(allowed ? {} : { reason: reasonText(answer, question) }),
    rights: explanations.map((explanation) => explanationJson(explanation, broker)),
    ...(grant === undefined ? {} : proposalJson(grant)),
    ...unaskedJson(one, answer),
  };
}

function unaskedJson(one: AskedOn, { allowed }: BrokerAnswer): object {
  const right = one.ok && allowed ? unasked(one.rights, one.on, one.role) : undefined;
  if (!one.ok || right === undefined) return {};
  const { found, isWhole } = spillsOf(one.on, one.role);
  const spill = inVhostsOf(found, right).map((each) => ({
    phrase: each.phrase,
    effect: effectText(each),
  }));
  return { asked: false, spill, ...(isWhole ? {} : { mayBeMore: true }) };
}
