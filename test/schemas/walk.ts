/** Where something is in a value: the keys that lead there. */
export type Way = readonly (string | number)[];

/** Whether a value is an object with members. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The ways to all objects in a value, the value itself among them; of the elements of a list the first few. */
export function placesIn(value: unknown, way: Way = []): readonly Way[] {
  if (isList(value))
    return value.slice(0, 3).flatMap((element, at) => placesIn(element, [...way, at]));
  if (!isRecord(value)) return [];
  return [
    way,
    ...Object.entries(value).flatMap(([key, member]) => placesIn(member, [...way, key])),
  ];
}

/** A copy of a value in which the object at a place has one member more. */
export function withMember(value: unknown, way: Way, name: string, member: unknown): unknown {
  const [first, ...rest] = way;
  if (first === undefined) return isRecord(value) ? { ...value, [name]: member } : value;
  if (isList(value))
    return value.map((element, at) =>
      at === first ? withMember(element, rest, name, member) : element,
    );
  if (!isRecord(value)) return value;
  return { ...value, [first]: withMember(value[first], rest, name, member) };
}

/**
 * The names of all members in a value.
 *
 * @param below if given, those of the objects under this name alone, as a schema has them
 */
export function propertiesOf(value: unknown, below?: string): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (one: unknown, isAsked: boolean): void => {
    if (isList(one)) for (const element of one) visit(element, false);
    if (!isRecord(one)) return;
    for (const [key, member] of Object.entries(one)) {
      if (below === undefined || isAsked) found.add(key);
      visit(member, key === below && !isAsked);
    }
  };
  visit(value, false);
  return found;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
