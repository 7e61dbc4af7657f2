import type { NamedKind, NamedThing, Occurrence } from '../../policy/names/occurrences.js';
import { encloses } from '../../source/range.js';
import { isSameFile, type Place } from '../../source/source.js';
import { isReserved } from '../../syntax/words.js';
import type { Snapshot } from '../../assist/snapshot.js';
import { lineText } from '../../assist/line-text.js';
import { unable, type Renaming, type NewName } from './outcome.js';

/** Kinds whose names must differ from each other: a group may hold roles, groups and brokers. */
const shared: readonly NamedKind[] = ['role', 'group', 'broker'];

/** The names that `${…}` knows by itself. */
const builtIn = ['account', 'region', 'partition', 'broker', 'role'];

/** A role, group, profile, broker, parameter or variable that is to be renamed. */
export function renameName(snapshot: Snapshot, { thing, place }: Occurrence): Renaming {
  const { name, kind } = thing;
  if (kind === 'built-in' || kind === 'setting')
    return unable(`\`${name}\` is a word of the language.`);
  if (kind === 'unknown') return unable(`\`${name}\` is declared nowhere.`);
  const spelt = speltOut(thing, snapshot);
  if (spelt !== undefined)
    return unable(
      `\`\${${kind}}\` at ${lineText(spelt)} stands for this name, which it would change.`,
    );
  if (kind === 'broker' && isAudience(name, snapshot))
    return unable(
      `The name of the broker is the audience of its tokens, and stands before its scopes. Write \`audience ${name}\` in its block first, which keeps both.`,
    );
  const places = snapshot.names.of(thing).map((occurrence) => occurrence.place);
  return { ok: true, at: place, name, places, write: (text) => written(text, thing, snapshot) };
}

/** Where `${role}` or `${broker}` stands for the name itself, so that another name means other rights. */
function speltOut({ kind, name }: NamedThing, { names, brokers }: Snapshot): Place | undefined {
  if (kind !== 'role' && kind !== 'broker') return undefined;
  const variables = names.of({ kind: 'built-in', name: kind, key: `built-in ${kind}` });
  if (kind === 'broker') return variables[0]?.place;
  const grants = brokers.flatMap(({ policy }) => policy.grants);
  const phrases = grants
    .filter(({ role }) => role.name === name)
    .flatMap(({ right }) => [right.place, ...right.calls]);
  return variables.find(({ place }) =>
    phrases.some(
      (phrase) => isSameFile(phrase.source, place.source) && encloses(phrase.range, place.range),
    ),
  )?.place;
}

/** Whether a broker says no audience of its own, so that its name is that. */
function isAudience(name: string, { brokers }: Snapshot): boolean {
  return brokers.some(
    ({ policy: { broker } }) =>
      broker.name === name && broker.isDeclared && broker.writtenAt?.has('audience') !== true,
  );
}

function written(text: string, thing: NamedThing, { names }: Snapshot): NewName {
  if (text === thing.name) return { ok: true, text };
  if (!/^[A-Za-z][A-Za-z0-9_-]*$/.test(text))
    return unable('A name starts with a letter; letters, digits, `_` and `-` follow.');
  if (isReserved(text)) return unable(`\`${text}\` is a word of the language.`);
  const isVariable = thing.kind === 'let' || thing.kind === 'parameter';
  if (isVariable && builtIn.includes(text)) return unable(`\`${text}\` is known by itself.`);
  const taken = names.declarations.find((other) => clashes(other, text, thing));
  if (taken !== undefined) return unable(`\`${text}\` is declared at ${lineText(taken.place)}.`);
  if (!isVariable) return { ok: true, text };
  const caught = caughtBy(text, thing, names.of(thing), names);
  return caught === undefined
    ? { ok: true, text }
    : unable(`\`\${${text}}\` at ${lineText(caught)} would mean something else.`);
}

function clashes({ thing: other }: Occurrence, text: string, { kind }: NamedThing): boolean {
  if (other.name !== text) return false;
  return other.kind === kind || (shared.includes(other.kind) && shared.includes(kind));
}

/**
 * A variable that the new name would catch: a parameter hides what its profile used by that name, and a
 * variable is hidden where the profile around its use has a parameter of that name.
 */
function caughtBy(
  text: string,
  thing: NamedThing,
  uses: readonly Occurrence[],
  names: Snapshot['names'],
): Place | undefined {
  for (const { items, place } of uses) {
    const profile = items.find((item) => item.type === 'profile');
    if (profile === undefined) continue;
    if (profile.parameters.some((parameter) => parameter?.text === text)) return place;
    const inside = names.files
      .filter(({ source }) => isSameFile(source, place.source))
      .flatMap((file) => names.in(file))
      .find((one) => one.thing.name === text && !one.declares && one.items.includes(profile));
    const isOther = inside !== undefined && ['let', 'setting'].includes(inside.thing.kind);
    if (thing.kind === 'parameter' && isOther) return inside.place;
  }
  return undefined;
}
