import { patternText } from '../policy/phrases/phrase-text.js';
import { asker } from '../program/query/ask.js';
import type { QueryableBroker } from '../program/query/queryable.js';
import { Unaskable } from '../program/query/unaskable.js';
import { whoCan } from '../program/query/who.js';
import { answeredOn, canLines, remarks } from '../program/text/can-text.js';
import { answersLines } from '../program/text/explained-text.js';
import { whoLines } from '../program/text/who-text.js';
import { printable } from '../report/printable.js';

/** A question to a policy, as the commands of the same names take it. */
export interface TextQuestion {
  readonly kind: 'can' | 'explain' | 'who';
  /** The role that is asked about; `who` asks about every role. */
  readonly role?: string | undefined;
  /** A phrase as in a policy, such as `consume queue orders.work`. */
  readonly phrase: string;
  /** The vhost that the phrase is about; left out, the only one that is declared, and for `who` every one. */
  readonly vhost?: string | undefined;
  /** The only broker that is asked; left out, every broker counts. */
  readonly broker?: string | undefined;
}

/** What a policy answers: the lines that the command would print, or why it cannot be asked. */
export type TextAnswer =
  | {
      readonly ok: true;
      /** Whether every broker says yes; undefined for `who`. */
      readonly allowed: boolean | undefined;
      readonly lines: readonly string[];
    }
  | { readonly ok: false; readonly reasons: readonly string[] };

/** The most mistakes of one phrase that are told. */
const SHOWN = 5;

/** Asks the brokers of a policy without errors. */
export function answerTo(question: TextQuestion, brokers: readonly QueryableBroker[]): TextAnswer {
  try {
    return answered(question, brokers);
  } catch (thrown) {
    if (!(thrown instanceof Unaskable)) throw thrown;
    const mistakes = thrown.diagnostics
      .slice(0, SHOWN)
      .map(({ message, notes }) => [message, ...notes.map((note) => note.message)].join(' '));
    const reasons = mistakes.length === 0 ? [thrown.message] : mistakes;
    return { ok: false, reasons: reasons.map(printable) };
  }
}

function answered(
  { kind, role = '', phrase, vhost, broker }: TextQuestion,
  brokers: readonly QueryableBroker[],
): TextAnswer {
  if (kind === 'who')
    return {
      ok: true,
      allowed: undefined,
      lines: whoLines(whoCan({ phrase, vhost, broker }, brokers)),
    };
  if (role === '') return { ok: false, reasons: ['no role is named'] };
  const question = { role, phrase, vhost: vhost ?? onlyVhost(brokers), broker };
  const asked = asker(brokers)(question);
  const answers = asked.map(answeredOn);
  const notes = remarks(asked);
  return {
    ok: true,
    allowed: answers.every((answer) => answer.allowed),
    lines:
      kind === 'can' ? canLines(question, answers, notes) : answersLines(question, asked, notes),
  };
}

/** The vhost that all brokers declare, where it is one. */
function onlyVhost(brokers: readonly QueryableBroker[]): string | undefined {
  const declared = new Map(
    brokers.flatMap(({ policy }) =>
      Array.from(policy.vhosts.declared, ({ pattern }) => [pattern.key, pattern] as const),
    ),
  );
  const [only, ...more] = declared.values();
  return only === undefined || more.length > 0 ? undefined : patternText(only);
}
