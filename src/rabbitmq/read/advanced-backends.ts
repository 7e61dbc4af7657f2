import type { Source } from '../../source/source.js';
import { termPlace, type TermReporter } from './advanced-terms.js';
import type { Backend } from './backends.js';
import type { Term } from './erlang-term.js';

/**
 * The chain of `{auth_backends, […]}`: modules, by their full names, and pairs of one that says who
 * somebody is and one or several that all must permit what is done. Source: rabbitmq/rabbitmq-server
 * v4.3.5, rabbit_access_control, filter_valid_auth_backend_configuration.
 */
export function advancedBackends(
  term: Term,
  source: Source,
  report: TermReporter,
): readonly Backend[] {
  const found = term.kind === 'list' ? term.items.map((item) => backendOf(item, source)) : [];
  const backends = found.filter((backend) => backend !== undefined);
  const isWhole = term.kind === 'list' && backends.length === found.length;
  if (!isWhole) report('no-backends', term, 'auth_backends');
  if (backends.some(({ authz }) => authz.length === 0))
    report('no-rights-asked', term, 'auth_backends');
  return backends;
}

/** What `{cached_backend, …}` lets the backend `cache` ask: a module, or a pair of two. */
export function advancedCached(
  term: Term,
  source: Source,
  report: TermReporter,
): Backend | undefined {
  const backend = backendOf(term, source);
  const isList = term.kind === 'tuple' && term.items[1]?.kind === 'list';
  if (backend === undefined || isList) report('no-backends', term, 'cached_backend');
  return backend;
}

function backendOf(term: Term, source: Source): Backend | undefined {
  const place = termPlace(term, source);
  if (term.kind === 'atom') return { authn: term.name, authz: [term.name], place };
  if (term.kind !== 'tuple' || term.items.length !== 2) return undefined;
  const [who, what] = term.items;
  const rights = what?.kind === 'list' ? what.items : what === undefined ? [] : [what];
  const modules = rights.flatMap((right) => (right.kind === 'atom' ? [right.name] : []));
  if (who?.kind !== 'atom' || modules.length !== rights.length) return undefined;
  return { authn: who.name, authz: modules, place };
}
