import {
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { errorCode } from '../../source/system-error.js';
import { discard, putBack, stagingOf } from './staging.js';
import type { Staging } from './staging.js';

/** No run takes this long, in milliseconds: ten minutes. */
const maxAge = 10 * 60 * 1000;

/** Names the run that owns a staging folder: host, process and time. */
const ownerName = 'owner';

/** Held while the staging folder of an interrupted run is taken over. */
const takeoverName = 'takeover';

/**
 * Makes the staging folder of an output folder (absolute path); undefined if another run has it. What
 * an interrupted run left is tidied up first.
 */
export function acquire(out: string): Staging | undefined {
  const staging = stagingOf(out);
  try {
    mkdirSync(staging.folder);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
    return takeOver(staging) ? staging : undefined;
  }
  try {
    sign(staging);
  } catch (error) {
    discard(staging);
    throw error;
  }
  return staging;
}

/** Of several runs that find the same leftovers, one alone takes them over. */
function takeOver(staging: Staging): boolean {
  const owner = ownerOf(staging);
  if (!isInterrupted(staging, owner)) return false;
  const takeover = join(staging.folder, takeoverName);
  try {
    mkdirSync(takeover);
  } catch {
    return false;
  }
  try {
    // Another run may have taken over, and let go of the takeover, since the owner was read.
    const same = ownerOf(staging) === owner;
    if (same) tidy(staging);
    return same;
  } finally {
    rmdirSync(takeover);
  }
}

function tidy(staging: Staging): void {
  putBack(staging);
  sign(staging);
  for (const name of readdirSync(staging.folder))
    if (name !== ownerName && name !== takeoverName)
      rmSync(join(staging.folder, name), { recursive: true, force: true });
}

function sign(staging: Staging): void {
  writeFileSync(join(staging.folder, ownerName), `${hostname()} ${process.pid} ${Date.now()}`);
}

/** What the owner wrote; empty while it has not got so far, or is gone. */
function ownerOf(staging: Staging): string {
  try {
    return readFileSync(join(staging.folder, ownerName), 'utf8');
  } catch {
    return '';
  }
}

/** A run on another host cannot be asked whether it lives; there the age alone decides. */
function isInterrupted(staging: Staging, owner: string): boolean {
  const made = statSync(staging.folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
  if (Date.now() - made > maxAge) return true;
  const [host, pid] = owner.split(' ');
  return host === hostname() && !isAlive(Number(pid));
}

/** Within this process only one run writes at a time, so its own mark is that of an earlier namesake. */
function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) !== 'ESRCH';
  }
}
