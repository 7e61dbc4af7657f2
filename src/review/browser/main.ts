import type { Review } from '../document.js';
import { coverageOf, numberOf } from '../words.js';
import { accessView } from './access-view.js';
import { BrokerView, found } from './broker-view.js';
import { changesView } from './changes-view.js';
import { claimsView, worst } from './claims-view.js';
import { coverageView } from './coverage-view.js';
import { html } from './dom.js';
import { findingsView } from './findings-view.js';
import { flowFigure } from './flow-view.js';
import { resourceView } from './resource-view.js';
import { roleView } from './role-view.js';

/** A view of a broker that the navigation leads to. */
interface View {
  readonly path: string;
  readonly title: string;
  /** What is to be known before it is opened. */
  readonly count?: string;
  readonly isBad?: boolean;
  readonly draw: () => HTMLElement;
}

const data: unknown = JSON.parse(document.getElementById('review')?.textContent ?? 'null');
if (isReview(data)) start(data);

/** The review that the page holds: written by the program that wrote this script, so the rest is as it says. */
function isReview(value: unknown): value is Review {
  return typeof value === 'object' && value !== null && 'brokers' in value;
}

function start(review: Review): void {
  const views = new Map(review.brokers.map((one) => [one.name, new BrokerView(review, one)]));
  const main = html('main', { id: 'main', tabindex: -1 });
  const top = html('header');
  document.body.append(
    html('a', { class: 'skip', href: '#main' }, 'Skip to the content'),
    top,
    main,
  );
  const go = (isFirst: boolean): void => {
    const [broker = '', path = 'access', ...rest] = addressOf(location.hash);
    const view = views.get(broker) ?? found([...views.values()], 0);
    const drawn = contentOf(view, path, rest);
    top.replaceChildren(...headOf(review, view, views, path));
    main.replaceChildren(drawn);
    const title = drawn.querySelector('h1')?.textContent ?? '';
    document.title = `${title} · ${review.title}`;
    if (isFirst) return;
    scrollTo(0, 0);
    main.focus({ preventScroll: true });
  };
  addEventListener('hashchange', () => {
    // The link that skips the head has an address of another kind.
    if (location.hash === '#main') main.focus();
    else go(false);
  });
  addEventListener('keydown', (event) => {
    const isTyped = event.target instanceof HTMLInputElement;
    const filter = document.getElementById('filter');
    if (event.key !== '/' || isTyped || filter === null) return;
    event.preventDefault();
    filter.focus();
  });
  go(true);
}

/** The parts of an address such as `#/BROKER/role/NAME`; what is no text in it counts as nothing. */
function addressOf(hash: string): readonly string[] {
  if (!hash.startsWith('#/')) return [];
  return hash
    .slice(2)
    .split('/')
    .map((part) => {
      try {
        return decodeURIComponent(part);
      } catch {
        return '';
      }
    });
}

function viewsOf(view: BrokerView): readonly View[] {
  const { review, broker } = view;
  const { claims, against } = review;
  const failed = claims.filter((claim) => worst(claim) === 'fails').length;
  const changes = [...broker.roles, ...broker.gone].flatMap((one) => one.changes).length;
  const { covered, all } = coverageOf(broker);
  const grave = review.messages.filter(({ severity }) => severity !== 'hint').length;
  return [
    { path: 'access', title: 'Access', draw: () => accessView(view) },
    ...(against === null
      ? []
      : [
          {
            path: 'changes',
            title: 'Changes',
            count: String(changes),
            isBad: changes > 0,
            draw: () => changesView(view, against),
          },
        ]),
    { path: 'flow', title: 'Flow', draw: () => flowView(view) },
    {
      path: 'claims',
      title: 'Guardrails and tests',
      count: failed > 0 ? `${failed} failed` : String(claims.length),
      isBad: failed > 0,
      draw: () => claimsView(view),
    },
    {
      path: 'coverage',
      title: 'Coverage',
      count: `${covered}/${all}`,
      draw: () => coverageView(view),
    },
    {
      path: 'findings',
      title: 'Findings',
      count: String(grave),
      isBad: grave > 0,
      draw: () => findingsView(view),
    },
  ];
}

function contentOf(view: BrokerView, path: string, rest: readonly string[]): HTMLElement {
  const { broker } = view;
  if (path === 'role') {
    const at = broker.roles.findIndex(({ name }) => name === rest[0]);
    return at < 0 ? missing('role') : roleView(view, at);
  }
  if (path === 'resource') {
    const [vhost, kind, name] = rest;
    const at = broker.resources.findIndex(
      (one) => one.name === name && one.kind === kind && view.vhostOf(one) === vhost,
    );
    return at < 0 ? missing('resource') : resourceView(view, at);
  }
  const chosen = viewsOf(view).find((one) => one.path === path);
  return chosen === undefined ? missing('page') : chosen.draw();
}

function missing(what: string): HTMLElement {
  return html(
    'article',
    {},
    html('h1', {}, 'Not here'),
    html('p', {}, `This broker has no such ${what}. It may have had one when the link was made.`),
  );
}

/** The flow of each vhost, drawn when it is opened; where there is one alone it is open. */
function flowView(view: BrokerView): HTMLElement {
  const { vhosts } = view.broker;
  return html(
    'article',
    {},
    html('h1', {}, 'Who talks to whom'),
    ...vhosts.map((name, vhost) => {
      const box = html('details', { class: 'vhost' }, html('summary', {}, `vhost ${name}`));
      box.addEventListener('toggle', () => {
        if (box.open && box.children.length === 1)
          box.append(flowFigure(view, { vhost }, `Who talks to whom in ${name}`));
      });
      box.open = vhosts.length === 1;
      return box;
    }),
  );
}

function headOf(
  review: Review,
  view: BrokerView,
  views: ReadonlyMap<string, BrokerView>,
  path: string,
): readonly HTMLElement[] {
  const { broker } = view;
  const choice = html(
    'select',
    { 'aria-label': 'Broker' },
    ...Array.from(views.keys(), (name) =>
      html('option', { value: name, selected: name === broker.name ? true : undefined }, name),
    ),
  );
  choice.addEventListener('change', () => {
    location.hash = views.get(choice.value)?.link(path === 'role' ? 'access' : path) ?? '';
  });
  return [
    html(
      'div',
      { class: 'title' },
      html('b', {}, review.title),
      html(
        'span',
        { class: 'quiet' },
        'broker ',
        views.size > 1 ? choice : broker.name,
        `, ${broker.engine}, ${numberOf(broker.roles.length, 'role')}, ${numberOf(broker.resources.length, 'resource')}`,
      ),
    ),
    html(
      'nav',
      { 'aria-label': 'Views' },
      ...viewsOf(view).map((one) =>
        html(
          'a',
          { href: view.link(one.path), 'aria-current': one.path === path ? 'page' : undefined },
          one.title,
          one.count === undefined
            ? undefined
            : html('span', { class: one.isBad === true ? 'count bad' : 'count' }, one.count),
        ),
      ),
    ),
  ];
}
