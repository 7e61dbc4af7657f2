import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Bytes } from '#warren/pattern/bytes.js';
import { firstFit, glob } from '#warren/pattern/name-set.js';
import { Pattern, WILDCARD } from '#warren/pattern/pattern.js';
import { Resources, meet } from '#warren/policy/resources/resources.js';
import type { Operation } from '#warren/policy/phrases/rights.js';
import { verbOf } from '#warren/syntax/words.js';
import type { Context } from '#warren/access/context.js';
import type { SourcedScope } from '#warren/access/sourced-scope.js';
import { encodeScope } from '#warren/rabbitmq/encode.js';
import type { Engine } from '#warren/rabbitmq/engines.js';
import { parseEngine } from '#warren/rabbitmq/parse-engine.js';
import { PERMISSIONS, type Permission, type Scope } from '#warren/rabbitmq/scope.js';
import { Source, type Place } from '#warren/source/source.js';

/** A place for what was never written. */
export const nowhere: Place = { source: new Source('test', ''), range: { start: 0, end: 0 } };

/** A pattern of plain letters and `*`. */
export function pattern(text: string): Pattern {
  return Pattern.fromParts(text.split(/(\*)/).map((part) => (part === '*' ? WILDCARD : part)));
}

/** A scope as its parts would stand in an alias, of plain letters and `*`. */
export function scope(permission: Permission, vhost: string, name: string, key?: string): Scope {
  const base = {
    kind: 'resource',
    permission,
    vhost: pattern(vhost),
    name: pattern(name),
  } as const;
  return key === undefined ? base : { ...base, key: pattern(key) };
}

/** Scopes that nobody wrote a grant for. */
export function sourced(scopes: readonly Scope[]): readonly SourcedScope[] {
  return scopes.map((one) => ({ scope: one, grants: [] }));
}

/** Scopes as the words that a broker reads. */
export function wordsOf(scopes: readonly SourcedScope[]): readonly string[] {
  return scopes.map((one) => encodeScope(one.scope).text);
}

/** The text of a concrete name. */
export function textOf(name: Bytes | undefined): string {
  return name?.binary ?? '';
}

/** What an operation is about, in plain letters. */
export interface Said {
  readonly word: string;
  readonly kind: Operation['kind'];
  readonly vhost: string;
  readonly name: string;
  readonly key?: string | undefined;
  readonly other?: string | undefined;
  /** As a policy writes it; 4.3 of any patch level unless given. */
  readonly engine?: string | undefined;
}

/** What a self-managed broker of a version runs. */
export function engineOf(version: string): Engine {
  const reading = parseEngine('rabbitmq', version);
  if (!reading.ok) throw new Error(`no engine ${version}`);
  return reading.engine;
}

/** An operation that nobody wrote. */
export function operation({ word, kind, vhost, name, key, other, engine }: Said): Operation {
  const verb = verbOf(word);
  if (verb === undefined) throw new Error(`no verb ${word}`);
  const named = (text: string): Operation['name'] => ({ pattern: pattern(text), place: nowhere });
  const clause = verb.requires ?? 'dead-letter';
  return {
    type: 'operation',
    word,
    kind,
    vhost: pattern(vhost),
    engine: engineOf(engine ?? '4.3'),
    name: named(name),
    key: key === undefined ? undefined : named(key),
    other: other === undefined ? undefined : { ...named(other), clause },
    place: nowhere,
    calls: [],
  };
}

/** Declared exchanges: a pattern of names, a type, and the vhosts if they are not all. */
export type Declared = readonly (readonly [string, string | undefined, string?])[];

const newest = parseEngine('rabbitmq', '4.3');
assert(newest.ok);
const NEWEST = newest.engine;

/** A context with some declared exchanges, on the newest engine unless another is given. */
export function contextWith(
  declared: Declared,
  withoutHeaderCheck: Context['withoutHeaderCheck'] = [],
  engine: Engine = NEWEST,
): Context {
  const resources = declared.map(([name, exchangeType, vhosts = '*']) => ({
    kind: 'exchange' as const,
    vhosts: pattern(vhosts),
    pattern: pattern(name),
    exchangeType,
    other: undefined,
    place: nowhere,
  }));
  const resourcesOf = (vhost: Pattern): Resources =>
    new Resources(resources.filter(({ vhosts }) => meet(firstFit(vhost), glob(vhosts))));
  return { engine, resourcesOf, withoutHeaderCheck };
}

/** Short patterns over a letter or two, with up to three stars. */
export const patterns = (...letters: string[]): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom(...letters, ...letters, '*'), { minLength: 1, maxLength: 4 })
    .map((parts) => parts.join(''));

const permissions = fc.constantFrom(...PERMISSIONS);

/** Scopes small enough to try every name of. */
export const scopes = fc.array(
  fc
    .tuple(
      permissions,
      patterns('v'),
      fc.oneof(patterns('a', 'b'), fc.constant('')),
      fc.option(patterns('k')),
    )
    .map(([permission, vhost, name, key]) => scope(permission, vhost, name, key ?? undefined)),
  { maxLength: 7 },
);
