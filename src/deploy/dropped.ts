import type { Engine } from '../rabbitmq/engines.js';
import { readEntries } from '../rabbitmq/read/conf-entries.js';
import { readSettings } from '../rabbitmq/read/settings.js';
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
  for (const [key, { value }] of readSettings(source).settings) {
    if (stays.has(key)) continue;
    const checked = checkSetting(engine, key, value);
    if (checked.ok) sayable.push(`${key} = ${checked.setting.text}`);
    else if (checked.problem.kind !== 'written-by-compiler') unsayable.push(`${key} = ${value}`);
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
