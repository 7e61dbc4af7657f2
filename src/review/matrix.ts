import { freedomOf } from '../access/fixed-answers.js';
import type { SourcedScope } from '../access/sourced-scope.js';
import { firstFit, glob } from '../pattern/name-set.js';
import { metered, shareOf } from '../pattern/meter.js';
import { MeetIndex } from '../pattern/meet-index.js';
import { Pattern } from '../pattern/pattern.js';
import type { Role } from '../policy/names/roles.js';
import { patternText } from '../policy/phrases/phrase-text.js';
import type { Right } from '../policy/phrases/rights.js';
import { meet } from '../policy/resources/resources.js';
import { ableBy, unknownOf, type Able } from '../program/query/able.js';
import { phraseOf, readPhrase } from '../program/query/phrases.js';
import type { QueryableBroker } from '../program/query/queryable.js';
import { askedBy, asks, isRaw, type Asked } from '../prove/asked.js';
import { directViolations, type FindViolation } from '../prove/claims/never.js';
import type { Permission, ResourceScope } from '../rabbitmq/scope.js';
import { printable } from '../report/printable.js';
import { compareBytes } from '../source/naming.js';
import type { HowMuch } from './document.js';
import { operationsOf, phrasesFor, type AskedOperation } from './operations.js';
import type { Reviewed } from './reviewed.js';

/** Something that a role can do with a resource, and what gives it. */
export interface FoundOperation {
  readonly asked: AskedOperation;
  readonly how: HowMuch;
  readonly by: readonly SourcedScope[];
  readonly keys: readonly string[];
  readonly example: string | undefined;
  /** Whether no line of the role asks for any of it. */
  readonly isUnasked: boolean;
  /** Whether it comes from bare permissions alone. */
  readonly isBare: boolean;
}

/** A scope of a role that a resource may have to do with. */
interface Near {
  readonly role: Role;
  readonly from: SourcedScope;
  readonly scope: ResourceScope;
}

/**
 * What roles can do with resources, by the same decisions as `can` and `who`: `all` where `can` says yes,
 * `part` where `who` names the role for a part.
 */
export class Matrix {
  readonly #byName = new MeetIndex<Near>();
  readonly #asked = new Map<Role, Asked>();
  readonly #moves: number;

  constructor(private readonly on: QueryableBroker) {
    const { roles } = on.policy;
    this.#moves = shareOf(roles.length);
    for (const role of roles)
      for (const from of on.granted(role).scopes) {
        const { scope } = from;
        if (scope.kind === 'resource') this.#byName.add(scope.name, { role, from, scope });
      }
  }

  /** Everybody who can do anything with a resource, and what. */
  of(resource: Reviewed): ReadonlyMap<Role, readonly FoundOperation[]> {
    const near = this.#near(resource);
    const found = new Map<Role, FoundOperation[]>();
    for (const asked of operationsOf(resource.kind)) {
      const question = new Question(asked, resource, this.on);
      // What is checked for nobody is permitted without a scope on the name.
      const roles = question.isFree ? this.on.policy.roles : near.keys();
      for (const role of roles) {
        const scopes = near.get(role) ?? [];
        const by = scopes.filter(({ scope }) => scope.permission === asked.permission);
        const known = found.get(role) ?? [];
        if (by.length === 0 && !question.isFree) continue;
        if (asked.isBare && known.some((one) => takes(one, asked))) continue;
        const able = this.#able(role, question);
        const one = able && this.#operation(role, able, by, question);
        // A bare permission that no line asks for, and that nothing can be done with, tells nobody anything.
        if (one !== undefined && !(asked.isBare && one.isUnasked)) found.set(role, [...known, one]);
      }
    }
    return found;
  }

  /** The scopes that are about a name that the resource can have, in vhosts that it can be in. */
  #near({ pattern, vhost }: Reviewed): ReadonlyMap<Role, readonly Near[]> {
    const [names, vhosts] = [glob(pattern), glob(vhost)];
    const found = new Map<Role, Near[]>();
    for (const one of this.#byName.near(pattern)) {
      const { role, scope } = one;
      if (!meet(firstFit(scope.vhost), vhosts) || !meet(firstFit(scope.name), names)) continue;
      const known = found.get(role);
      if (known === undefined) found.set(role, [one]);
      else known.push(one);
    }
    return found;
  }

  #able(role: Role, { rights, find }: Question): Able | undefined {
    const { value, isExhausted } = metered(this.#moves, () => ableBy(role, rights, this.on, find));
    const [right] = rights;
    return isExhausted && right !== undefined ? unknownOf(role, right) : value;
  }

  #operation(
    role: Role,
    { how, example, scopes }: Able,
    near: readonly Near[],
    { asked, rights }: Question,
  ): FoundOperation {
    const by = [...new Set([...near.map(({ from }) => from), ...scopes])];
    const keys = near.flatMap(({ scope: { key } }) =>
      asked.hasKeys === true && key !== undefined ? [patternText(key)] : [],
    );
    return {
      asked,
      how,
      by,
      keys: how === 'all' || keys.includes(EVERY_KEY) ? [] : [...new Set(keys)].sort(compareBytes),
      example: how === 'part' && example !== undefined ? printable(example) : undefined,
      isUnasked: !this.#isAsked(role, near, asked, rights),
      isBare: by.every(({ grants }) =>
        grants.every(({ right }) => right.type === 'operation' && isRaw(right)),
      ),
    };
  }

  #isAsked(
    role: Role,
    near: readonly Near[],
    { words }: AskedOperation,
    rights: readonly Right[],
  ): boolean {
    // Nearly everything that is given is asked for in so many words.
    const isOutright = near.some(({ from }) =>
      from.grants.some(({ right }) =>
        rights.some(
          (wanted) =>
            wanted.type === 'operation' &&
            right.type === 'operation' &&
            words.includes(right.word) &&
            right.kind === wanted.kind,
        ),
      ),
    );
    if (isOutright) return true;
    const { granted, context } = this.on;
    const asked = this.#asked.get(role) ?? askedBy(granted(role).grants, context);
    this.#asked.set(role, asked);
    return rights.some(
      (right) =>
        (right.type === 'operation' || right.type === 'connect') && asks(asked, right, context),
    );
  }
}

/** How every routing key is written. */
const EVERY_KEY = patternText(Pattern.any);

/** An operation on a resource, read once for all roles. */
class Question {
  readonly rights: readonly Right[];
  readonly find: (right: Right) => FindViolation;
  /** Whether something of it is permitted to everybody in the vhost. */
  readonly isFree: boolean;

  constructor(
    readonly asked: AskedOperation,
    resource: Reviewed,
    on: QueryableBroker,
  ) {
    this.rights = phrasesFor(asked, resource).flatMap(
      (phrase) => readPhrase(phraseOf(phrase), on, undefined, resource.vhost).rights,
    );
    this.isFree = this.rights.some(
      (right) => right.type === 'operation' && freedomOf(right) !== undefined,
    );
    const known = new Map<Right, FindViolation>();
    this.find = (right) => {
      const found = known.get(right) ?? directViolations(right, on.context);
      known.set(right, found);
      return found;
    };
  }
}

/** Whether an operation takes the permission that another asks for as such. */
function takes(
  { asked }: FoundOperation,
  { permission }: { readonly permission: Permission },
): boolean {
  return asked.permission === permission;
}
