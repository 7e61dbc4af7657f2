import { error, warning } from '../define.js';

/** What comes of proofs about the access that a policy gives. */
export const proveDiagnostics = {
  neverViolated: error(
    'never-violated',
    ({ what, others }: Refuted) => `\`never\` does not hold: ${what}.${others}`,
  ),
  cannot: error(
    'cannot',
    ({ what, others }: Refuted) => `\`can\` does not hold: ${what}.${others}`,
  ),
  tooComplex: error(
    'too-complex-to-prove',
    ({ phrase, role, patterns }: { phrase: string; role: string; patterns: string }) =>
      `Whether \`${role}\` can \`${phrase}\` is too complex to prove, so the claim counts as failed. Use fewer wildcards in one name${patterns}.`,
  ),
  tooComplexToCheck: warning(
    'too-complex-to-check',
    ({ role, patterns }: { role: string; patterns: string }) =>
      `What \`${role}\` is allowed is too complex to look through, so what would be said of it is told in part only. Use fewer wildcards in one name${patterns}.`,
  ),
  walkedRound: warning(
    'walked-round',
    ({ what, others, remedy }: Walked) =>
      `\`never\` holds for the operation itself, but ${what}.${others} ${remedy}`,
  ),
  spill: warning(
    'spill',
    ({ role, phrase, effect, because, remedy, others }: Spilt) =>
      `\`${role}\` may also \`${phrase}\`, which no line asks for, ${effect}: ${because} ${remedy}${others}`,
  ),
};

interface Walked {
  /** How routing leads round the guardrail, as a clause. */
  readonly what: string;
  /** A sentence about further roles with a blank before it, or nothing. */
  readonly others: string;
  /** What to write instead, and what there is about roles that go another way, as sentences. */
  readonly remedy: string;
}

interface Spilt {
  readonly role: string;
  readonly phrase: string;
  /** What it gets round, as a clause. */
  readonly effect: string;
  /** Why the broker permits it, as a sentence. */
  readonly because: string;
  /** What to write instead, as a sentence. */
  readonly remedy: string;
  /** Sentences about further roles and operations, each with a blank before it, or nothing. */
  readonly others: string;
}

interface Refuted {
  /** A role and what it can do or cannot do, as a clause. */
  readonly what: string;
  /** A sentence about further roles with a blank before it, or nothing. */
  readonly others: string;
}
