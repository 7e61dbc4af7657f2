import { policyDiagnostics as catalog } from '../../diagnostics/catalog/policy.js';
import { correction } from '../../diagnostics/correction.js';
import type { Reporter } from '../../diagnostics/reporter.js';
import { WILDCARD } from '../../pattern/pattern.js';
import type { Source } from '../../source/source.js';
import type { Template } from '../../syntax/tree.js';
import { flat, type Text } from '../names/text.js';

/** What a name stands for in `${name}`. */
export type Lookup =
  | { readonly found: 'text'; readonly text: Text }
  /** The name is known, and why it has no value was reported where it is declared. */
  | { readonly found: 'reported' }
  /** A built-in name that has no value here; `why` says what to do, as a sentence. */
  | { readonly found: 'unset'; readonly why: string }
  | { readonly found: 'unknown' };

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
      const { broker } = environment;
      const value = environment.lookup(name);
      if (value.found === 'text') {
        text.push(...value.text);
        length += flat(value.text).length;
      } else complete = false;
      if (value.found === 'unset')
        reporter.report(catalog.unsetVariable, place, { name, broker, why: value.why });
      if (value.found === 'unknown') {
        const nearest = reporter.suggester.nearest(name, environment.names());
        const written = nearest === undefined ? undefined : `\${${nearest}}`;
        const particulars = { name, broker, nearest };
        reporter.report(catalog.unknownVariable, place, particulars, correction(place, written));
      }
      if (length > textLimit) {
        reporter.report(catalog.textTooLong, place, { limit: textLimit });
        return undefined;
      }
    }
  }
  return complete ? text : undefined;
}
