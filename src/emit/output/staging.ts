import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BrokerArtifacts } from './artifacts.js';

/**
 * The hidden folder inside the output folder in which a run prepares its files. It is also the lock:
 * who made it may write. `old` holds what was moved out of the way until the run is through.
 */
export interface Staging {
  readonly out: string;
  readonly folder: string;
  readonly fresh: string;
  readonly old: string;
  readonly done: string;
}

/** The name of the staging folder. */
export const stagingName = '.warren-staging';

/** The staging folder of an output folder, whether or not it is there. */
export function stagingOf(out: string): Staging {
  const folder = join(out, stagingName);
  const [fresh, old, done] = [join(folder, 'new'), join(folder, 'old'), join(folder, 'done')];
  return { out, folder, fresh, old, done };
}

/** Writes all files into the staging folder. */
export function stage(staging: Staging, brokers: readonly BrokerArtifacts[]): void {
  for (const { name, files } of brokers) {
    mkdirSync(join(staging.fresh, name), { recursive: true });
    for (const { path, text } of files) {
      const target = join(staging.fresh, name, path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, text);
    }
  }
}

/**
 * Moves the folders `leaving` out of the output folder and the staged ones, `arriving`, into it. If a
 * step fails, those before it are taken back and the error is thrown on.
 */
export function swap(
  staging: Staging,
  leaving: readonly string[],
  arriving: readonly string[],
): void {
  const arrived: string[] = [];
  mkdirSync(staging.old, { recursive: true });
  try {
    for (const name of leaving) renameSync(join(staging.out, name), join(staging.old, name));
    for (const name of arriving) {
      renameSync(join(staging.fresh, name), join(staging.out, name));
      arrived.push(name);
    }
    // From here on a run that is interrupted has nothing to put back.
    renameSync(staging.old, staging.done);
  } catch (error) {
    for (const name of arrived) renameSync(join(staging.out, name), join(staging.fresh, name));
    putBack(staging);
    throw error;
  }
}

/** Moves back what was moved out of the way and has not been replaced. */
export function putBack({ out, old }: Staging): void {
  if (!existsSync(old)) return;
  for (const name of readdirSync(old))
    if (!existsSync(join(out, name))) renameSync(join(old, name), join(out, name));
}

/** Whether a folder could not be put back after a failed swap. */
export function holdsEarlierOutput({ old }: Staging): boolean {
  return existsSync(old) && readdirSync(old).length > 0;
}

/** Removes the staging folder. What resists is left to the next run: the output does not depend on it. */
export function discard(staging: Staging): void {
  try {
    rmSync(staging.folder, { recursive: true, force: true });
  } catch {
    // Files of an earlier output may belong to someone else.
  }
}
