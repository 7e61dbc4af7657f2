import type { Review, ReviewBroker, ReviewCell, ReviewResource, ReviewRole } from '../document.js';

/** A broker of the review, with its cells by role and by resource. */
export class BrokerView {
  readonly #byRole = new Map<number, ReviewCell[]>();
  readonly #byResource = new Map<number, ReviewCell[]>();

  constructor(
    readonly review: Review,
    readonly broker: ReviewBroker,
  ) {
    for (const cell of broker.cells) {
      add(this.#byRole, cell.role, cell);
      add(this.#byResource, cell.resource, cell);
    }
  }

  role(at: number): ReviewRole {
    return found(this.broker.roles, at);
  }

  resource(at: number): ReviewResource {
    return found(this.broker.resources, at);
  }

  vhostOf({ vhost }: ReviewResource): string {
    return found(this.broker.vhosts, vhost);
  }

  cellsOfRole(at: number): readonly ReviewCell[] {
    return this.#byRole.get(at) ?? [];
  }

  cellsOfResource(at: number): readonly ReviewCell[] {
    return this.#byResource.get(at) ?? [];
  }

  /** The address of the page of a role. */
  linkToRole(at: number): string {
    return this.link('role', this.role(at).name);
  }

  /** The address of the page of a resource. */
  linkToResource(at: number): string {
    const resource = this.resource(at);
    return this.link('resource', this.vhostOf(resource), resource.kind, resource.name);
  }

  /** The address of a view of this broker. */
  link(...parts: readonly string[]): string {
    return `#/${[this.broker.name, ...parts].map(encodeURIComponent).join('/')}`;
  }
}

function add<Item>(lists: Map<number, Item[]>, at: number, item: Item): void {
  const known = lists.get(at);
  if (known === undefined) lists.set(at, [item]);
  else known.push(item);
}

/** An item of a list of the review. */
export function found<Item>(list: readonly Item[], at: number): Item {
  const item = list[at];
  if (item === undefined) throw new Error(`the review has no number ${at} there`);
  return item;
}
