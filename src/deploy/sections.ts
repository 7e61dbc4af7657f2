import type { Engine } from '../rabbitmq/engines.js';
import { readEntries } from '../rabbitmq/read/conf-entries.js';
import { formatKey } from '../rabbitmq/read/conf-key.js';
import { checkSetting } from '../rabbitmq/settings/check.js';
import { Source } from '../source/source.js';

/** A section of a configuration: limits for brokers of one instance type and deployment mode. */
export interface Section {
  /** `m7g.large.cluster`, without the braces. */
  readonly name: string;
  /** With its head, as it stands, and a line end. */
  readonly text: string;
}

/** A configuration, parted into what is for every broker, and its sections in their order. */
export interface Parted {
  readonly common: string;
  readonly sections: readonly Section[];
}

/**
 * Parts a configuration. A section begins at a line `{{FAMILY.SIZE.MODE}}` and goes on to the next one
 * or to the end. Source: Amazon MQ developer guide, "Resource Limit Configuration".
 */
export function part(text: string): Parted {
  const heads = readEntries(new Source('', text)).remarks.filter(({ kind }) => kind === 'section');
  const starts = heads.map(({ place }) => place.range.start);
  const sections = heads.map(({ subject, place }, at): Section => {
    const body = text.slice(place.range.start, starts[at + 1] ?? text.length);
    return { name: subject.trim(), text: `${body.replaceAll('\r\n', '\n').trimEnd()}\n` };
  });
  return { common: text.slice(0, starts[0] ?? text.length), sections };
}

/**
 * Why a section cannot be kept beside what a policy says; undefined where it can. Kept is what the
 * policy might set for every broker: then nothing in the section goes round the policy, whatever it
 * comes to on which instance.
 */
export function keptNot({ name, text }: Section, engine: Engine): string | undefined {
  const source = new Source(name, text);
  const { entries, remarks } = readEntries(source);
  const odd = remarks.find(({ kind }) => kind !== 'section');
  if (odd !== undefined) return `{{${name}}} has a line that cannot be read`;
  const entry = entries.find(({ key, value }) => !checkSetting(engine, formatKey(key), value).ok);
  return entry && `{{${name}}} has \`${formatKey(entry.key)}\`, which no policy may set`;
}

/** A configuration with sections behind it. */
export function withSections(common: string, sections: readonly Section[]): string {
  return [common, ...sections.map(({ text }) => text)].join('');
}
