import type { LoadedPolicy } from '../../source/loaded.js';
import { readRelated } from '../../source/read-related.js';
import type { Placed } from '../../prove/diff/policy-access.js';
import type { Source } from '../../source/source.js';
import { readSound } from '../check.js';
import { Kept } from '../phases/kept.js';
import { isConfiguration, readPolicy, readSide, sideOf } from './read-side.js';
import type { Files } from './files.js';
import type { NoSide, ReadSide, Side } from './side.js';

/** A path, and where its files are read from. */
export interface Located {
  readonly path: string;
  readonly files: Files;
  /** Whether there may be no policy, as in a commit before the first one. */
  readonly mayBeEmpty?: boolean;
}

/** Both sides, or the first of them that cannot be compared. */
export type ReadSides = { readonly ok: true; readonly old: Side; readonly now: Side } | NoSides;

/** The first side that cannot be compared, and why. */
export interface NoSides {
  readonly ok: false;
  readonly which: 'old' | 'now';
  readonly why: NoSide;
}

/**
 * Reads the two sides of a comparison, each as `readSide` does. Two versions of a policy have most of
 * their files in common: what follows from those alone is worked out once.
 *
 * @param isShared false where each policy is wanted with places in its own files
 */
export function readSides(old: Located, now: Located, isShared = true): ReadSides {
  const read =
    !isShared || [old, now].some(({ path }) => isConfiguration(path)) ? apart : readingCommon();
  const [first, second] = [read(old), read(now)];
  const before = orEmpty(
    first,
    second,
    old,
    'everything is new; if the policy was moved here, compare two folders, of which `git worktree` makes the older one',
  );
  if (before.kind !== 'read') return { ok: false, which: 'old', why: before };
  const after = orEmpty(second, first, now, 'everything is removed');
  if (after.kind !== 'read') return { ok: false, which: 'now', why: after };
  return { ok: true, old: before.side, now: after.side };
}

/** A side; an empty policy in the place of one that a commit does not have yet, or does not have any more. */
function orEmpty(side: ReadSide, other: ReadSide, { mayBeEmpty }: Located, so: string): ReadSide {
  const isEmpty = side.kind === 'unable' && side.isEmpty === true;
  if (!isEmpty || mayBeEmpty !== true || other.kind !== 'read') return side;
  const notes = side.reasons.map(
    (reason) => `${reason}: it is compared as an empty policy, and ${so}`,
  );
  return { kind: 'read', side: { kind: 'policy', brokers: [], notes } };
}

function apart({ path, files }: Located): ReadSide {
  return readSide(path, files);
}

/** Reads policies one after the other, and of each only what those before have not in common with it. */
function readingCommon(): (located: Located) => ReadSide {
  const kept = new Kept(true, false);
  const known = new Map<string, Source>();
  const read = (loaded: LoadedPolicy): ReadSide => {
    const common = inCommon(known, loaded);
    const sound = readSound(common.loaded, kept);
    if (common.placed === undefined) return sideOf(sound);
    // What is wrong is told of the policy's own files.
    return sound.ok ? sideOf(sound, common.placed) : sideOf(readSound(loaded));
  };
  return ({ path, files }) => readPolicy(path, files, read);
}

/** A policy with sources of others wherever they have the same text. */
interface InCommon {
  readonly loaded: LoadedPolicy;
  /** Where a place in one of those sources is in the policy itself; undefined where it has none of them. */
  readonly placed: Placed | undefined;
}

/** @param known the sources of others, by text; those that nobody had before are added */
function inCommon(known: Map<string, Source>, loaded: LoadedPolicy): InCommon {
  const own = new Map<Source, Source>();
  const sources = loaded.sources.map((source) => {
    const other = known.get(source.text);
    // Of two files that say the same one alone has it in common.
    if (other === undefined || own.has(other)) return source;
    own.set(other, source);
    return other;
  });
  for (const source of sources) if (!known.has(source.text)) known.set(source.text, source);
  if (own.size === 0) return { loaded, placed: undefined };
  const ownOf = (source: Source): Source => own.get(source) ?? source;
  const read = loaded.readRelated ?? readRelated;
  return {
    loaded: { ...loaded, sources, readRelated: (from, path) => read(ownOf(from), path) },
    placed: ({ source, range }) => ({ source: ownOf(source), range }),
  };
}
