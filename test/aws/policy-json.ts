/** A value as an object whose members may be anything. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member of an object; undefined of anything else. */
export function member(value: unknown, name: string): unknown {
  return isObject(value) ? value[name] : undefined;
}

/** The members of an object. */
export function entries(value: unknown): readonly (readonly [string, unknown])[] {
  if (!isObject(value)) throw new Error('an object was expected');
  return Object.entries(value);
}

/** A list as it is, and anything else as a list of one. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

/** A text, or a list of texts, as a list. */
export function strings(value: unknown): readonly string[] {
  return listOf(value).map((item) => {
    if (typeof item !== 'string') throw new Error('a string was expected');
    return item;
  });
}

/** The statements of a policy's text. */
export function statementsOf(policy: string): readonly unknown[] {
  return listOf(member(JSON.parse(policy), 'Statement'));
}

/** The conditions of a statement: operator, key and values. */
export function conditionsOf(
  statement: unknown,
): readonly (readonly [operator: string, key: string, values: readonly string[]])[] {
  return entries(member(statement, 'Condition') ?? {}).flatMap(([operator, keys]) =>
    entries(keys).map(([key, values]) => [operator, key, strings(values)] as const),
  );
}
