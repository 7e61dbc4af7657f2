import type { ReviewChange } from '../document.js';
import { fileAndLine } from '../words.js';
import type { BrokerView } from './broker-view.js';
import { codeText, html, table, together } from './dom.js';

/** A change with the role that it is about. */
interface RoleChange {
  readonly role: string;
  readonly link?: string;
  readonly change: ReviewChange;
}

/** Everything that was gained and lost. What is gained stands first: somebody has to answer for it. */
export function changesView(view: BrokerView, against: string): HTMLElement {
  const { roles, gone } = view.broker;
  const all: readonly RoleChange[] = [
    ...roles.flatMap(({ name, changes }, at) =>
      changes.map((change) => ({ role: name, link: view.linkToRole(at), change })),
    ),
    ...gone.flatMap(({ name, changes }) => changes.map((change) => ({ role: name, change }))),
  ];
  return html(
    'article',
    {},
    html('h1', {}, 'Changes'),
    html('p', {}, 'Access gained and lost against ', codeText(against), '.'),
    all.length === 0
      ? html('p', {}, 'The same access.')
      : changesTable('What was gained and lost', all),
  );
}

/** Changes as a table. */
export function changesTable(caption: string, changes: readonly RoleChange[]): HTMLElement {
  const sorted = changes.toSorted((a, b) => rankOf(a) - rankOf(b));
  return table(
    caption,
    ['What', 'Role', 'Access, by example', 'Vhost', 'By'],
    sorted.map(({ role, link, change: { direction, phrase, vhost, by, place } }) => [
      html('span', { class: direction }, direction),
      link === undefined ? role : html('a', { href: link }, role),
      codeText(phrase),
      vhost === null ? 'none' : codeText(vhost),
      together(codeText(by), html('span', { class: 'place' }, fileAndLine(place))),
    ]),
  );
}

function rankOf({ change }: RoleChange): number {
  return change.direction === 'gained' ? 0 : 1;
}
