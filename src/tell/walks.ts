import { proveDiagnostics as catalog } from '../diagnostics/catalog/prove.js';
import type { Note } from '../diagnostics/diagnostic.js';
import type { Reporter } from '../diagnostics/reporter.js';
import type { Broker } from '../policy/brokers/broker.js';
import { nameText, phraseText } from '../policy/phrases/phrase-text.js';
import type { ClaimVerdict, PhraseVerdict, Walked } from '../prove/claims/claims.js';
import { listed } from './listed.js';
import { remedyFor, walkNotes } from './walk.js';

/** Warns of guardrails that hold and that routing leads round: each phrase once, with a role as example. */
export function reportWalks(
  verdicts: readonly ClaimVerdict[],
  broker: Broker,
  reporter: Reporter,
): void {
  for (const { phrases } of verdicts)
    for (const phrase of phrases) reportPhrase(phrase, broker, reporter);
}

function reportPhrase({ walks }: PhraseVerdict, broker: Broker, reporter: Reporter): void {
  const [first, ...more] = walks.toSorted((a, b) => Number(isOpen(a)) - Number(isOpen(b)));
  if (first === undefined) return;
  const { right } = first;
  const uses = right.calls;
  const profiles = uses.map((place): Note => ({ message: 'The profile is used here.', place }));
  const { what, remedy, notes } = described(first, broker);
  const others =
    more.length === 0 ? '' : ` So it is with ${listed(more.map(({ role }) => role.name))}.`;
  const extras = { uses, notes: [...notes, ...profiles] };
  reporter.report(catalog.walkedRound, right.place, { what, others, remedy }, extras);
}

/** Whether nothing is known but that a search would take too long. */
function isOpen({ routed }: Walked): boolean {
  return routed.kind === 'too-complex';
}

function described(
  { role, right, routed }: Walked,
  broker: Broker,
): { what: string; remedy: string; notes: readonly Note[] } {
  if (routed.kind === 'too-complex') {
    const what = `whether routing leads \`${role.name}\` round \`${phraseText(right)}\` is too complex to tell, so count with it`;
    const remedy = 'Give the role fewer rights by wildcard in this vhost.';
    return { what, remedy, notes: [] };
  }
  const { walk } = routed;
  const way = walk.arrives ? 'make messages arrive at' : 'get messages from';
  const key = walk.key.length === 0 ? '""' : nameText(walk.key);
  const what = `\`${role.name}\` can ${way} \`${nameText(walk.exchange)}\` with the key \`${key}\` in the vhost \`${nameText(walk.vhost)}\` by routing`;
  return { what, remedy: remedyFor(walk), notes: walkNotes(walk, broker) };
}
