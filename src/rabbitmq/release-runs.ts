import { releaseName, releasesOf, type Release } from './engines.js';
import { LINES } from './lines.js';

/** Releases from one to another, as people write them: a line where all of it is meant. */
interface Run {
  readonly first: string;
  last: string;
  /** Whether the next line goes on with it. */
  isOpen: boolean;
}

/**
 * The releases that fulfil something, in words: `3.13 to 4.1, 4.2.0 to 4.2.8, 4.3.0`. Nothing where
 * there are none, and `all releases` where all do.
 */
export function releaseRuns(fulfils: (release: Release) => boolean): string {
  const runs: Run[] = [];
  for (const { name } of LINES) {
    const releases = releasesOf(name);
    const last = runs.at(-1);
    if (releases.every(fulfils)) {
      if (last?.isOpen === true) last.last = name;
      else runs.push({ first: name, last: name, isOpen: true });
      continue;
    }
    if (last !== undefined) last.isOpen = false;
    for (const release of releases) {
      const before = runs.at(-1);
      const follows = before?.last === releaseName({ ...release, patch: release.patch - 1 });
      if (!fulfils(release)) continue;
      if (before !== undefined && follows) before.last = releaseName(release);
      else runs.push({ first: releaseName(release), last: releaseName(release), isOpen: false });
    }
  }
  const [only] = runs;
  if (runs.length === 1 && only?.first === LINES[0]?.name && only?.last === LINES.at(-1)?.name)
    return 'all releases';
  return runs.map(({ first, last }) => (first === last ? first : `${first} to ${last}`)).join(', ');
}
