import { internalUsersText } from '../words.js';
import type { BrokerView } from './broker-view.js';
import { places } from './details.js';
import { codeText, html, message, table } from './dom.js';

/** What a check tells, what is given without being asked for, and what no proof is about. */
export function findingsView(view: BrokerView): HTMLElement {
  const { review, broker } = view;
  const spills = broker.roles.flatMap(({ name, spills: found }, at) =>
    found.map((spill) => ({ name, at, spill })),
  );
  const rounds = broker.roles.flatMap(({ name, rounds: found }, at) =>
    found.map((round) => ({ name, at, round })),
  );
  return html(
    'article',
    {},
    html('h1', {}, 'Findings'),
    ...internalUsersText(review.brokers).map((text) => html('p', { class: 'alarm' }, text)),
    html('h2', {}, 'What a check tells'),
    review.messages.length === 0
      ? html('p', { class: 'quiet' }, 'Nothing.')
      : table(
          'What a check tells',
          ['Message', 'Severity', 'Code', 'Where'],
          review.messages.map(({ text, severity, code: name, place, on }) => [
            html('span', {}, ...message(text), on === null ? undefined : ` (${on})`),
            html('span', { class: severity }, severity),
            codeText(name),
            places([place]),
          ]),
        ),
    html('h2', {}, 'Who can walk round every scope'),
    rounds.length === 0
      ? html('p', { class: 'quiet' }, 'Nobody.')
      : table(
          'Who can walk round every scope',
          ['Role', 'How'],
          rounds.map(({ name, at, round }) => [
            html('a', { href: view.linkToRole(at) }, name),
            html('span', {}, ...message(round)),
          ]),
        ),
    html('h2', {}, 'Given and not asked for'),
    spills.length === 0
      ? html('p', { class: 'quiet' }, 'Nothing that adds to what the lines ask for.')
      : table(
          'Given and not asked for',
          ['Role', 'Can', 'Vhost', 'What it brings about'],
          spills.map(({ name, at, spill: { phrase, vhost, effect } }) => [
            html('a', { href: view.linkToRole(at) }, name),
            codeText(phrase),
            codeText(vhost),
            html('span', {}, ...message(effect)),
          ]),
        ),
  );
}
