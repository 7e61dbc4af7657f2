import { closeSync, mkdirSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { lazily } from '../../source/lazily.js';
import { errorCode } from '../../source/system-error.js';
import { textParts, type Artifact, type BrokerArtifacts } from './artifacts.js';
import { entryKind, makeFolder } from './folders.js';
import { obstacle } from './ownership.js';
import { writePlan } from './plan.js';
import { OutputRefused } from './refused.js';

/**
 * The hidden folder inside the output folder in which a run prepares its files. It is also the lock:
 * who made it may write. `old` holds what was moved out of the way until the run is through.
 */
export interface Staging {
  /** Absolute, without links. */
  readonly out: string;
  /** The output folder as the user names it. */
  readonly shown: string;
  readonly folder: string;
  readonly fresh: string;
  readonly old: string;
  /** Names what is moved in; while it stands, the output is to be put back. */
  readonly plan: string;
}

/** The name of the staging folder. */
export const stagingName = '.warren-staging';

const aside = /^\.warren-staging\.[0-9a-f-]{36}$/;

/** The staging folder of an output folder, whether or not it is there. */
export function stagingOf(out: string, shown: string = out): Staging {
  const folder = join(out, stagingName);
  const [fresh, old, plan] = [join(folder, 'new'), join(folder, 'old'), join(folder, 'plan')];
  return { out, shown, folder, fresh, old, plan };
}

/** A path for a folder that becomes the staging folder, or was it; nothing in it is needed. */
export function pathAside(out: string): string {
  return join(out, `${stagingName}.${lazily.crypto.randomUUID()}`);
}

/** Whether a name in the output folder is one of `pathAside`. */
export function isAside(name: string): boolean {
  return aside.test(name);
}

/** Writes all files into the staging folder, each where nothing stood. */
export function stage({ fresh }: Staging, brokers: readonly BrokerArtifacts[]): void {
  makeFolder(fresh);
  for (const { name, files } of brokers) {
    once(name, () => {
      mkdirSync(join(fresh, name));
    });
    const made = new Set<string>();
    for (const file of files) {
      const { path } = file;
      const parts = dirname(path).split('/');
      parts.forEach((_, at) => {
        const folder = join(fresh, name, ...parts.slice(0, at + 1));
        if (!made.has(folder)) makeFolder(folder);
        made.add(folder);
      });
      once(`${name}/${path}`, () => {
        writeNew(join(fresh, name, path), file);
      });
    }
  }
}

/** How much of a file is gathered before it is written, in characters. */
const GATHERED = 256 * 1024;

/** Writes a file where nothing stands. */
function writeNew(path: string, file: Artifact): void {
  const descriptor = openSync(path, 'wx');
  try {
    let gathered = '';
    for (const part of textParts(file)) {
      gathered += part;
      if (gathered.length < GATHERED) continue;
      writeFileSync(descriptor, gathered);
      gathered = '';
    }
    writeFileSync(descriptor, gathered);
  } finally {
    closeSync(descriptor);
  }
}

/** Different names may be one to a file system. */
function once(path: string, make: () => void): void {
  try {
    make();
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
    throw new OutputRefused(
      `${path} and another file of the output are one to this file system, which does not tell upper from lower case; rename one of the two`,
    );
  }
}

/**
 * Moves the folders `leaving` out of the output folder and the staged ones, `arriving`, into it. If a
 * step fails, the plan still stands.
 */
export function swap(
  staging: Staging,
  leaving: readonly string[],
  arriving: readonly string[],
): void {
  const { out, fresh, old } = staging;
  makeFolder(old);
  writePlan(staging, arriving);
  for (const name of leaving) renameSync(join(out, name), join(old, name));
  // Whoever wrote into one of them before it was moved has not lost it.
  for (const name of leaving) {
    const reason = obstacle(join(old, name));
    if (reason !== undefined) throw new OutputRefused(`${join(staging.shown, name)} ${reason}`);
  }
  for (const name of arriving) {
    // What came up there since it was looked at is not Warren's.
    if (entryKind(join(out, name)) !== 'nothing')
      throw new OutputRefused(
        `${join(staging.shown, name)} was made by someone else this very moment`,
      );
    renameSync(join(fresh, name), join(out, name));
  }
}
