import { proveDiagnostics as catalog } from '../diagnostics/catalog/prove.js';
import type { Note } from '../diagnostics/diagnostic.js';
import type { Reporter } from '../diagnostics/reporter.js';
import { misspeltVhosts, reportMisspelt, type MisspeltVhost } from '../lint/misspelt-vhosts.js';
import type { Broker } from '../policy/brokers/broker.js';
import { usedHere } from '../policy/phrases/check-operation.js';
import { listed, nameText, phraseText } from '../policy/phrases/phrase-text.js';
import type { Right } from '../policy/phrases/rights.js';
import type { BrokerPolicy } from '../policy/policy.js';
import type { ClaimVerdict, ClaimFailure, PhraseVerdict, Walked } from '../prove/claims/claims.js';
import { byNameNotes } from './by-name.js';
import { groupBy } from '../access/group.js';
import { describeFailure } from './failure.js';
import { hardestOf, patternsOf } from './hardest.js';
import { WayBudget, wayNotes } from './way.js';
import { causeOf, walkNotes } from './walk.js';

/**
 * Reports what does not hold: each phrase of a claim at most once, with the first role as example.
 *
 * @param budget of how many it is told what would make them hold
 */
export function reportClaims(
  verdicts: readonly ClaimVerdict[],
  policy: BrokerPolicy,
  reporter: Reporter,
  budget = new WayBudget(),
): void {
  for (const [{ rights }, first, more] of examples(
    verdicts,
    ({ failures }) => failures,
    (failure) => Number(isUnproved(failure)),
  )) {
    const misspelt = first.claim === 'can' ? vhostOf(first.right, policy, reporter) : undefined;
    // That it does not hold follows from the name.
    if (misspelt !== undefined) reportMisspelt(misspelt, reporter, true);
    else reportFailure({ first, more, rights }, policy, reporter, budget);
  }
}

/** The vhost that a right is about, if that is probably another one. */
function vhostOf(
  right: Right,
  { vhosts }: BrokerPolicy,
  { suggester }: Reporter,
): MisspeltVhost | undefined {
  return 'vhost' in right ? misspeltVhosts(vhosts, suggester).get(right.vhost.key) : undefined;
}

/** Warns of guardrails that hold and that routing leads round: each phrase once, with a role as example. */
export function reportWalks(
  verdicts: readonly ClaimVerdict[],
  broker: Broker,
  reporter: Reporter,
): void {
  for (const [, first, more] of examples(verdicts, ({ walks }) => walks, walkRank))
    reportWalk(first, more, broker, reporter);
}

/**
 * What is to be told of each phrase of which there is anything: the example, which has the least rank, and the
 * others; else the roles keep their order.
 */
function examples<Found>(
  verdicts: readonly ClaimVerdict[],
  foundIn: (phrase: PhraseVerdict) => readonly Found[],
  rankOf: (found: Found) => number,
): readonly (readonly [phrase: PhraseVerdict, first: Found, more: readonly Found[]])[] {
  return verdicts
    .flatMap(({ phrases }) => phrases)
    .flatMap((phrase) => {
      const sorted = foundIn(phrase).toSorted((a, b) => rankOf(a) - rankOf(b));
      const [first, ...more] = sorted;
      return first === undefined ? [] : [[phrase, first, more] as const];
    });
}

/** Whether nothing is known but that a proof would take too long. */
function isUnproved(failure: ClaimFailure): boolean {
  const answer = failure.claim === 'never' ? failure.violation : failure.certainty;
  return answer.kind === 'too-complex';
}

/** A way that is open on every release tells most, and least that a search would take too long. */
function walkRank({ routed }: Walked): number {
  if (routed.kind === 'too-complex') return 2;
  return routed.walk.steps.some((step) => step.kind === 'exchange' && step.unasked === true)
    ? 1
    : 0;
}

/** What is told of a phrase that does not hold: the example, the others, and all that the phrase claims. */
interface FailedPhrase {
  readonly first: ClaimFailure;
  readonly more: readonly ClaimFailure[];
  readonly rights: readonly Right[];
}

function reportFailure(
  { first, more, rights: claimed }: FailedPhrase,
  policy: BrokerPolicy,
  reporter: Reporter,
  budget: WayBudget,
): void {
  const { role, right } = first;
  const uses = right.calls;
  const profiles = uses.map(usedHere);
  if (isUnproved(first)) {
    const own = policy.grants.filter((grant) => grant.role === role);
    const rights = [right, ...own.map((grant) => grant.right)];
    const patterns = hardestOf(rights.flatMap(patternsOf));
    const particulars = { phrase: phraseText(right), role: role.name, patterns };
    reporter.report(catalog.tooComplex, right.place, particulars, { uses, notes: profiles });
    return;
  }
  const { what, notes: reasons } = describeFailure(first, policy.broker);
  const notes = [
    ...reasons,
    ...wayNotes(first, claimed, policy, budget),
    ...byNameNotes(first, policy),
  ];
  const definition = first.claim === 'never' ? catalog.neverViolated : catalog.cannot;
  const others = othersText('Nor does it hold of', more);
  const extras = { uses, notes: [...notes, ...profiles] };
  reporter.report(definition, right.place, { what, others }, extras);
}

function reportWalk(
  first: Walked,
  more: readonly Walked[],
  broker: Broker,
  reporter: Reporter,
): void {
  const { right } = first;
  const uses = right.calls;
  const { what, remedy, notes } = described(first, broker);
  const byCause = groupBy(more, causeKey);
  const others = othersText('So it is with', byCause.get(causeKey(first)) ?? []);
  byCause.delete(causeKey(first));
  const further = Array.from(byCause.values(), furtherText).join('');
  const extras = { uses, notes: [...notes, ...uses.map(usedHere)] };
  const particulars = { what, others, remedy: `${remedy}${further}` };
  reporter.report(catalog.walkedRound, right.place, particulars, extras);
}

/** The same for all that one remedy helps. */
function causeKey({ routed }: Walked): string {
  return routed.kind === 'too-complex' ? routed.kind : causeOf(routed.walk).key;
}

/** Sentences about roles that get round in another way than the example, with a blank before them. */
function furtherText(some: readonly Walked[]): string {
  const [first] = some;
  if (first === undefined) return '';
  if (first.routed.kind === 'too-complex')
    return `${othersText('It is too complex to tell, so count with it, for', some)} ${TOO_COMPLEX}`;
  return `${othersText('Another way is open to', some)} ${causeOf(first.routed.walk).remedy}`;
}

const TOO_COMPLEX = 'Give the role fewer rights by wildcard in this vhost.';

/** A sentence that names further roles, with a blank before it; nothing where there are none. */
function othersText(start: string, more: readonly (ClaimFailure | Walked)[]): string {
  return more.length === 0 ? '' : ` ${start} ${listed(more.map(({ role }) => role.name))}.`;
}

function described(
  { role, right, routed }: Walked,
  broker: Broker,
): { what: string; remedy: string; notes: readonly Note[] } {
  if (routed.kind === 'too-complex') {
    const what = `whether routing leads \`${role.name}\` round \`${phraseText(right)}\` is too complex to tell, so count with it`;
    return { what, remedy: TOO_COMPLEX, notes: [] };
  }
  const { walk } = routed;
  const way = walk.arrives ? 'make messages arrive at' : 'get messages from';
  const key = walk.key.length === 0 ? '""' : nameText(walk.key);
  const what = `\`${role.name}\` can ${way} \`${nameText(walk.exchange)}\` with the key \`${key}\` in the vhost \`${nameText(walk.vhost)}\` by routing`;
  return { what, remedy: causeOf(walk).remedy, notes: walkNotes(walk, broker) };
}
