/** A JSON Schema, as far as those of Warren's documents need it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: false | Schema;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly enum?: readonly string[];
  readonly const?: boolean | string;
  readonly pattern?: string;
  readonly oneOf?: readonly Schema[];
}

/** A text. */
export function text(description?: string): Schema {
  return { type: 'string', ...(description === undefined ? {} : { description }) };
}

/** One of some words. */
export function oneOfWords(words: readonly string[], description?: string): Schema {
  return { ...text(description), enum: words };
}

/** Yes or no. */
export function flag(description?: string): Schema {
  return { type: 'boolean', ...(description === undefined ? {} : { description }) };
}

/** A whole number, zero or more. */
export function count(description: string): Schema {
  return { type: 'integer', minimum: 0, description };
}

/** The same, or `null`. */
export function orNull(schema: Schema): Schema {
  if (schema.type === 'string' && schema.enum === undefined)
    return { ...schema, type: ['string', 'null'] };
  const { description, ...rest } = schema;
  return {
    ...(description === undefined ? {} : { description }),
    oneOf: [rest, { type: 'null' }],
  };
}

/** A list. */
export function list(items: Schema, description?: string): Schema {
  return { type: 'array', items, ...(description === undefined ? {} : { description }) };
}

/** The part of a document that `shapes` names. */
export function part(name: string): Schema {
  return { $ref: `#/$defs/${name}` };
}

/** An object of these members and no others. Those of `optional` may be missing. */
export function object(
  members: Readonly<Record<string, Schema>>,
  optional: Readonly<Record<string, Schema>> = {},
  description?: string,
): Schema {
  return {
    type: 'object',
    ...(description === undefined ? {} : { description }),
    properties: { ...members, ...optional },
    required: Object.keys(members),
    additionalProperties: false,
  };
}
