import { refused, type BrokerAnswer } from '../query/answer.js';
import { describeBarred, describeRefusal } from '../../tell/refusal.js';
import { describeUncounted } from '../../tell/round.js';
import { failedStep, scopesIn } from '../../prove/explanation.js';
import { printable } from '../../report/printable.js';
import { placesOf, scopeLine, writtenText } from './scope-line.js';
import { firstOf } from '../../source/counted.js';

/** How many scopes a short answer names. */
const NAMED = 5;

/** A question in words: what, and in which vhost. */
export interface QuestionWords {
  readonly role: string;
  readonly phrase: string;
  readonly vhost?: string | undefined;
}

/** What a role is asked about, as a clause. */
export function askedText({ role, phrase, vhost }: QuestionWords): string {
  const where = vhost === undefined ? '' : ` in the vhost \`${vhost}\``;
  return printable(`\`${role}\` can \`${phrase.trim()}\`${where}`);
}

/** Why a broker answers no, as a clause; empty where it answers yes. */
export function reasonText(answer: BrokerAnswer, { role }: QuestionWords): string {
  if (answer.problem !== undefined) return answer.problem;
  const first = refused(answer);
  if (first === undefined) return '';
  if (first.verdict === 'too-complex')
    return `whether \`${role}\` can is too complex to prove, so it counts as no`;
  const outcome = failedStep(first)?.outcome;
  if (outcome?.kind === 'barred')
    return describeBarred(`\`${role}\``, first.right, outcome.by).what;
  const refusal = outcome?.kind === 'refused' ? outcome.refusal : undefined;
  return describeRefusal(`\`${role}\``, first.right, refusal).what;
}

/** The answer of one broker: the verdict with its reason, then what decides, a line each. */
export function verdictLines(answer: BrokerAnswer, asked: QuestionWords): readonly string[] {
  if (!answer.allowed) {
    const round = refused(answer)?.round;
    const way = round && describeUncounted(round).what;
    const uncounted = way === undefined ? [] : [`  not counted: ${lowered(way)}`];
    return [`no: ${reasonText(answer, asked)}`, ...uncounted].map(printable);
  }
  const scopes = [...new Set(answer.explanations.flatMap(scopesIn))];
  const api = placesOf(answer.explanations.flatMap((one) => one.api));
  const shown = firstOf(
    scopes.map((scope) => scopeLine(scope, answer.broker)),
    NAMED,
    'scopes',
  ).map((line) => `  ${line}`);
  const rights = api.map((place) => `  granted at ${writtenText(place)}`);
  return [`yes: ${askedText(asked)}`, ...[...shown, ...rights].map(printable)];
}

function lowered(sentence: string): string {
  return sentence.replace(/^Its/, 'its');
}
