import type { Place, Source } from '../../source/source.js';
import { advancedAliases } from './advanced-aliases.js';
import { isAtom, plainText, properties, termPlace, type TermReporter } from './advanced-terms.js';
import type { Term } from './erlang-term.js';
import type { ResourceServer } from './resource-server.js';

/**
 * The resource servers of advanced.config. The id that a token names is that of an entry, or else its
 * key; what counts is the entry of which it is the key. Source: rabbitmq/rabbitmq-server v4.3.5,
 * rabbit_oauth2_resource_server.
 */
export function advancedServers(
  term: Term,
  source: Source,
  report: TermReporter,
): readonly ResourceServer[] {
  if (term.kind !== 'map') {
    report('wrong-type', term, 'resource_servers');
    return [];
  }
  const entries = new Map<string, { readonly key: Term; readonly settings: Settings }>();
  for (const [key, value] of term.pairs) {
    const name = plainText(key);
    if (name === undefined) report('wrong-type', key, 'resource_servers');
    else entries.set(name, { key, settings: new Map(properties(value, report)) });
    report('resource-server', key, name ?? '');
  }
  const ids = new Map(
    Array.from(entries, ([name, { key, settings }]) => {
      const id = settings.get('id');
      return [(id && plainText(id)) ?? name, termPlace(id ?? key, source)] as const;
    }),
  );
  return Array.from(ids, ([id, place]) =>
    advancedServer(id, place, entries.get(id)?.settings ?? new Map(), source, report),
  );
}

type Settings = ReadonlyMap<string, Term>;

function advancedServer(
  id: string,
  place: Place,
  settings: Settings,
  source: Source,
  report: TermReporter,
): ResourceServer {
  const text = (name: string): string | undefined => {
    const term = settings.get(name);
    return term && plainText(term);
  };
  const verify = settings.get('verify_aud');
  const aliases = settings.get('scope_aliases');
  return {
    id,
    place,
    scopePrefix: text('scope_prefix'),
    scopesKey: text('extra_scopes_source'),
    verifyAudience: verify && !isAtom(verify, 'false'),
    provider: text('oauth_provider_id'),
    aliases: aliases && advancedAliases(aliases, source, report),
  };
}
