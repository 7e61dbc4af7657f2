import type { Bytes } from '../pattern/bytes.js';
import { Pattern } from '../pattern/pattern.js';
import type { GivenScope } from '../prove/diff/access.js';
import { checkKey, checkName } from '../rabbitmq/names.js';
import type { ResourceScope } from '../rabbitmq/scope.js';
import type { Place } from '../source/source.js';

/** Whom a broker gives something: an alias of tokens, or one of its own users. */
export interface Subject {
  readonly name: string;
  readonly from: 'alias' | 'user';
  readonly place: Place;
  /** What it has, as a policy can say it. */
  readonly scopes: readonly GivenScope[];
}

/** A scope that was read from a file. */
export function givenScope(scope: GivenScope['scope'], place: Place): GivenScope {
  return { scope, place, right: undefined, on: 'name' };
}

/** Access to some vhosts and nothing in them. */
export function accessTo(vhost: Pattern): ResourceScope {
  return { kind: 'resource', permission: 'read', vhost, name: NO_NAME };
}

const NO_NAME = Pattern.literal('');

/** What a policy can say of a scope, which is never more, and why it is less. */
export interface Sayable {
  readonly scope: ResourceScope | undefined;
  /** The rest of a sentence about the scope; undefined where all of it is said. */
  readonly lost: string | undefined;
}

/**
 * The scope that a policy can say in the place of another. Topic permission to configure is left out, as
 * no broker asks for it, and so are stars that mean nothing.
 */
export function sayable({ permission, ...given }: ResourceScope): Sayable {
  const vhost = plainer(given.vhost);
  const isEmpty = vhost.isLiteral && vhost.first.length === 0;
  const wrong = isEmpty ? 'the empty name' : unsaid(vhost, checkName);
  if (wrong !== undefined) return { scope: undefined, lost: `${wrong} is no vhost of a policy` };
  if (given.name.isLiteral && given.name.first.length === 0)
    return { scope: accessTo(vhost), lost: undefined };
  const name = namePattern(given.name);
  const wrongName = unsaid(name, checkName);
  if (wrongName !== undefined)
    return { scope: accessTo(vhost), lost: `${wrongName} is no name of a policy` };
  const scope: ResourceScope = { kind: 'resource', permission, vhost, name };
  if (given.key === undefined || permission === 'configure') return { scope, lost: undefined };
  const key = plainer(given.key);
  const wrongKey = unsaid(key, checkKey);
  if (wrongKey !== undefined) return { scope, lost: `${wrongKey} is no routing key of a policy` };
  return { scope: { ...scope, key }, lost: undefined };
}

/** No name is empty, so that a pattern of stars takes in every name. */
function namePattern(pattern: Pattern): Pattern {
  const isStars = pattern.stars > 0 && pattern.literals.every(({ length }) => length === 0);
  return isStars ? Pattern.any : plainer(pattern);
}

/** A pattern without the stars in a row that mean no more than one: all but those at the end. */
function plainer(pattern: Pattern): Pattern {
  const { literals, stars, trailingStars } = pattern;
  if (stars < 2) return pattern;
  const end = literals.length - trailingStars;
  return Pattern.fromBytes(
    literals.filter(({ length }, at) => length > 0 || at === 0 || at >= end),
  );
}

/** Why no policy can say a pattern, as the subject of a sentence; undefined where one can. */
function unsaid(pattern: Pattern, check: typeof checkName): string | undefined {
  if (pattern.isNothing) return 'a pattern with a wrong `%`, which matches nothing,';
  if (pattern.trailingStars > 1) return '`**` at the end, which wants one more character,';
  if (pattern.literals.some((literal: Bytes) => literal.text === undefined))
    return 'a name that is not UTF-8';
  switch (check(pattern)?.kind) {
    case undefined:
      return undefined;
    case 'empty':
      return 'the empty name';
    case 'line-break':
      return 'a name with a line break';
    case 'too-long':
      return 'a name of more than 255 bytes';
  }
}
