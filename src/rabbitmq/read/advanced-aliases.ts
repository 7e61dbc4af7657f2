import type { Source } from '../../source/source.js';
import { termPlace, type TermReporter } from './advanced-terms.js';
import type { ReadAlias, ReadAliases, ReadScope } from './aliases.js';
import { latin1 } from './erlang-parser.js';
import type { Term } from './erlang-term.js';

/**
 * The map of `{scope_aliases, #{…}}`. What a broker takes for a scope: a binary, and in a list also a
 * string or an atom. Source: rabbitmq/rabbitmq-server v3.13.7 to v4.3.5,
 * rabbit_auth_backend_oauth2 and rabbit_data_coercion, to_list_of_binaries.
 */
export function advancedAliases(term: Term, source: Source, report: TermReporter): ReadAliases {
  const found = new Map<string, ReadAlias>();
  if (term.kind !== 'map') {
    report('wrong-type', term, 'scope_aliases');
    return found;
  }
  const places = new Map<string, Term>();
  for (const [key, value] of term.pairs) {
    if (key.kind !== 'binary') {
      // A claim is compared as a binary, which nothing else is equal to.
      report('wrong-type', key, 'scope_aliases');
      continue;
    }
    const alias = key.bytes;
    const earlier = places.get(alias);
    if (earlier !== undefined) report('alias-twice', earlier, alias);
    places.set(alias, key);
    found.set(alias, {
      place: termPlace(key, source),
      scopes: scopesOf(value, alias, source, report),
    });
  }
  return found;
}

function scopesOf(
  value: Term,
  alias: string,
  source: Source,
  report: TermReporter,
): readonly ReadScope[] {
  if (value.kind === 'list')
    return value.items.flatMap((item) => scopeOf(item, alias, source, report));
  // A string is the list of its characters' numbers, none of which is a scope.
  if (value.kind === 'string') report('wrong-type', value, alias);
  return value.kind === 'string' ? [] : scopeOf(value, alias, source, report);
}

function scopeOf(term: Term, alias: string, source: Source, report: TermReporter): ReadScope[] {
  const text = scopeText(term);
  if (text === undefined) report('no-scope', term, alias);
  return text === undefined ? [] : [{ text, place: termPlace(term, source) }];
}

/** The bytes that a broker makes of a term; undefined where it fails. */
function scopeText(term: Term): string | undefined {
  switch (term.kind) {
    case 'binary':
      return term.bytes;
    case 'atom':
      return latin1(term.name);
    case 'number':
      return /^[+-]?\d+$/.test(term.text) ? term.text : undefined;
    case 'string':
      return /^[\0-\xFF]*$/.test(term.text) ? term.text : undefined;
    case 'list':
    case 'tuple':
    case 'map':
      return undefined;
  }
}
