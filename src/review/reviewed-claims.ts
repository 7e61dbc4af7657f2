import { proveDiagnostics } from '../diagnostics/catalog/prove.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { placeKey } from '../policy/resources/resource-uses.js';
import { outline } from '../policy/outline.js';
import type { BrokerPolicy, Claim } from '../policy/policy.js';
import type { Role } from '../policy/names/roles.js';
import type { Right } from '../policy/phrases/rights.js';
import { isOneLine } from '../prove/spill/phrase-key.js';
import type { ProvedClaim } from '../program/proved-claims.js';
import { printable } from '../report/printable.js';
import type { PolicyFile, Subject } from '../syntax/tree.js';
import type { ReviewClaim } from './document.js';
import { vhostText } from './reviewed-role.js';
import { phraseText } from '../policy/phrases/phrase-text.js';
import { reviewPlace } from './shown.js';

/** Whom the claims of a policy are about, as it is written. */
export class ClaimSubjects {
  readonly #subjects = new Map<string, Subject>();

  constructor(files: readonly PolicyFile[]) {
    for (const { node, source } of outline(files).rules)
      if (node.subject !== null)
        this.#subjects.set(placeKey({ source, range: node.keyword.range }), node.subject);
  }

  /** Such as `anyone except deployer`. */
  textOf({ place }: Claim): string {
    const subject = this.#subjects.get(placeKey(place));
    const names = (subject?.names ?? []).flatMap((name) => (name === null ? [] : [name.text]));
    const listed = names.join(', ');
    if (subject?.anyone !== true) return listed;
    return names.length === 0 ? 'anyone' : `anyone except ${listed}`;
  }

  /** The roles that a claim about anyone excepts. */
  exceptedBy({ place, roles }: Claim, policy: BrokerPolicy): readonly Role[] {
    if (this.#subjects.get(placeKey(place))?.anyone !== true) return [];
    const meant = new Set(roles);
    return policy.roles.filter((role) => !meant.has(role));
  }
}

/** A claim with what came of it on each broker, and with what is told of it. */
export function reviewedClaim(
  { claim, right, outcomes }: ProvedClaim,
  subjects: ClaimSubjects,
  diagnostics: readonly Diagnostic[],
): ReviewClaim {
  const place = placeKey(right.place);
  return {
    kind: claim.kind,
    subject: subjects.textOf(claim),
    phrase: phrasesText(claim, right),
    vhost: vhostText(right),
    place: reviewPlace(right.place),
    test: claim.test === undefined ? null : printable(claim.test.title),
    on: outcomes,
    messages: diagnostics.flatMap((one, at) =>
      OF_CLAIMS.has(one.code) && placeKey(one.place) === place ? [at] : [],
    ),
  };
}

/** How many rights of a phrase that lists several are told. */
const SHOWN = 3;

/** What a phrase comes to, right by right. */
function phrasesText({ rights }: Claim, one: Right): string {
  const texts = rights.filter((right) => isOneLine(right, one)).map((right) => phraseText(right));
  const left = texts.length - SHOWN;
  return [...texts.slice(0, SHOWN), ...(left > 0 ? [`and ${left} more`] : [])].join('; ');
}

/** The codes of what is told of claims. */
const OF_CLAIMS: ReadonlySet<string> = new Set([
  proveDiagnostics.neverViolated.code,
  proveDiagnostics.cannot.code,
  proveDiagnostics.tooComplex.code,
  proveDiagnostics.walkedRound.code,
]);
