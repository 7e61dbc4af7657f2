import type { Review, ReviewClaim } from '../document.js';
import { stateText } from '../words.js';
import { found, type BrokerView } from './broker-view.js';
import { places } from './details.js';
import { codeText, html, message, table, type Child } from './dom.js';

/** Guardrails and tests, with what became of them. */
export function claimsView(view: BrokerView): HTMLElement {
  const { review } = view;
  const tests = new Map<string, ReviewClaim[]>();
  for (const claim of review.claims) {
    const title = claim.test ?? '';
    const known = tests.get(title);
    if (known === undefined) tests.set(title, [claim]);
    else known.push(claim);
  }
  const guardrails = tests.get('') ?? [];
  tests.delete('');
  return html(
    'article',
    {},
    html('h1', {}, 'Guardrails and tests'),
    html('h2', {}, 'Guardrails'),
    guardrails.length === 0
      ? html('p', { class: 'quiet' }, 'The policy has none.')
      : claimsTable('Guardrails', guardrails, review),
    ...Array.from(tests, ([title, claims]) => [
      html('h2', {}, html('small', {}, 'test'), ' ', title),
      claimsTable(title, claims, review),
    ]).flat(),
  );
}

function claimsTable(caption: string, claims: readonly ReviewClaim[], review: Review): HTMLElement {
  return table(
    caption,
    ['Claim', 'State', 'Vhost', 'Where'],
    claims.map((claim) => [
      codeText(`${claim.kind} ${claim.subject} { ${claim.phrase} }`),
      html('span', { class: worst(claim) }, stateText(claim), ...messagesOf(claim, review)),
      claim.vhost === null ? 'none' : codeText(claim.vhost),
      places([claim.place]),
    ]),
  );
}

function messagesOf({ messages }: ReviewClaim, review: Review): readonly Child[] {
  return messages.map((at) => {
    const { text, notes } = found(review.messages, at);
    return html(
      'details',
      { open: true },
      html('summary', {}, ...message(text)),
      html('ul', { class: 'plain' }, ...notes.map((note) => html('li', {}, ...message(note)))),
    );
  });
}

/** The worst state of a claim on any broker, as a name of a style. */
export function worst({ on }: ReviewClaim): string {
  for (const state of ['fails', 'walked-round'] as const)
    if (on.some((one) => one.state === state)) return state;
  return 'holds';
}
