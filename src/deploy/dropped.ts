import type { Engine } from '../rabbitmq/engines.js';
import { readEntries } from '../rabbitmq/read/conf-entries.js';
import { readSettings, secretPlaces } from '../rabbitmq/read/settings.js';
import { checkSetting } from '../rabbitmq/settings/check.js';
import { Source } from '../source/source.js';
import { keptNot, part, type Section } from './sections.js';

/** What a running configuration has and the wanted one has not. */
export interface Dropped {
  /** Lines that the policy could keep in its `settings`. */
  readonly sayable: readonly string[];
  /** What no policy can say, with the reason where it is not plain. */
  readonly unsayable: readonly string[];
  /** Sections that are taken over as they are. */
  readonly kept: readonly Section[];
}

/**
 * What would go from a configuration. Lines about the sign-in, which every policy says in its own way,
 * are not counted: they are compared by the access that they give.
 *
 * A secret of another key that a value takes in is not among them.
 *
 * @param deployed what the broker runs with
 * @param wanted what the policy was compiled to
 */
export function droppedLines(deployed: string, wanted: string, engine: Engine): Dropped {
  const { common, sections } = part(deployed);
  const kept = sections.filter((section) => keptNot(section, engine) === undefined);
  const broken = sections.flatMap((section) => keptNot(section, engine) ?? []);
  const source = new Source('', common);
  const stays = new Set(readSettings(new Source('', wanted)).settings.keys());
  const sayable: string[] = [];
  const unsayable: string[] = [];
  const read = readSettings(source);
  const { settings } = read;
  const secret = secretPlaces(read);
  for (const [key, { value, place }] of settings) {
    if (stays.has(key)) continue;
    const checked = checkSetting(engine, key, value);
    const text = checked.ok ? checked.setting.text : value;
    const line = `${key} = ${secret.has(place) ? '(holds a secret)' : text}`;
    if (checked.ok) sayable.push(line);
    else if (checked.problem.kind !== 'written-by-compiler') unsayable.push(line);
  }
  return { sayable, unsayable: [...unsayable, ...unread(source), ...broken], kept };
}

/** Lines that are no setting: an include, and whatever stands behind what cannot be read. */
function unread(source: Source): readonly string[] {
  return readEntries(source).remarks.flatMap(({ kind, place, subject }) => {
    const { line } = source.position(place.range.start);
    if (kind === 'include') return [`include ${subject}`];
    return kind === 'syntax' ? [`everything from line ${line} on, which cannot be read`] : [];
  });
}
