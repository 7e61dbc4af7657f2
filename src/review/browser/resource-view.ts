import type { BrokerView } from './broker-view.js';
import { cellDetails, places } from './details.js';
import { codeText, html, table } from './dom.js';
import { flowFigure } from './flow-view.js';
import { facts } from './role-view.js';

/** The page of a resource: who can do what with it. */
export function resourceView(view: BrokerView, at: number): HTMLElement {
  const resource = view.resource(at);
  const { kind, name, type, place, origin } = resource;
  const cells = view.cellsOfResource(at).filter(({ can }) => can.length > 0);
  const where =
    origin === 'built-in'
      ? 'in every vhost without a declaration'
      : origin === 'undeclared'
        ? 'nowhere: lines grant it, and nothing declared has such a name'
        : place === null
          ? 'in a topology file'
          : places([place]);
  return html(
    'article',
    {},
    html('h1', {}, html('small', {}, kind), ' ', name),
    html(
      'dl',
      { class: 'facts' },
      ...facts([
        ['Vhost', codeText(view.vhostOf(resource))],
        ...(kind === 'exchange' ? [['Type', type ?? 'not said'] as const] : []),
        ['Declared', where],
      ]),
    ),
    html('h2', {}, 'Who can do what'),
    cells.length === 0
      ? html('p', { class: 'quiet' }, 'No role can do anything with it.')
      : table(
          `Who can do what with ${name}`,
          ['Role', 'How'],
          cells.map((cell) => [
            html('a', { href: view.linkToRole(cell.role) }, view.role(cell.role).name),
            cellDetails(cell, view),
          ]),
        ),
    html('h2', {}, 'Who talks through it'),
    flowFigure(view, { resource: at }, `Who talks through ${name}`),
  );
}
