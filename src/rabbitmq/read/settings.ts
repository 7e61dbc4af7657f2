import type { Place, Source } from '../../source/source.js';
import { isSecretKey } from '../settings/secret.js';
import { readEntries } from './conf-entries.js';
import { formatKey } from './conf-key.js';
import type { Remark, RemarkKind } from './remark.js';
import { substituter } from './substitute.js';

/** What rabbitmq.conf finally says for one key. */
export interface ReadSetting {
  readonly key: readonly string[];
  readonly value: string;
  /** Where the value stands. */
  readonly place: Place;
  /** Whether the value is, character for character, what stands at its place. */
  readonly verbatim: boolean;
}

/** The settings of rabbitmq.conf by their formatted keys, in the order in which those first stand. */
export interface ReadSettings {
  readonly settings: ReadonlyMap<string, ReadSetting>;
  readonly remarks: readonly Remark[];
}

/** The places of values that take in a secret of another key, which must not be shown. */
export function secretPlaces({ remarks }: ReadSettings): ReadonlySet<Place> {
  return new Set(remarks.filter(({ kind }) => kind === 'secret-value').map(({ place }) => place));
}

/** Reads rabbitmq.conf as far as no schema is needed: of a key given twice the last value counts. */
export function readSettings(source: Source): ReadSettings {
  const { entries, remarks: found } = readEntries(source);
  const remarks = [...found];
  const raw = new Map<string, ReadSetting>();
  const remark = (kind: RemarkKind, place: Place, subject: string): void => {
    remarks.push({ kind, place, subject });
  };
  for (const { key, value, range } of entries) {
    const name = formatKey(key);
    const place = { source, range };
    const earlier = raw.get(name);
    if (earlier !== undefined) remark('key-twice', earlier.place, name);
    if (/^\$\(<.+\)\n?$/.test(value)) remark('file-value', place, name);
    raw.set(name, { key, value, place, verbatim: true });
  }
  const asked = new Set<string>();
  const substitute = substituter((key) => {
    asked.add(key);
    return raw.get(key)?.value;
  });
  const settings = new Map<string, ReadSetting>();
  for (const [name, setting] of raw) {
    asked.clear();
    const result = substitute(setting.value);
    const secret = isSecretKey(name) ? undefined : [...asked].find(isSecretKey);
    if (secret !== undefined) remark('secret-value', setting.place, secret);
    if (!result.ok) remark(result.kind, setting.place, result.key);
    const value = result.ok ? result.text : setting.value;
    settings.set(name, { ...setting, value, verbatim: value === setting.value });
  }
  return { settings, remarks };
}
