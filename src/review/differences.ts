import { outside } from '../pattern/include.js';
import { firstFit, glob } from '../pattern/name-set.js';
import { metered, shareOf } from '../pattern/meter.js';
import type { Pattern } from '../pattern/pattern.js';
import { meet } from '../policy/resources/resources.js';
import { nameText } from '../policy/phrases/phrase-text.js';
import type { BrokerAccess, ComparedRole, GivenScope } from '../prove/diff/access.js';
import type { Change } from '../prove/diff/change.js';
import type { BrokerDiff, RoleDiff } from '../prove/diff/diff.js';
import { holdingsOf, type Holding, type Holdings } from '../prove/diff/holdings.js';
import { exampleOutside } from '../prove/diff/outside.js';
import { PERMISSIONS, type Permission } from '../rabbitmq/scope.js';
import { printable } from '../report/printable.js';
import { describeChange } from '../tell/change.js';
import type { ReviewChange, ReviewGone } from './document.js';
import type { Reviewed } from './reviewed.js';
import { reviewPlace } from './shown.js';

/** A permission on a resource, or the routing keys of one. */
export type Differing = Permission | `${Permission} key`;

/** What one side gives more of on a resource than the other. */
export interface CellDifference {
  readonly gained: readonly Differing[];
  readonly lost: readonly Differing[];
}

/** What differs for the roles of one broker from what it is compared with. */
export class Differences {
  readonly #byArn: ReadonlyMap<string, RoleDiff>;
  readonly #moves: number;
  readonly #holdings = new Map<string, { readonly old: Holdings; readonly now: Holdings }>();

  constructor(
    diff: BrokerDiff | undefined,
    private readonly old: BrokerAccess | undefined,
    private readonly now: BrokerAccess | undefined,
  ) {
    this.#byArn = new Map((diff?.roles ?? []).map((role) => [role.arn, role]));
    this.#moves = shareOf(this.#byArn.size);
  }

  /** Everything that a role gained and lost. */
  of(arn: string): readonly ReviewChange[] {
    const role = this.#byArn.get(arn);
    return role === undefined ? [] : changesOf(role);
  }

  /** The roles that only the other side has. */
  get gone(): readonly ReviewGone[] {
    return [...this.#byArn.values()]
      .filter(({ arn }) => this.now?.roles.has(arn) !== true)
      .map((role) => ({
        name: role.name ?? role.arn,
        arn: printable(role.arn),
        changes: changesOf(role),
      }));
  }

  /** What a role gained and lost on a resource; undefined where that is nothing. */
  on(arn: string, resource: Reviewed): CellDifference | undefined {
    if (!this.#byArn.has(arn)) return undefined;
    const { old, now } = this.#sides(arn);
    const { value } = metered(this.#moves, () => ({
      gained: more(now, old, resource),
      lost: more(old, now, resource),
    }));
    return value.gained.length + value.lost.length === 0 ? undefined : value;
  }

  #sides(arn: string): { readonly old: Holdings; readonly now: Holdings } {
    const known = this.#holdings.get(arn);
    if (known !== undefined) return known;
    const scopesOf = (side: BrokerAccess | undefined): readonly GivenScope[] =>
      side?.roles.get(arn)?.scopes ?? NOBODY.scopes;
    const sides = { old: holdingsOf(scopesOf(this.old)), now: holdingsOf(scopesOf(this.now)) };
    this.#holdings.set(arn, sides);
    return sides;
  }
}

const NOBODY: ComparedRole = { name: undefined, scopes: [], api: [] };

/** What one side gives on a resource and the other does not give. */
function more(mine: Holdings, theirs: Holdings, resource: Reviewed): readonly Differing[] {
  return PERMISSIONS.flatMap((permission): readonly Differing[] => {
    const found = mine.of(permission).flatMap((holding) => {
      const narrowed = within(holding, resource);
      const answer = narrowed && exampleOutside(narrowed, theirs);
      if (answer === undefined || answer.kind === 'none') return [];
      const isOfKey = answer.kind === 'witness' && answer.witness.extent === 'key';
      return [isOfKey ? (`${permission} key` as const) : permission];
    });
    return [...new Set(found)].sort();
  });
}

/**
 * A scope as far as it is about a resource; undefined where it is about others. Where neither holds the other
 * it stays as it is.
 */
function within(holding: Holding, { vhost, pattern }: Reviewed): Holding | undefined {
  const { scope } = holding;
  if (!meet(firstFit(scope.vhost), glob(vhost)) || !meet(firstFit(scope.name), glob(pattern)))
    return undefined;
  const narrowed = {
    ...scope,
    vhost: narrower(scope.vhost, vhost),
    name: narrower(scope.name, pattern),
  };
  const [first] = holdingsOf([{ ...holding.given, scope: narrowed }]).all;
  return first;
}

function narrower(given: Pattern, wanted: Pattern): Pattern {
  return outside(firstFit(wanted), [firstFit(given)]).kind === 'none' ? wanted : given;
}

function changesOf({ gained, lost }: RoleDiff): readonly ReviewChange[] {
  return [
    ...gained.map((change) => reviewedChange(change, 'gained')),
    ...lost.map((change) => reviewedChange(change, 'lost')),
  ];
}

function reviewedChange(change: Change, direction: ReviewChange['direction']): ReviewChange {
  const { phrase, action, vhost, unproved, by } = describeChange(change);
  const [place = change.kind === 'scopes' ? change.examples[0].by.place : change.by.place] =
    by.places;
  const such = action === undefined ? '' : `, for example ${action}`;
  const perhaps = unproved ? ' (too complex to prove, so it counts as different)' : '';
  return {
    direction,
    phrase: printable(`${phrase}${such}${perhaps}`),
    vhost: vhost === undefined ? null : nameText(vhost),
    by: printable(by.phrase),
    place: reviewPlace(place),
  };
}
