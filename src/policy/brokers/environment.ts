import { policyDiagnostics as catalog } from '../../diagnostics/catalog/policy.js';
import { correction } from '../../diagnostics/correction.js';
import type { Reporter } from '../../diagnostics/reporter.js';
import { WILDCARD } from '../../pattern/pattern.js';
import type { Place, Source } from '../../source/source.js';
import type { Template } from '../../syntax/tree.js';
import { flat, type Text } from '../names/text.js';
import { inSentence } from '../../source/counted.js';

/** What a name stands for in `${name}`. */
export type Lookup =
  | { readonly found: 'text'; readonly text: Text }
  /** The name is known, and why it has no value was reported where it is declared. */
  | { readonly found: 'reported' }
  /** A built-in name that has no value here; `why` says what to do, as a sentence. */
  | { readonly found: 'unset'; readonly why: string; readonly at?: Place }
  /** A variable that other brokers have and this one lacks; it is told at the broker. */
  | ({ readonly found: 'elsewhere' } & LackingVariable)
  | { readonly found: 'unknown' };

/** Where a broker lacks a variable that others have. */
export interface LackingVariable {
  /** Those that have it. */
  readonly others: readonly string[];
  /** A variable of the broker whose name is nearly the same, and which the others lack. */
  readonly misspelt: string | undefined;
  /** The broker, or the name of that variable. */
  readonly at: Place;
}

/** The names that `${…}` can use at some place of a policy, for one broker. */
export interface Environment {
  /** The broker that the names are resolved for; diagnostics name it. */
  readonly broker: string;
  lookup(name: string): Lookup;
  /** All names that could be meant, for did-you-mean. */
  names(): Iterable<string>;
}

/** An environment in which `values` hide the names of `outer`. */
export function extend(
  outer: Environment,
  values: ReadonlyMap<string, Text | undefined>,
): Environment {
  return {
    broker: outer.broker,
    lookup(name) {
      if (!values.has(name)) return outer.lookup(name);
      const text = values.get(name);
      return text === undefined ? { found: 'reported' } : { found: 'text', text };
    },
    names: () => [...values.keys(), ...outer.names()],
  };
}

/** The longest text that interpolation may build, in characters; far beyond what any name can be. */
const textLimit = 65_536;

/**
 * Resolves the interpolations of a template. Answers `undefined` where a name has no value; that is
 * reported at the interpolation.
 */
export function substitute(
  template: Template,
  source: Source,
  environment: Environment,
  reporter: Reporter,
): Text | undefined {
  const { literal } = template;
  if (literal !== undefined) return literal === '' ? [] : [literal];
  const text: (string | typeof WILDCARD)[] = [];
  let length = 0;
  let complete = true;
  for (const part of template.parts) {
    if (part.type === 'text') text.push(part.text);
    else if (part.type === 'wildcard') text.push(WILDCARD);
    else {
      const place = { source, range: part.range };
      const { name } = part;
      const value = environment.lookup(name);
      if (value.found === 'text') {
        text.push(...value.text);
        length += flat(value.text).length;
      } else complete = false;
      tell(value, name, place, environment, reporter);
      if (length > textLimit) {
        reporter.report(catalog.textTooLong, place, { limit: textLimit });
        return undefined;
      }
    }
  }
  return complete ? text : undefined;
}

/** Reports why a name has no value: what a broker lacks is told once, at the broker. */
function tell(
  value: Lookup,
  name: string,
  place: Place,
  environment: Environment,
  reporter: Reporter,
): void {
  const { broker } = environment;
  const notes = [{ message: `\`\${${name}}\` is written here.`, place }];
  if (value.found === 'unset') {
    const extras = value.at === undefined ? {} : { notes };
    reporter.report(
      catalog.unsetVariable,
      value.at ?? place,
      { name, broker, why: value.why },
      extras,
    );
  }
  if (value.found === 'elsewhere') {
    const { others, misspelt, at } = value;
    const particulars = { name, broker, others: listed(others), misspelt };
    const fix = correction(at, misspelt === undefined ? undefined : name);
    reporter.report(catalog.missingVariable, at, particulars, { ...fix, notes });
  }
  if (value.found === 'unknown') {
    const nearest = reporter.suggester.nearest(name, environment.names());
    const written = nearest === undefined ? undefined : `\${${nearest}}`;
    reporter.report(catalog.unknownVariable, place, { name, nearest }, correction(place, written));
  }
}

function listed(names: readonly string[]): string {
  return inSentence(
    names.map((name) => `\`${name}\``),
    3,
  );
}
