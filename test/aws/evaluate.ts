/*
 * A small evaluator of identity policies, written from the IAM User Guide ("Policy evaluation
 * logic", "Condition operators", "Single-valued vs. multivalued context keys") and not from the
 * compiler: it reads the text that would be sent to IAM. What it does not know, it throws at.
 */

import { conditionsOf, member, statementsOf, strings } from './policy-json.js';

/** A value of the request's context; a list is a multivalued key, even with one value in it. */
export type ContextValue = string | readonly string[];

/** What the caller asks for. A key that is not in the context is absent from the request. */
export interface Request {
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, ContextValue>>;
}

/** `denied` by a statement, or `not allowed` by any. */
export type Decision = 'allowed' | 'denied' | 'not allowed';

/** Decides a request under the policies of one principal. */
export function evaluate(policies: readonly string[], request: Request): Decision {
  const matching = policies
    .flatMap(statementsOf)
    .filter((statement) => applies(statement, request))
    .map((statement) => member(statement, 'Effect'));
  if (matching.includes('Deny')) return 'denied';
  return matching.includes('Allow') ? 'allowed' : 'not allowed';
}

function applies(statement: unknown, request: Request): boolean {
  const { action, resource, context = {} } = request;
  const present = new Map(Object.entries(context).map(([key, value]) => [lower(key), value]));
  return (
    strings(member(statement, 'Action')).some((p) => glob(lower(p), lower(action), present)) &&
    strings(member(statement, 'Resource')).some((p) => glob(p, resource, present)) &&
    conditionsOf(statement).every(([operator, key, values]) =>
      holds(operator, present.get(lower(key)), values, present),
    )
  );
}

/** The operators that hold where another one does not, and that one. */
const NEGATED = new Map([
  ['StringNotEquals', 'StringEquals'],
  ['ArnNotEquals', 'ArnEquals'],
]);

/** Whether one key satisfies one operator. */
function holds(
  operator: string,
  found: ContextValue | undefined,
  wanted: readonly string[],
  context: ReadonlyMap<string, ContextValue>,
): boolean {
  const [set, plain] = operator.includes(':') ? operator.split(':') : [undefined, operator];
  const values = found === undefined ? [] : typeof found === 'string' ? [found] : found;
  if (plain === 'Null') return wanted.includes(String(values.length === 0));
  const positive = NEGATED.get(plain);
  const negated = positive !== undefined;
  // A negated operator matches a value that is like none of the wanted ones.
  const matches = (value: string): boolean =>
    wanted.some((text) => compare(positive ?? plain, value, text, context)) !== negated;
  if (set === 'ForAllValues') return values.every(matches);
  if (set === 'ForAnyValue') return values.some(matches);
  if (set !== undefined) throw new Error(`unknown set operator ${set}`);
  // An absent key matches a negated operator and no other.
  return found === undefined ? negated : typeof found === 'string' && matches(found);
}

function compare(
  operator: string,
  value: string,
  wanted: string,
  context: ReadonlyMap<string, ContextValue>,
): boolean {
  switch (operator) {
    case 'StringEquals':
      return value === pieces(wanted, context)?.join('');
    case 'StringLike':
      return glob(wanted, value, context);
    case 'NumericLessThanEquals':
      return Number(value) <= Number(wanted);
    case 'NumericGreaterThan':
      return Number(value) > Number(wanted);
    case 'ArnEquals':
    case 'ArnLike':
      return arnLike(wanted, value, context);
    default:
      throw new Error(`unknown operator ${operator}`);
  }
}

/** Splits a text with its variables replaced into characters; undefined if one has no value. */
function pieces(
  text: string,
  context: ReadonlyMap<string, ContextValue>,
  wildcard: (character: string) => string = (character) => character,
): readonly string[] | undefined {
  const found = Array.from(text.matchAll(/\$\{([^}]*)\}|[^]/g), ([whole, name]) => {
    if (name === undefined) return wildcard(whole);
    if (/^[*?$]$/.test(name)) return name;
    const value = context.get(lower(name));
    return typeof value === 'string' ? value : undefined;
  });
  const known = found.filter((piece) => piece !== undefined);
  return known.length === found.length ? known : undefined;
}

/** Whether an ARN is like a pattern, field by field; both operators take wildcards. */
function arnLike(
  pattern: string,
  arn: string,
  context: ReadonlyMap<string, ContextValue>,
): boolean {
  const fields = (text: string): readonly string[] => {
    const [, start = '', rest = ''] = /^((?:[^:]*:){5})(.*)$/s.exec(text) ?? [];
    return [...start.split(':'), rest];
  };
  const wanted = fields(pattern);
  return fields(arn).every((field, at) => glob(wanted[at] ?? '', field, context));
}

/** Whether a pattern of an action or a resource matches: `*` is any text, `?` any character. */
function glob(pattern: string, text: string, context: ReadonlyMap<string, ContextValue>): boolean {
  const wild = new Map([
    ['*', '\0any'],
    ['?', '\0one'],
  ]);
  const parts = pieces(pattern, context, (character) => wild.get(character) ?? character);
  if (parts === undefined) return false;
  const source = parts.map((part) => {
    if (part === '\0any') return '.*';
    return part === '\0one' ? '.' : part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  });
  return new RegExp(`^${source.join('')}$`, 's').test(text);
}

function lower(text: string): string {
  return text.toLowerCase();
}
