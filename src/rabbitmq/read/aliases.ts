import type { Place } from '../../source/source.js';
import type { RemarkKind } from './remark.js';
import type { ReadSetting } from './settings.js';

/** One scope of an alias, with its prefix, as one character, U+0000 to U+00FF, for each byte. */
export interface ReadScope {
  readonly text: string;
  readonly place: Place;
}

/** What a broker replaces an alias by. */
export interface ReadAlias {
  readonly place: Place;
  readonly scopes: readonly ReadScope[];
}

/** Aliases by the text that a token must hold, as one character for each byte. */
export type ReadAliases = ReadonlyMap<string, ReadAlias>;

/** Erlang keeps the keys of a map of up to this many in order. */
const ORDERED_KEYS = 32;

/**
 * The scope aliases of rabbitmq.conf: `scope_aliases.NAME = SCOPES`, and over them
 * `scope_aliases.INDEX.alias` with `.scope`. An index that lacks one of the two is left out. Of the
 * same alias under two indexes the one that is later in byte order wins. Source:
 * rabbitmq/rabbitmq-server v4.3.5, rabbit_oauth2_schema, translate_scope_aliases.
 */
export function confAliases(
  settings: Iterable<ReadSetting>,
  remark: (kind: RemarkKind, place: Place, subject: string) => void,
): ReadAliases {
  const named = new Map<string, ReadAlias>();
  const indexes = new Map<string, { alias?: ReadSetting; scope?: ReadSetting }>();
  for (const setting of settings) {
    const [group, table, index, attribute, ...rest] = setting.key;
    if (group !== 'auth_oauth2' || table !== 'scope_aliases' || index === undefined) continue;
    const isAttribute = attribute === 'alias' || attribute === 'scope';
    if (attribute === undefined) named.set(index, aliasAt(setting.place, setting));
    else if (isAttribute && rest.length === 0)
      indexes.set(index, { ...indexes.get(index), [attribute]: setting });
    else remark('unknown-alias-key', setting.place, setting.key.join('.'));
  }
  const twice = indexes.size > ORDERED_KEYS ? 'alias-twice-among-many' : 'alias-twice';
  const aliases = new Map<string, ReadAlias>();
  for (const [index, { alias, scope }] of [...indexes].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (alias === undefined && scope !== undefined)
      remark('scope-without-alias', scope.place, index);
    if (alias !== undefined && scope === undefined)
      remark('alias-without-scope', alias.place, index);
    if (alias === undefined || scope === undefined) continue;
    const earlier = aliases.get(alias.value);
    if (earlier !== undefined) remark(twice, earlier.place, alias.value);
    aliases.set(alias.value, aliasAt(alias.place, scope));
  }
  for (const [name, { place }] of named) if (aliases.has(name)) remark('alias-twice', place, name);
  return new Map([...named, ...aliases]);
}

/** Scopes are told apart when they are asked for: those of many roles are never held together. */
function aliasAt(place: Place, scope: ReadSetting): ReadAlias {
  return {
    place,
    get scopes() {
      return scopesOf(scope);
    },
  };
}

/** The words of a value: nothing but the blank U+0020 parts them. */
function scopesOf({ value, place, verbatim }: ReadSetting): readonly ReadScope[] {
  return Array.from(value.matchAll(/[^ ]+/g), ({ 0: text, index }) => {
    const start = place.range.start + index;
    const own = { source: place.source, range: { start, end: start + text.length } };
    return { text, place: verbatim ? own : place };
  });
}
