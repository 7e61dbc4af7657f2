import type { Place, Source } from '../../source/source.js';
import type { ReadAlias, ReadAliases, ReadScope } from './aliases.js';
import type { BrokerConfig } from './broker-config.js';
import { backendName } from './conf.js';
import { parseTerm } from './erlang-parser.js';
import type { Term } from './erlang-term.js';
import type { Remark, RemarkKind } from './remark.js';

type Reporter = (kind: RemarkKind, range: Term, subject: string) => void;

/**
 * What advanced.config makes of a configuration: each setting that it names replaces the one of
 * rabbitmq.conf wholly, the map of aliases too. Never throws. Source: Kyorai/cuttlefish v3.4.0 to
 * v3.7.0, cuttlefish_advanced.
 */
export function overlayAdvanced(config: BrokerConfig, source: Source): BrokerConfig {
  const remarks: Remark[] = [...config.remarks];
  const parsed = parseTerm(source);
  if (!parsed.ok) {
    const range = { start: parsed.at, end: Math.min(parsed.at + 1, source.text.length) };
    return {
      ...config,
      remarks: [...remarks, { kind: 'not-a-term', place: { source, range }, subject: '' }],
    };
  }
  const report: Reporter = (kind, { range }, subject) => {
    remarks.push({ kind, place: { source, range }, subject });
  };
  let result = config;
  for (const [application, settings] of properties(parsed.term, report))
    for (const [name, value] of properties(settings, report))
      result = { ...result, ...changes(`${application} ${name}`, value, source, report) };
  return { ...result, remarks };
}

/** The pairs `{name, value}` of a list. */
function properties(term: Term, report: Reporter): readonly (readonly [string, Term])[] {
  if (term.kind !== 'list') {
    report('not-a-configuration', term, '');
    return [];
  }
  return term.items.flatMap((item) => {
    const [name, value, ...more] = item.kind === 'tuple' ? item.items : [];
    if (name?.kind === 'atom' && value !== undefined && more.length === 0)
      return [[name.name, value] as const];
    report('not-a-configuration', item, '');
    return [];
  });
}

/** What one setting says about tokens and scopes. */
function changes(
  name: string,
  value: Term,
  source: Source,
  report: Reporter,
): Partial<BrokerConfig> {
  const text = (): string | undefined => textOf(value, name, report);
  switch (name) {
    case 'rabbit auth_backends':
      return { backends: backends(value, report) };
    case 'rabbitmq_auth_backend_oauth2 resource_server_id':
      return { audience: text() };
    case 'rabbitmq_auth_backend_oauth2 scope_prefix':
      return { scopePrefix: text() };
    case 'rabbitmq_auth_backend_oauth2 extra_scopes_source':
      return { scopesKey: text() };
    case 'rabbitmq_auth_backend_oauth2 verify_aud':
      return { verifyAudience: !(value.kind === 'atom' && value.name === 'false') };
    case 'rabbitmq_auth_backend_oauth2 resource_servers':
      report('resource-server', value, '');
      return {};
    case 'rabbitmq_auth_backend_oauth2 scope_aliases':
      return { aliases: aliases(value, source, report) };
    default:
      return {};
  }
}

function textOf(term: Term, subject: string, report: Reporter): string | undefined {
  if (term.kind !== 'binary') report('wrong-type', term, subject);
  return term.kind === 'binary' ? term.bytes : undefined;
}

/** A backend is a module, or a tuple of one for authentication and one or several for authorisation. */
function backends(term: Term, report: Reporter): readonly string[] {
  const atoms = (of: Term): readonly string[] => {
    if (of.kind === 'atom') return [backendName(of.name)];
    if (of.kind === 'list' || of.kind === 'tuple') return of.items.flatMap(atoms);
    report('wrong-type', of, 'auth_backends');
    return [];
  };
  return [...new Set(atoms(term))];
}

function aliases(term: Term, source: Source, report: Reporter): ReadAliases {
  const found = new Map<string, ReadAlias>();
  if (term.kind !== 'map') {
    report('wrong-type', term, 'scope_aliases');
    return found;
  }
  const places = new Map<string, Term>();
  for (const [key, value] of term.pairs) {
    const alias = textOf(key, 'scope_aliases', report);
    if (alias === undefined) continue;
    const earlier = places.get(alias);
    if (earlier !== undefined) report('alias-twice', earlier, alias);
    places.set(alias, key);
    const scopes = value.kind === 'list' ? value.items : [value];
    found.set(alias, {
      place: placeOf(key, source),
      scopes: scopes.flatMap((scope) => scopeOf(scope, alias, source, report)),
    });
  }
  return found;
}

function scopeOf(term: Term, alias: string, source: Source, report: Reporter): ReadScope[] {
  const text = textOf(term, alias, report);
  return text === undefined ? [] : [{ text, place: placeOf(term, source) }];
}

function placeOf({ range }: Term, source: Source): Place {
  return { source, range };
}
