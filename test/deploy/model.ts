import * as sdk from '@aws-sdk/client-mq';

/** An operation of Amazon MQ's API as the SDK's own model has it. */
export interface Operation {
  readonly name: string;
  readonly method: string;
  readonly path: RegExp;
  /** The parameters in the path, in their order. */
  readonly parameters: readonly string[];
  readonly input: unknown;
  readonly output: unknown;
}

/*
 * The schemas that the SDK exports are arrays: an operation is [9, namespace, name, traits, input,
 * output], a structure [3, namespace, name, traits, member names, member schemas, …], a list [1,
 * namespace, name, traits, member]; a member with traits of its own is [schema, traits], and any
 * schema may be a function that answers it.
 */
const OPERATION = 9;
const STRUCTURE = 3;
const LIST = 1;

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isLazy(value: unknown): value is () => unknown {
  return typeof value === 'function';
}

function schemaOf(value: unknown): readonly unknown[] {
  if (isLazy(value)) return schemaOf(value());
  const [first] = list(value);
  return typeof first === 'function' ? schemaOf(first) : list(value);
}

/** The value of a property by its name. */
export function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}

/** The members of a structure: the name in JSON, the name in the model, the schema. */
function membersOf(schema: readonly unknown[]): readonly (readonly [string, string, unknown])[] {
  const [names, members] = [list(schema[4]), list(schema[5])];
  return names.map((name, at) => {
    const [own, traits] = Array.isArray(members[at]) ? list(members[at]) : [members[at]];
    const json = property(traits, 'jsonName');
    return [typeof json === 'string' ? json : String(name), String(name), own];
  });
}

/** A value as it travels, with the names of the JSON; what the model does not have is an error. */
export function toWire(of: unknown, value: unknown): unknown {
  const schema = schemaOf(of);
  if (schema[0] === LIST) return list(value).map((item) => toWire(schema[4], item));
  if (schema[0] !== STRUCTURE || typeof value !== 'object' || value === null) return value;
  return renamed(
    value,
    membersOf(schema).map(([json, name, own]) => [name, json, own]),
    toWire,
  );
}

/** A value that travelled, with the names of the model; what the model does not have is an error. */
export function fromWire(of: unknown, value: unknown): unknown {
  const schema = schemaOf(of);
  if (schema[0] === LIST) return list(value).map((item) => fromWire(schema[4], item));
  if (schema[0] !== STRUCTURE || typeof value !== 'object' || value === null) return value;
  return renamed(value, membersOf(schema), fromWire);
}

function renamed(
  value: object,
  members: readonly (readonly [string, string, unknown])[],
  convert: (of: unknown, value: unknown) => unknown,
): object {
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(
    entries.map(([key, one]: [string, unknown]) => {
      const member = members.find(([from]) => from === key);
      if (member === undefined) throw new Error(`the model has no member ${key}`);
      return [member[1], convert(member[2], one)];
    }),
  );
}

/** Every operation of the API. */
export const OPERATIONS: readonly Operation[] = Object.values(sdk).flatMap((value: unknown) => {
  const [kind, , name, traits, input, output] = list(value);
  const [method, uri] = list(property(traits, 'http'));
  if (kind !== OPERATION || typeof uri !== 'string') return [];
  const parameters = [...uri.matchAll(/\{(\w+)\}/g)].map(([, parameter = '']) => parameter);
  const path = new RegExp(`^${uri.replace(/\{\w+\}/g, '([^/]+)')}$`);
  return [{ name: String(name), method: String(method), path, parameters, input, output }];
});

/**
 * The members of a structure, at any depth, whose names say that they wait for something, as paths of
 * names; an item of a list is `*`. Below such a member nothing more is looked for.
 */
export function pendingMembers(of: unknown): readonly (readonly string[])[] {
  const schema = schemaOf(of);
  if (schema[0] === LIST) return pendingMembers(schema[4]).map((path) => ['*', ...path]);
  if (schema[0] !== STRUCTURE) return [];
  return membersOf(schema).flatMap(([, name, own]) =>
    name.startsWith('Pending') ? [[name]] : pendingMembers(own).map((path) => [name, ...path]),
  );
}
