import { grantFor, refused, type BrokerAnswer } from '../query/answer.js';
import type { AskedOn } from '../query/ask.js';
import type { Proposal } from '../query/smallest-grant.js';
import { describeNearMiss } from '../../tell/step.js';
import type { NearMiss } from '../../prove/near-miss.js';
import { printable } from '../../report/printable.js';
import { placeJson, placeText, scopeJson, scopeLine } from './scope-line.js';

/** What a refused role lacks: the scope that came nearest, and the smallest grant that would do. */
export interface WayToYes {
  readonly nearest: NearMiss | undefined;
  readonly grant: Proposal | undefined;
}

/** What stands between a broker's no and a yes; nothing for a yes. */
export function wayToYes(asked: AskedOn, answer: BrokerAnswer): WayToYes {
  return { nearest: refused(answer)?.nearest, grant: grantFor(asked, answer) };
}

/** The same for people, a line each. */
export function wayLines({ nearest, grant }: WayToYes, answer: BrokerAnswer): readonly string[] {
  const near =
    nearest === undefined
      ? []
      : [
          `  nearest: ${scopeLine(nearest.scope, answer.broker)}`,
          `    ${describeNearMiss(nearest)}`,
        ];
  return [...near.map(printable), ...(grant === undefined ? [] : proposalLines(grant))];
}

/** The same for programs. */
export function wayJson({ nearest, grant }: WayToYes, { broker }: BrokerAnswer): object {
  return {
    ...(nearest === undefined
      ? {}
      : { nearest: { ...scopeJson(nearest.scope, broker), mismatch: describeNearMiss(nearest) } }),
    ...(grant === undefined ? {} : proposalJson(grant)),
  };
}

/** A proposed grant, for people. */
export function proposalLines({ source, against }: Proposal): readonly string[] {
  const forbidden = against.map((place) => `  The \`never\` at ${placeText(place)} forbids it.`);
  const lines = source.map((line) => `    ${line}`);
  return ['', '  This would make it a yes:', '', ...lines, ...forbidden].map(printable);
}

/** A proposed grant, for programs. */
export function proposalJson({ source, against }: Proposal): object {
  return { grant: source.join('\n'), forbiddenBy: against.map(placeJson) };
}
