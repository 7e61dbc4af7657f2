import type {
  GivenBroker,
  GivenRight,
  TextArtifacts,
  TextClaim,
  TextComparison,
} from '../../dist/core/index.js';
import { html, message, table } from '../../src/review/browser/dom.js';
import { placeButton, type GoTo } from './places.js';
import { shortened, shortenedText } from './shortened.js';

/** So many roles of a broker are shown at first. */
const ROLES = 100;

/** A reason, which is told without a full stop, as a sentence. */
export function sentence(reason: string): string {
  return `${reason.slice(0, 1).toUpperCase()}${reason.slice(1).replace(/\.$/, '')}. `;
}

/** What each role is given, scope by scope, with the lines that it comes from. */
export function scopesView(brokers: readonly GivenBroker[], goTo: GoTo): readonly HTMLElement[] {
  return brokers.flatMap(({ name, engine, roles }) => [
    html('h2', {}, name, ' ', html('small', {}, engine)),
    ...(roles.length === 0
      ? [html('p', { class: 'quiet' }, 'No role is granted anything.')]
      : shortened(html('div', { class: 'roles' }), roles, ROLES, 'roles', (some) =>
          some.map((role) => roleSection(role, goTo)),
        )),
  ]);
}

function roleSection(
  { name, arn, scopes, rights }: GivenBroker['roles'][number],
  goTo: GoTo,
): HTMLElement {
  return html(
    'section',
    { class: 'role', 'aria-label': `role ${name}` },
    html('h3', {}, name, ' ', html('code', { class: 'quiet' }, arn)),
    rightList(scopes, goTo),
    rights.length === 0
      ? undefined
      : html('p', { class: 'quiet' }, 'by IAM, of the API of Amazon MQ:'),
    rightList(rights, goTo),
  );
}

function rightList(rights: readonly GivenRight[], goTo: GoTo): HTMLElement | undefined {
  if (rights.length === 0) return undefined;
  return html(
    'ul',
    { class: 'rights' },
    ...rights.map(({ text, from }) =>
      html(
        'li',
        {},
        html('code', {}, text),
        html('span', { class: 'from' }, ...from.map((place) => placeButton(place, goTo))),
      ),
    ),
  );
}

/** A file that comes out, under its path. */
export interface OutFile {
  readonly path: string;
  readonly text: string;
}

/** The files that come out, in their order, with the broker's name before each where there are several. */
export function filesOf(artifacts: TextArtifacts | undefined): readonly OutFile[] {
  if (artifacts?.ok !== true) return [];
  const { brokers } = artifacts;
  return brokers.flatMap(({ name, files }) =>
    files.map(({ path, text }) => ({
      path: brokers.length > 1 ? `${name}/${path}` : path,
      text,
    })),
  );
}

/** Guardrails and tests with what came of each phrase. */
export function claimsView(claims: readonly TextClaim[], goTo: GoTo): readonly HTMLElement[] {
  if (claims.length === 0)
    return [
      html(
        'p',
        { class: 'quiet' },
        ...message('The policy claims nothing: `never` and `test` hold what must stay so.'),
      ),
    ];
  const titles = [...new Set(claims.map(({ test }) => test))];
  return titles.flatMap((title) => {
    const own = claims.filter(({ test }) => test === title);
    const heading = title ?? 'Guardrails';
    return [
      html('h2', {}, title === undefined ? undefined : html('small', {}, 'test '), heading),
      table(
        heading,
        ['State', 'Claim', 'In', ''],
        own.map((claim) => [
          stateText(claim),
          html(
            'span',
            {},
            html('b', {}, claim.kind),
            ` ${claim.subject} `,
            html('code', {}, claim.phrase),
          ),
          claim.vhost ?? '',
          placeButton(claim.place, goTo),
        ]),
      ),
    ];
  });
}

const states = { holds: 'holds', fails: 'FAILS', 'walked-round': 'walked round' } as const;

function stateText({ on }: TextClaim): HTMLElement {
  const order = ['fails', 'walked-round', 'holds'] as const;
  const worst = order.find((state) => on.some((one) => one.state === state)) ?? 'holds';
  const where = on.filter(({ state }) => state === worst).map(({ broker }) => broker);
  const some = where.length < on.length ? ` on ${where.join(', ')}` : '';
  return html('span', { class: worst }, `${states[worst]}${some}`);
}

/** How many claims do not hold. */
export function failing(claims: readonly TextClaim[]): number {
  return claims.filter(({ on }) => on.some(({ state }) => state === 'fails')).length;
}

/** A comparison as `warren diff` tells it, with what was gained and lost in its colours. */
export function comparisonView(comparison: TextComparison | undefined): readonly HTMLElement[] {
  if (comparison === undefined)
    return [html('p', { class: 'quiet' }, 'There is nothing to compare with.')];
  if (!comparison.ok)
    return [
      html(
        'p',
        { class: 'alarm' },
        ...comparison.reasons.flatMap((reason) => message(sentence(reason))),
      ),
    ];
  return shortenedText('Access gained and lost', 'told', comparison.text, (lines) =>
    lines.map((line) => html('span', { class: lineClass(line) }, `${line}\n`)),
  );
}

function lineClass(line: string): string | undefined {
  if (/^\s*\+ /.test(line)) return 'gained';
  return /^\s*- /.test(line) ? 'lost' : undefined;
}
