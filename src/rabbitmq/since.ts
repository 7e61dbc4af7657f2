import { branchPoint, type Line, type Release } from './engines.js';

/** The name of a release, as `4.0.3`. */
export type ReleaseName = `${Line}.${number}`;

/**
 * The releases that brought a change, at most one a line. Later releases of the line have it, and so
 * does every line that grew from one of those; a line that grew from an earlier one has it only if it is
 * named itself, as features are often carried back: 4.2.9 has what 4.3.0 has not.
 */
export type Since = readonly ReleaseName[];

/** When something came, and when it went again. */
export interface Presence {
  readonly since: Since;
  readonly gone?: Since;
}

/** Whether a release has what came and went so. */
export function isPresent({ since, gone = [] }: Presence, release: Release): boolean {
  const changes = [
    { since, present: true },
    { since: gone, present: false },
  ];
  return latest(changes, release)?.present === true;
}

/**
 * The change that decides for a release: the last one of its own line up to it, else of the line that it
 * grew from up to where it did, and so on; undefined where none came so far.
 */
export function latest<Change extends { readonly since: Since }>(
  changes: readonly Change[],
  release: Release,
): Change | undefined {
  for (let at: Release | undefined = release; at !== undefined; at = branchPoint(at.line)) {
    let best: { readonly change: Change; readonly patch: number } | undefined;
    for (const change of changes) {
      const patch = patchIn(change.since, at.line);
      if (patch === undefined || patch > at.patch) continue;
      if (best === undefined || patch >= best.patch) best = { change, patch };
    }
    if (best !== undefined) return best.change;
  }
  return undefined;
}

/** The patch of a line that is named, if one is. */
function patchIn(since: Since, line: Line): number | undefined {
  const named = since.find((name) => name.startsWith(`${line}.`));
  return named === undefined ? undefined : Number(named.slice(line.length + 1));
}
