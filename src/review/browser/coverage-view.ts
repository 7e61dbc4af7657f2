import { coverageOf, numberOf } from '../words.js';
import type { BrokerView } from './broker-view.js';
import { places } from './details.js';
import { codeText, html, table } from './dom.js';

/** The granted rights that no claim speaks of. */
export function coverageView(view: BrokerView): HTMLElement {
  const { covered, all } = coverageOf(view.broker);
  const open = view.broker.roles.flatMap(({ name, grants }, at) =>
    grants.filter(({ claims }) => claims.length === 0).map((grant) => ({ name, at, grant })),
  );
  return html(
    'article',
    {},
    html('h1', {}, 'What the tests cover'),
    html(
      'p',
      {},
      html('progress', {
        max: all,
        value: covered,
        'aria-label': 'Granted rights that claims speak of',
      }),
      ` Claims speak of ${covered} of ${numberOf(all, 'granted right')}.`,
    ),
    html(
      'p',
      { class: 'quiet' },
      'A ',
      codeText('can'),
      ' speaks of the rights that its proof rests on; a ',
      codeText('never … except'),
      ' of a right of a role that it excepts, where that right alone would break it.',
    ),
    open.length === 0
      ? html('p', {}, 'Nothing is left out.')
      : table(
          'Granted rights that no claim speaks of',
          ['Right', 'Role', 'Vhost', 'Where'],
          open.map(({ name, at, grant: { phrase, vhost, place, uses } }) => [
            codeText(phrase),
            html('a', { href: view.linkToRole(at) }, name),
            vhost === null ? 'none' : codeText(vhost),
            places([place, ...uses]),
          ]),
        ),
  );
}
