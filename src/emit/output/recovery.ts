import { readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { entriesBelow, entryKind, makeFolder, removeTree } from './folders.js';
import { obstacle } from './ownership.js';
import { draftName, dropPlan, readPlan } from './plan.js';
import { OutputRefused } from './refused.js';
import { isAside, type Staging } from './staging.js';

/** What may stand in a staging folder, and as what; `done` and `takeover` were left by version 0.1. */
const PARTS: Readonly<Record<string, 'file' | 'folder'>> = {
  owner: 'file',
  plan: 'file',
  [draftName]: 'file',
  new: 'folder',
  old: 'folder',
  done: 'folder',
  takeover: 'folder',
};

/** A run that took over from another; see `lock.ts`. */
export const heirName = /^after-[0-9a-f]{32}$/;

/**
 * Makes the output folder what it was before the run began that left something in the staging folder,
 * and removes that. Every step may be the last: the next run goes on from there.
 *
 * @throws Refused where something there is not Warren's; nothing was changed then
 */
export function recover(staging: Staging): void {
  inspect(staging);
  rollBack(staging);
  // What is half removed is no folder of Warren's any more to the next run, but under this name.
  const done = join(staging.folder, 'done');
  removeTree(done);
  if (entryKind(staging.old) !== 'nothing') renameSync(staging.old, done);
  for (const name of readdirSync(staging.folder))
    if (name !== 'owner' && !heirName.test(name)) removeTree(join(staging.folder, name));
  for (const name of readdirSync(staging.out)) if (isAside(name)) discard(join(staging.out, name));
}

/** Looks at everything before anything is touched. */
function inspect(staging: Staging): void {
  for (const name of readdirSync(staging.folder)) {
    const kind = entryKind(join(staging.folder, name));
    // A run that came too late to take over takes its folder away again.
    if (kind === 'nothing') continue;
    const meant = heirName.test(name) ? 'folder' : PARTS[name];
    if (kind !== meant) refuse(staging, `${name} ${meant ? `is a ${kind}` : 'is there'}`);
    if (kind !== 'folder') continue;
    for (const { path, kind: below } of entriesBelow(join(staging.folder, name)))
      if (below !== 'file') refuse(staging, `${name}/${path} is a ${below}`);
  }
  if (entryKind(staging.old) !== 'folder') return;
  for (const name of readdirSync(staging.old)) {
    const reason = obstacle(join(staging.old, name));
    if (reason !== undefined) refuse(staging, `old/${name} ${reason}`);
  }
}

function refuse({ folder }: Staging, what: string): never {
  throw new OutputRefused(
    `${folder} holds what Warren did not leave there: ${what}; look into it, keep what is yours, and remove it`,
  );
}

/**
 * Moves what a run moved in back to where it was prepared, and what it moved out back into its place.
 *
 * @throws Refused where someone put something into a folder that was moved in
 */
export function rollBack(staging: Staging): void {
  const { out, shown, fresh, old } = staging;
  const leaving = entryKind(old) === 'folder' ? readdirSync(old) : [];
  // Before there were plans, whatever stands in the place of what was moved out had arrived.
  const arriving = new Set(readPlan(staging) ?? leaving);
  const arrived = [...arriving].filter(
    (name) =>
      entryKind(join(fresh, name)) === 'nothing' && entryKind(join(out, name)) !== 'nothing',
  );
  for (const name of arrived) {
    const reason = obstacle(join(out, name));
    if (reason !== undefined)
      throw new OutputRefused(
        `${join(shown, name)} ${reason}; it stands there since a run that was interrupted, and what stood there before is in ${join(old, name)}`,
      );
  }
  if (arrived.length > 0) makeFolder(fresh);
  for (const name of arrived) renameSync(join(out, name), join(fresh, name));
  for (const name of leaving)
    if (entryKind(join(out, name)) === 'nothing') renameSync(join(old, name), join(out, name));
  dropPlan(staging);
}

/** Removes what nothing depends on. What resists is left to the next run. */
export function discard(path: string): void {
  try {
    removeTree(path);
  } catch {
    // Files of an earlier output may belong to someone else.
  }
}
