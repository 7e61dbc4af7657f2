import type { Doings, Evidence, Sighting } from './evidence.js';
import type { PresentRights } from './present-rights.js';

/** An exchange that a user published to, or may have. */
export interface Publish {
  /** Empty for the default one. */
  readonly exchange: string;
  readonly sighting: Sighting;
  /**
   * Whether the broker counted it (`detailed` rates), nothing else explains what it counted, or it is one
   * of several that may be.
   */
  readonly how: 'counted' | 'only' | 'possible';
}

/**
 * The exchanges that users published to. A broker with `basic` rates counts messages by channel and by
 * exchange, and not which went where: then those count that grew when the user's channels did, and that
 * the user may write to.
 */
export function publishesOf(
  evidence: Evidence,
  rights: PresentRights,
): ReadonlyMap<Doings, readonly Publish[]> {
  const candidates = new Map(
    evidence.doings.map((doings) => [doings, candidatesOf(doings, evidence, rights)]),
  );
  const isOnly = (doings: Doings, exchange: string): boolean =>
    candidates.get(doings)?.length === 1 ||
    ![...candidates].some(
      ([other, exchanges]) =>
        other !== doings && other.vhost === doings.vhost && exchanges.includes(exchange),
    );
  return new Map(
    Array.from(candidates, ([doings, exchanges]) => [
      doings,
      exchanges.map((exchange): Publish => {
        const counted = doings.published.get(exchange);
        if (counted !== undefined) return { exchange, sighting: counted, how: 'counted' };
        const how = isOnly(doings, exchange) ? 'only' : 'possible';
        return { exchange, sighting: doings.publishing, how };
      }),
    ]),
  );
}

function candidatesOf(
  { user, vhost, published, publishing }: Doings,
  { exchanges, grown }: Evidence,
  rights: PresentRights,
): readonly string[] {
  if (published.size > 0) return [...published.keys()].sort();
  if (publishing.samples.size === 0) return [];
  return Array.from(exchanges)
    .filter(
      ([key, exchange]) =>
        exchange.vhost === vhost &&
        isNear(publishing.samples, grown.get(key)) &&
        rights.allows(user, vhost, 'write', exchange.name),
    )
    .map(([, { name }]) => name)
    .sort();
}

/** Whether some samples of one set are those of another, or beside them: not all is counted at once. */
function isNear(samples: ReadonlySet<number>, others: ReadonlySet<number> = new Set()): boolean {
  return [...samples].some((at) => [at - 1, at, at + 1].some((near) => others.has(near)));
}
