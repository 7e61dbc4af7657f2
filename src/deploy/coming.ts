/** Something that the next reboot of a broker changes, the configuration aside. */
export interface Coming {
  /** Such as `engine version`. */
  readonly what: string;
  readonly now: string | undefined;
  readonly then: string;
}

/** What Amazon MQ's API takes for told where a member is absent; see its model, `DescribeBrokerResponse`. */
const DEFAULTS: ReadonlyMap<string, string> = new Map([
  ['AuthenticationStrategy', 'SIMPLE'],
  ['DataReplicationMode', 'NONE'],
]);

/** The configuration is what a deployment is about, and is told apart. */
const APART = new Set(['Configurations']);

const PENDING = /^Pending(?=[A-Z]|$)/;

/**
 * What the next reboot changes, by the answer of DescribeBroker: every member whose name starts with
 * `Pending`, however deep it lies, which is how the API's model calls what waits for a reboot. So a
 * member that a newer model adds is found too. What is to stay as it is, and what is empty, is left out.
 */
export function comingChanges(answer: object): readonly Coming[] {
  return [...found(answer, [])].filter(({ now, then }) => !isSame(now, then));
}

function* found(value: object, above: readonly string[]): Generator<Coming> {
  const members: readonly (readonly [string, unknown])[] = Object.entries(value);
  for (const [name, own] of members) {
    if (above.length === 0 && APART.has(name)) continue;
    if (PENDING.test(name)) {
      const subject = name.replace(PENDING, '');
      const now = members.find(([other]) => other === subject)?.[1];
      const was = text(now) ?? DEFAULTS.get(subject);
      const then = text(own);
      if (then !== undefined)
        yield { what: words([...above, subject]), now: subject === '' ? undefined : was, then };
    } else if (typeof own === 'object' && own !== null)
      yield* found(own, [...above, Array.isArray(value) ? labelOf(own, name) : name]);
  }
}

/** How a member of a list is told from the others: by its name, if it has one. */
function labelOf(value: object, at: string): string {
  const members: readonly (readonly [string, unknown])[] = Object.entries(value);
  const name = members.find(([key]) => key === 'Username')?.[1];
  return typeof name === 'string' ? `\`${name}\`` : at;
}

/** A value in a line; undefined where nothing is told. */
function text(value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'object') return undefined;
  if (Array.isArray(value)) {
    const items = value.flatMap((item: unknown) => text(item) ?? []);
    return items.length === 0 ? undefined : [...items].sort().join(', ');
  }
  const members = Object.entries(value).flatMap(([name, own]: [string, unknown]) => {
    const told = text(own);
    return told === undefined ? [] : [`${words([name])} ${told}`];
  });
  return members.length === 0 ? undefined : members.join(', ');
}

/** `HostInstanceType` as people say it. */
function words(names: readonly string[]): string {
  return names
    .filter((name) => name !== '')
    .map((name) =>
      name.startsWith('`') ? name : name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, ' ').toLowerCase(),
    )
    .join(' ');
}

/** The API answers its enumerations in several cases. */
function isSame(now: string | undefined, then: string): boolean {
  return now?.toUpperCase() === then.toUpperCase();
}
