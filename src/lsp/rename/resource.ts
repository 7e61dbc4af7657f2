import { Pattern } from '../../pattern/pattern.js';
import { glob, NameSet } from '../../pattern/name-set.js';
import type { Bytes } from '../../pattern/bytes.js';
import { patternText } from '../../policy/phrases/phrase-text.js';
import { placeKey, type ResourceUse } from '../../policy/resources/resource-uses.js';
import { meet } from '../../policy/resources/resources.js';
import { checkName } from '../../rabbitmq/names.js';
import { mentionsOf } from '../../syntax/mentions.js';
import type { PolicyFile, Template } from '../../syntax/tree.js';
import type { Snapshot } from '../../assist/snapshot.js';
import { lineText } from '../../assist/line-text.js';
import { unable, type Renaming, type NewName } from './outcome.js';

/**
 * An exchange, queue or stream that is to be renamed. It is where every line that names it spells the
 * name out; wildcards that mean it have to mean it by the new name too, and no others may.
 */
export function renameResource(
  snapshot: Snapshot,
  { source }: PolicyFile,
  offset: number,
): Renaming | undefined {
  const { resources } = snapshot;
  const [here, ...more] = resources.at(source, offset).filter(({ ofPartitions }) => !ofPartitions);
  if (here === undefined) return undefined;
  if (!here.pattern.isLiteral)
    return unable('A pattern can mean many things; rename where the thing is declared.');
  const name = here.pattern.first;
  const uses = family([here, ...more], name, snapshot);
  if (!uses.some(({ declares }) => declares))
    return unable(`The policy's own files declare nothing of this name.`);
  const exact = uses.filter(({ pattern }) => pattern.isLiteral);
  const templates = templatesOf(snapshot);
  const superStream = exact.find((use) => namesSuperStream(use, snapshot));
  if (superStream !== undefined)
    return unable(
      `At ${lineText(superStream.place)} it is a super stream: its partitions have its name too, and are not renamed with it.`,
    );
  for (const { place } of exact) {
    const template = templates.get(placeKey(place));
    if (template?.parts.every(({ type }) => type === 'text') !== true)
      return unable(`At ${lineText(place)} a variable spells the name.`);
  }
  const places = [...new Map(exact.map(({ place }) => [placeKey(place), place])).values()];
  const wild = uses.filter(({ pattern }) => !pattern.isLiteral);
  const write = (text: string): NewName => written(text, name, wild, exact, snapshot);
  return { ok: true, at: here.place, name: name.text ?? '', places, write };
}

/** Whether the name of an exchange stands for a super stream, and so for its partitions too. */
function namesSuperStream({ place }: ResourceUse, { resources }: Snapshot): boolean {
  return resources
    .at(place.source, place.range.start)
    .some((use) => use.ofPartitions && placeKey(use.place) === placeKey(place));
}

/** All uses of whatever has that name and is meant by any line that means one of the given uses. */
function family(
  start: readonly ResourceUse[],
  name: Bytes,
  { resources }: Snapshot,
): readonly ResourceUse[] {
  let found: readonly ResourceUse[] = start;
  for (;;) {
    const literal = found.filter(({ pattern }) => pattern.isLiteral);
    const declared = literal
      .flatMap((use) => resources.reached(use))
      .filter(({ pattern }) => pattern.isLiteral && pattern.first.binary === name.binary)
      .flatMap(({ place }) => place ?? []);
    const again = resources.reaching(declared);
    // A line of a profile means one thing in one vhost and one in another.
    const written = again.filter(({ ofPartitions }) => !ofPartitions);
    const sameLines = written.flatMap(({ place }) =>
      resources
        .in(place.source)
        .filter((use) => !use.ofPartitions && placeKey(use.place) === placeKey(place)),
    );
    const grown = [...new Set([...start, ...again, ...sameLines])];
    if (grown.length === found.length || declared.length === 0) return grown;
    found = grown;
  }
}

function written(
  text: string,
  name: Bytes,
  wild: readonly ResourceUse[],
  exact: readonly ResourceUse[],
  { resources }: Snapshot,
): NewName {
  const pattern = Pattern.literal(text);
  if (checkName(pattern) !== undefined) return unable('Nothing can have such a name.');
  const to = pattern.first;
  const lost = wild.find((use) => !NameSet.of(use.pattern, use.reading).has(to));
  if (lost !== undefined)
    return unable(`The pattern at ${lineText(lost.place)} would not mean it.`);
  const gained = resources.all.find(
    ({ pattern: other, reading, vhost, policy }) =>
      !other.isLiteral &&
      NameSet.of(other, reading).has(to) &&
      !NameSet.of(other, reading).has(name) &&
      exact.some((use) => use.policy === policy && meet(glob(use.vhost), glob(vhost))),
  );
  if (gained !== undefined)
    return unable(`The pattern at ${lineText(gained.place)} would mean it.`);
  for (const use of exact) {
    const reached = resources.reached({ ...use, pattern });
    const taken = reached.find(({ pattern: other }) => other.isLiteral);
    if (taken !== undefined && to.binary !== name.binary)
      return unable(`There is \`${patternText(taken.pattern)}\` already.`);
  }
  return { ok: true, text: patternText(pattern) };
}

function templatesOf({ files }: Snapshot): ReadonlyMap<string, Template> {
  const all = files.flatMap((file) =>
    mentionsOf(file).flatMap((mention) =>
      'template' in mention
        ? [
            [
              placeKey({ source: file.source, range: mention.template.range }),
              mention.template,
            ] as const,
          ]
        : [],
    ),
  );
  return new Map(all);
}
