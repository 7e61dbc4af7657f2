import type { Place } from '../../source/source.js';
import { backendModule, type Backend, type BackendKey } from './backends.js';
import type { RemarkKind } from './remark.js';
import type { ReadSetting } from './settings.js';

type Remarker = (kind: RemarkKind, place: Place, subject: string) => void;

/** What a number, or the cache, is given. */
interface Given {
  readonly both?: ReadSetting;
  readonly authn?: ReadSetting;
  readonly authz?: ReadSetting;
}

/**
 * The chain of `auth_backends.N` with its `.authn` and `.authz`, in the order of the numbers; undefined
 * where the file says nothing. Of `.authn` and `.authz` the one that is missing is taken to be the
 * other. Source: rabbitmq/rabbitmq-server v4.3.5, rabbit.schema, translation of `rabbit.auth_backends`.
 */
export function confBackends(
  settings: Iterable<ReadSetting>,
  remark: Remarker,
): readonly Backend[] | undefined {
  const numbered = new Map<number, Given>();
  for (const setting of settings) {
    const [group, index = '', ...rest] = setting.key;
    if (group !== 'auth_backends' || index === '') continue;
    const name = setting.key.join('.');
    // The broker's `list_to_integer`, so that `1` and `01` are the same.
    if (!/^-?\d{1,15}$/.test(index)) remark('backend-position', setting.place, name);
    else add(numbered, Number(index), rest, setting, remark);
  }
  if (numbered.size === 0) return undefined;
  const ordered = [...numbered].sort(([a], [b]) => a - b);
  return ordered.flatMap(([, given]) => backendOf(given, 'auth_backends') ?? []);
}

/** What `auth_cache.cached_backend` lets the cache ask. Source: rabbitmq_auth_backend_cache.schema. */
export function confCached(settings: Iterable<ReadSetting>, remark: Remarker): Backend | undefined {
  const found = new Map<number, Given>();
  for (const setting of settings) {
    const [group, name, ...rest] = setting.key;
    if (group === 'auth_cache' && name === 'cached_backend') add(found, 0, rest, setting, remark);
  }
  const given = found.get(0);
  return given && backendOf(given, 'auth_cache');
}

/** Takes a setting in; a part that is given already, or a whole beside a part, stops the boot. */
function add<Key>(
  to: Map<Key, Given>,
  key: Key,
  [part, ...more]: readonly string[],
  setting: ReadSetting,
  remark: Remarker,
): void {
  if (more.length > 0) return; // no key of the schema
  const given = to.get(key) ?? {};
  const slot =
    part === undefined ? 'both' : part === 'authn' || part === 'authz' ? part : undefined;
  if (slot === undefined) return;
  const clashes = given.both ?? (slot === 'both' ? (given.authn ?? given.authz) : given[slot]);
  if (clashes !== undefined) remark('backend-twice', setting.place, setting.key.join('.'));
  to.set(key, { ...given, [slot]: setting });
}

function backendOf({ both, authn, authz }: Given, key: BackendKey): Backend | undefined {
  const first = both ?? authn ?? authz;
  if (first === undefined) return undefined;
  const module = (setting: ReadSetting): string => backendModule(setting.value, key);
  const [who, what] = [authn ?? first, authz ?? first];
  return { authn: module(who), authz: [module(what)], place: (authz ?? first).place };
}
