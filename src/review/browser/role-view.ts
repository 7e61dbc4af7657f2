import { stateText } from '../words.js';
import { found, type BrokerView } from './broker-view.js';
import { cellDetails, places } from './details.js';
import { changesTable } from './changes-view.js';
import { codeText, html, message, table } from './dom.js';
import { flowFigure } from './flow-view.js';

/** The page of a role: all that it can do and why. */
export function roleView(view: BrokerView, at: number): HTMLElement {
  const role = view.role(at);
  const { name, arn, groups, place, grants, scopes, iam, rounds, spills, changes } = role;
  const cells = view.cellsOfRole(at).filter(({ can }) => can.length > 0);
  return html(
    'article',
    {},
    html('h1', {}, html('small', {}, 'role'), ' ', name),
    html(
      'dl',
      { class: 'facts' },
      ...facts([
        ['ARN', codeText(arn)],
        ['Teams', groups.length === 0 ? 'none' : groups.join(', ')],
        ['Declared at', places([place])],
      ]),
    ),
    ...rounds.map((round) => html('p', { class: 'alarm' }, ...message(`${round}.`))),
    ...(changes.length === 0
      ? []
      : [
          html('h2', {}, 'Gained and lost'),
          changesTable(
            `What ${name} gained and lost`,
            changes.map((change) => ({ role: name, change })),
          ),
        ]),
    html('h2', {}, 'What it can do'),
    cells.length === 0
      ? html('p', { class: 'quiet' }, 'Nothing with an exchange, queue or stream.')
      : table(
          `What ${name} can do`,
          ['Resource', 'Vhost', 'How'],
          cells.map((cell) => {
            const resource = view.resource(cell.resource);
            return [
              html(
                'span',
                {},
                `${resource.kind} `,
                html('a', { href: view.linkToResource(cell.resource) }, resource.name),
              ),
              codeText(view.vhostOf(resource)),
              cellDetails(cell, view),
            ];
          }),
        ),
    html('h2', {}, 'Who it talks to'),
    flowFigure(view, { role: at }, `Who ${name} talks to`),
    html('h2', {}, 'Its lines'),
    grants.length === 0
      ? html('p', { class: 'quiet' }, 'Nothing is granted to it.')
      : table(
          `The lines of ${name}`,
          ['Right', 'Vhost', 'Where', 'Spoken of by'],
          grants.map(({ phrase, vhost, place: where, uses, claims }) => [
            codeText(phrase),
            vhost === null ? 'none' : codeText(vhost),
            places([where, ...uses]),
            claims.length === 0
              ? html('span', { class: 'warned' }, 'no claim')
              : html(
                  'ul',
                  { class: 'plain' },
                  ...claims.map((number) => {
                    const claim = found(view.review.claims, number);
                    return html(
                      'li',
                      {},
                      codeText(`${claim.kind} ${claim.subject} { ${claim.phrase} }`),
                      ` ${stateText(claim)}`,
                    );
                  }),
                ),
          ]),
        ),
    ...(spills.length === 0
      ? []
      : [
          html('h2', {}, 'Given and not asked for'),
          html(
            'ul',
            {},
            ...spills.map(({ phrase, vhost, effect }) =>
              html('li', {}, codeText(phrase), ' in ', codeText(vhost), ': ', ...message(effect)),
            ),
          ),
        ]),
    html('h2', {}, 'Its scopes'),
    scopes.length === 0
      ? html('p', { class: 'quiet' }, 'None, so it cannot sign in.')
      : html('pre', { tabindex: 0 }, scopes.map(({ text }) => text).join('\n')),
    html('h2', {}, 'Its IAM policy'),
    ...(iam.length === 0
      ? [html('p', { class: 'quiet' }, 'None.')]
      : iam.map((text) => html('pre', { tabindex: 0 }, text.trimEnd()))),
  );
}

/** Terms with what is said of them. */
export function facts(
  entries: readonly (readonly [string, Node | string])[],
): readonly HTMLElement[] {
  return entries.flatMap(([term, value]) => [html('dt', {}, term), html('dd', {}, value)]);
}
