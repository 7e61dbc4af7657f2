import { lstatSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRegularFile } from '../../source/read-file.js';
import { errorCode } from '../../source/system-error.js';
import { entryKind } from './folders.js';
import { fateOf, ownerOf, ownMark, tokenOf } from './owner.js';
import { discard } from './recovery.js';
import { OutputRefused } from './refused.js';
import { pathAside, type Staging } from './staging.js';

/*
 * A run makes a folder aside with its mark in it, and moves that to its place in one step, which fails
 * where a folder with anything in it stands: nobody ever meets a lock without its owner. The staging
 * folder itself is that place; in the folder of a run that was interrupted it is `after-TOKEN`, by the
 * mark of that run, so that of several runs that find it one alone takes over, and one that comes too
 * late gets a place that means nothing.
 */

/** No run takes this long, in milliseconds: ten minutes. */
const MAX_AGE = 10 * 60 * 1000;

/** No mark comes near this size, in bytes. */
const MAX_MARK = 4096;

/** Whoever lets go of the lock may come between two steps; never so often. */
const TRIES = 20;

const ownerName = 'owner';

/** The lock of an output folder, held. */
export interface Lock {
  readonly staging: Staging;
  readonly mark: string;
  /** The folder that makes it ours. */
  readonly place: string;
}

/** Who holds the lock at the moment. */
interface Holder {
  readonly mark: string;
  /** The folder with the mark. */
  readonly place: string;
}

/**
 * Takes the lock of an output folder. What an interrupted run left stands as it was.
 *
 * @throws Refused where another run has it, or something that is not Warren's stands in its place
 */
export function acquire(staging: Staging): Lock {
  for (let tries = 0; tries < TRIES; tries++) {
    const aside = pathAside(staging.out);
    try {
      const lock = attempt(staging, aside);
      if (lock !== undefined) return lock;
    } finally {
      // It is not there any more once the lock is taken.
      discard(aside);
    }
  }
  throw busy(staging, undefined);
}

/** Whether a run has its lock still; one that was stopped for long may have lost it to another. */
export function isLocked({ staging, mark }: Lock): boolean {
  return holderOf(staging).mark === mark;
}

/** Lets go of the lock, and with the same step of all that the run has no need of any more. */
export function release({ staging }: Lock): void {
  const aside = pathAside(staging.out);
  renameSync(staging.folder, aside);
  discard(aside);
}

/** Lets go of the lock, and leaves the staging folder as an interrupted run left it. */
export function withdraw({ staging, place }: Lock): void {
  const aside = pathAside(staging.out);
  renameSync(place, aside);
  discard(aside);
}

/** Undefined where another run came between two steps. */
function attempt(staging: Staging, aside: string): Lock | undefined {
  const mark = ownMark();
  if (!prepare(aside, mark)) return undefined;
  const { folder } = staging;
  const kind = entryKind(folder);
  if (kind === 'nothing' || kind === 'folder') {
    const lock = { staging, mark, place: folder };
    // Whoever held the lock may have begun to remove what stood aside, and the mark first.
    if (move(aside, folder)) return isLocked(lock) ? lock : undefined;
    if (entryKind(folder) === 'nothing') return undefined;
    return takeOver(staging, aside, mark);
  }
  throw new OutputRefused(
    `${folder} is a ${kind}, and not the folder that Warren works in; remove it, or rename it`,
  );
}

/** Whoever holds the lock removes what stands aside, of a run that is under way too. */
function prepare(aside: string, mark: string): boolean {
  mkdirSync(aside);
  try {
    writeFileSync(join(aside, ownerName), mark, { flag: 'wx' });
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

/** Whether a folder could be moved to where nothing, or an empty folder, stood. */
function move(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    const code = errorCode(error);
    // It may be gone by now, as may the folder that it was to be moved into.
    if (code === 'ENOENT') return false;
    // Some systems have another code for a folder that stands there.
    if (code === 'ENOTEMPTY' || code === 'EEXIST' || entryKind(to) === 'folder') return false;
    throw error;
  }
}

function takeOver(staging: Staging, aside: string, mark: string): Lock | undefined {
  const holder = holderOf(staging);
  if (!isInterrupted(staging, holder, aside)) throw busy(staging, holder.mark);
  const place = join(staging.folder, heirOf(holder.mark));
  if (!move(aside, place)) return undefined;
  // The folder may be another's by now, in which the place means nothing.
  const lock = { staging, mark, place };
  if (isLocked(lock)) return lock;
  discard(place);
  return undefined;
}

function heirOf(mark: string): string {
  return `after-${tokenOf(mark)}`;
}

/** The last of those that took over from one another. */
function holderOf({ folder }: Staging): Holder {
  let holder = { mark: markIn(folder), place: folder };
  const seen = new Set<string>();
  for (;;) {
    const place = join(folder, heirOf(holder.mark));
    // A mark tells itself from every other, so that only what no run leaves leads in a circle.
    if (seen.has(place) || entryKind(place) !== 'folder') return holder;
    seen.add(place);
    holder = { mark: markIn(place), place };
  }
}

/** Empty where there is none, as in what an earlier release left. */
function markIn(place: string): string {
  const path = join(place, ownerName);
  const kind = entryKind(path);
  if (kind === 'nothing') return '';
  const result = kind === 'file' ? readRegularFile(path, path, MAX_MARK) : undefined;
  if (result?.kind === 'read') return Buffer.from(result.bytes).toString('utf8');
  // It went between two steps; by now that of another run may stand there.
  if (result?.kind === 'failed' && result.problem.kind === 'missing') return '';
  throw new OutputRefused(`${path} is not what Warren wrote; look into it, and remove ${place}`);
}

/** Where a run cannot be asked whether it lives, its age decides, by the clock of the file system. */
function isInterrupted({ folder }: Staging, { mark, place }: Holder, aside: string): boolean {
  const fate = fateOf(mark);
  if (fate !== 'unknown') return fate === 'ended';
  const times = [folder, place, join(place, ownerName)].map(
    (path) => lstatSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0,
  );
  const now = lstatSync(aside, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return times.some((time) => Math.abs(now - time) > MAX_AGE);
}

function busy({ shown, folder }: Staging, mark: string | undefined): OutputRefused {
  const owner = mark === undefined ? undefined : ownerOf(mark);
  const who = owner === undefined ? '' : ` (process ${owner.pid} on ${owner.host})`;
  return new OutputRefused(
    `another run${who} is writing to ${shown}; if there is none, remove ${folder}`,
  );
}
