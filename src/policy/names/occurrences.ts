import type { Place } from '../../source/source.js';
import { mentionsOf, type Mention } from '../../syntax/mentions.js';
import type { Item, PolicyFile, ProfileDeclaration, Template } from '../../syntax/tree.js';

/**
 * What has a name in a policy, and is called by that name alone. The settings `account`, `region` and
 * `partition` of a broker are known by their names too. What is declared nowhere is `unknown`.
 */
export type NamedKind =
  | 'broker'
  | 'role'
  | 'group'
  | 'profile'
  | 'parameter'
  | 'let'
  | 'setting'
  | 'built-in'
  | 'unknown';

/** One thing with a name; two occurrences are of one thing if their keys are equal. */
export interface NamedThing {
  readonly kind: NamedKind;
  readonly name: string;
  readonly key: string;
}

/** A place at which something is called by its name. */
export interface Occurrence {
  readonly thing: NamedThing;
  /** The name alone, without the `${` and `}` of an interpolation. */
  readonly place: Place;
  /** Whether it is declared here. */
  readonly declares: boolean;
  /** The items that the name stands in, outermost first. */
  readonly items: readonly Item[];
}

/** Every name of a policy's files, found by what it is called by and by where it stands. */
export class Occurrences {
  readonly #byKey = new Map<string, Occurrence[]>();
  readonly #byFile = new Map<PolicyFile, Occurrence[]>();

  constructor(readonly files: readonly PolicyFile[]) {
    const mentions = files.map((file) => [file, mentionsOf(file)] as const);
    const kinds = declaredKinds(mentions.flatMap(([, found]) => found));
    for (const [file, found] of mentions) {
      const occurrences = found.flatMap((mention) => occurrencesIn(mention, file, kinds));
      this.#byFile.set(file, occurrences);
      for (const one of occurrences) {
        const same = this.#byKey.get(one.thing.key);
        if (same === undefined) this.#byKey.set(one.thing.key, [one]);
        else same.push(one);
      }
    }
  }

  /** The name at an offset of a file, or one that ends there. */
  at(file: PolicyFile, offset: number): Occurrence | undefined {
    const touching = this.in(file).filter(
      ({ place: { range } }) => range.start <= offset && offset <= range.end,
    );
    return touching.find(({ place }) => offset < place.range.end) ?? touching[0];
  }

  /** The names of a file, in the order of the text. */
  in(file: PolicyFile): readonly Occurrence[] {
    return this.#byFile.get(file) ?? [];
  }

  /** Every place at which a thing is named. */
  of({ key }: NamedThing): readonly Occurrence[] {
    return this.#byKey.get(key) ?? [];
  }

  /** Everything that is declared, by its declarations. */
  get declarations(): readonly Occurrence[] {
    return [...this.#byFile.values()].flat().filter(({ declares }) => declares);
  }
}

/** What the names that are declared stand for. Roles and groups share one space of names. */
interface Kinds {
  readonly subjects: ReadonlyMap<string, 'role' | 'group'>;
  readonly brokers: ReadonlySet<string>;
  readonly profiles: ReadonlySet<string>;
  readonly lets: ReadonlySet<string>;
}

/** The settings of a broker that are variables too. */
const settingVariables = ['account', 'region', 'partition'];

/** The names that are variables without a declaration. */
const builtIn = ['broker', 'role'];

function declaredKinds(mentions: readonly Mention[]): Kinds {
  const subjects = new Map<string, 'role' | 'group'>();
  const brokers = new Set<string>();
  const profiles = new Set<string>();
  const lets = new Set<string>();
  for (const mention of mentions) {
    if (!('word' in mention)) continue;
    const { as, word } = mention;
    if ((as === 'role' || as === 'group') && !subjects.has(word.text)) subjects.set(word.text, as);
    if (as === 'broker') brokers.add(word.text);
    if (as === 'profile') profiles.add(word.text);
    if (as === 'let') lets.add(word.text);
  }
  return { subjects, brokers, profiles, lets };
}

function occurrencesIn(mention: Mention, file: PolicyFile, kinds: Kinds): readonly Occurrence[] {
  const { items } = mention;
  const { source } = file;
  if ('template' in mention)
    return interpolations(mention.template).map(({ name, range }) => ({
      thing: variable(name, items, file, kinds),
      place: { source, range },
      declares: false,
      items,
    }));
  const { as, word } = mention;
  const found = namedBy(as, word.text, items, file, kinds);
  if (found === undefined) return [];
  const place = { source, range: word.range };
  return [{ thing: found.thing, place, declares: found.declares, items }];
}

function namedBy(
  as: Extract<Mention, { word: unknown }>['as'],
  name: string,
  items: readonly Item[],
  file: PolicyFile,
  { subjects, brokers, profiles }: Kinds,
): Pick<Occurrence, 'thing' | 'declares'> | undefined {
  const subject = subjects.get(name);
  const broker = brokers.has(name) ? 'broker' : undefined;
  switch (as) {
    case 'broker':
    case 'profile':
    case 'let':
      return { thing: thing(as, name), declares: true };
    case 'role':
    case 'group':
      return { thing: thing(subject ?? as, name), declares: true };
    case 'parameter':
      return { thing: parameter(name, items.at(-1), file), declares: true };
    case 'setting':
      if (!settingVariables.includes(name)) return undefined;
      return { thing: thing('setting', name), declares: true };
    case 'subject':
      return { thing: thing(subject ?? 'unknown', name), declares: false };
    case 'member':
      return { thing: thing(subject ?? broker ?? 'unknown', name), declares: false };
    case 'on':
      return { thing: thing(broker ?? subject ?? 'unknown', name), declares: false };
    case 'call':
      return { thing: thing(profiles.has(name) ? 'profile' : 'unknown', name), declares: false };
    case 'keyword':
    case 'verb':
    case 'kind':
    case 'clause':
    case 'tag':
    case 'api':
    case 'algorithm':
    case 'duration':
    case 'settings-key':
    case 'expect-code':
      return undefined;
  }
}

function variable(
  name: string,
  items: readonly Item[],
  file: PolicyFile,
  { lets }: Kinds,
): NamedThing {
  const profile = items.find((item) => item.type === 'profile');
  if (profile?.parameters.some((word) => word?.text === name) === true)
    return parameter(name, profile, file);
  if (builtIn.includes(name)) return thing('built-in', name);
  if (lets.has(name)) return thing('let', name);
  return thing(settingVariables.includes(name) ? 'setting' : 'unknown', name);
}

/** A parameter is known inside of its profile alone. */
function parameter(
  name: string,
  profile: Item | ProfileDeclaration | undefined,
  { source }: PolicyFile,
): NamedThing {
  const where = `${source.name}:${profile?.range.start ?? 0}`;
  return { kind: 'parameter', name, key: `parameter ${where} ${name}` };
}

function thing(kind: NamedKind, name: string): NamedThing {
  return { kind, name, key: `${kind} ${name}` };
}

/** The names in the `${…}` of a template, with the place of the name alone. */
function interpolations({ parts }: Template): readonly (Pick<Place, 'range'> & { name: string })[] {
  return parts.flatMap((part) =>
    part.type === 'interpolation'
      ? [{ name: part.name, range: { start: part.range.start + 2, end: part.range.end - 1 } }]
      : [],
  );
}
