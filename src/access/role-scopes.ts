import type { Pattern } from '../pattern/pattern.js';
import { PERMISSIONS, type Permission, type ResourceScope } from '../rabbitmq/scope.js';
import { CoverIndex } from './cover-index.js';

/** The owners of the scopes on some names, by whether and which routing keys they give. */
interface OfNames<Owner> {
  readonly all: Owner[];
  keyed?: CoverIndex<Owner[]>;
}

type OfVhosts<Owner> = CoverIndex<OfNames<Owner>>;

/** The scopes of one role with their owners, made to ask which single scopes cover another. */
export class RoleScopes<Owner> {
  readonly #access = new CoverIndex<Owner[]>(() => []);
  readonly #rights: ReadonlyMap<Permission, CoverIndex<OfVhosts<Owner>>>;

  constructor() {
    const names = (): OfNames<Owner> => ({ all: [] });
    const vhosts = (): OfVhosts<Owner> => new CoverIndex(names);
    this.#rights = new Map(PERMISSIONS.map((name) => [name, new CoverIndex(vhosts)]));
  }

  /** Adds a scope; what it gives is said to come from `owner`. */
  add({ permission, vhost, name, key }: ResourceScope, owner: Owner): void {
    this.#access.at(vhost).push(owner);
    const names = this.#rights.get(permission)?.at(vhost).at(name);
    if (names === undefined) return;
    names.all.push(owner);
    if (key === undefined) return;
    names.keyed ??= new CoverIndex<Owner[]>(() => []);
    names.keyed.at(key).push(owner);
  }

  /** The owners of scopes that give everything that this one gives; only keys cover keys. */
  *covering({ permission, vhost, name, key }: ResourceScope): Iterable<Owner> {
    for (const names of this.#rights.get(permission)?.covering(vhost) ?? [])
      for (const found of names.covering(name))
        if (key === undefined) yield* found.all;
        else for (const owners of found.keyed?.covering(key) ?? []) yield* owners;
  }

  /** The owners of scopes that give access to all these vhosts. */
  *entering(vhost: Pattern): Iterable<Owner> {
    for (const owners of this.#access.covering(vhost)) yield* owners;
  }
}
