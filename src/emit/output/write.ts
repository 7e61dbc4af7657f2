import { lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describeSystemError, errorCode } from '../../source/system-error.js';
import type { BrokerArtifacts } from './artifacts.js';
import { makeFolders, missingFolders, removeEmpty } from './folders.js';
import { acquire, isLocked, release, withdraw, type Lock } from './lock.js';
import { abandoned, obstacle } from './ownership.js';
import { recover, rollBack } from './recovery.js';
import { OutputRefused } from './refused.js';
import { stage, stagingOf, swap } from './staging.js';

const quiet = { throwIfNoEntry: false } as const;

/**
 * The files written, as `BROKER/PATH` relative to the output folder; or one sentence without a full
 * stop that says what stands in the way.
 */
export type OutputResult =
  | { readonly ok: true; readonly written: readonly string[] }
  | { readonly ok: false; readonly message: string };

/**
 * Writes the artifacts of all brokers into the output folder, all or nothing: if it fails, what stood
 * there before stands there still, and if it is killed, the next run makes it so before all else. The
 * folder is made if need be; where it is a link, the folder behind it is the output folder. In it no
 * link is followed. Folders that Warren wrote for brokers that are gone are removed; a broker's folder
 * with anything else in it is refused. Never throws for anything the file system answers.
 */
export function writeOutput(outDir: string, brokers: readonly BrokerArtifacts[]): OutputResult {
  const missing = missingFolders(resolve(outDir));
  const result = attempt(outDir, () => {
    makeFolders(missing);
    const lock = acquire(stagingOf(realpathSync(outDir), outDir));
    recovered(lock);
    return written(lock, brokers);
  });
  if (!result.ok) removeEmpty(missing);
  return result;
}

/** What cannot be recovered from stays as it is. */
function recovered(lock: Lock): void {
  try {
    recover(lock.staging);
  } catch (error) {
    if (lock.place === lock.staging.folder) release(lock);
    else withdraw(lock);
    throw error;
  }
}

function written(lock: Lock, brokers: readonly BrokerArtifacts[]): OutputResult {
  try {
    replace(lock, brokers);
    release(lock);
  } catch (error) {
    putBack(lock, error);
    throw error;
  }
  const paths = brokers.flatMap(({ name, files }) => files.map(({ path }) => `${name}/${path}`));
  return { ok: true, written: paths };
}

function replace(lock: Lock, brokers: readonly BrokerArtifacts[]): void {
  const { staging } = lock;
  const { out, shown } = staging;
  const names = brokers.map(({ name }) => name);
  for (const name of names) {
    const reason = obstacle(join(out, name));
    if (reason !== undefined) throw new OutputRefused(`${join(shown, name)} ${reason}`);
  }
  stage(staging, brokers);
  const present = listed(out, names);
  if (!isLocked(lock))
    throw new OutputRefused(`another run has taken over ${shown}, as this one took long`);
  swap(staging, [...present, ...abandoned(out, new Set(present))], names);
}

/** The names that a folder lists for what stands at some: some file systems take `A` for `a`. */
function listed(out: string, names: readonly string[]): readonly string[] {
  const there = names.flatMap((name) => {
    const stats = lstatSync(join(out, name), quiet);
    return stats === undefined ? [] : [{ name, file: `${stats.dev} ${stats.ino}` }];
  });
  if (there.length === 0) return [];
  const entries = new Set(readdirSync(out));
  const files = new Set(there.filter(({ name }) => !entries.has(name)).map(({ file }) => file));
  const others =
    files.size === 0
      ? []
      : [...entries].filter((name) => {
          const stats = lstatSync(join(out, name), quiet);
          return stats !== undefined && files.has(`${stats.dev} ${stats.ino}`);
        });
  return [...there.map(({ name }) => name).filter((name) => entries.has(name)), ...others];
}

/** Makes the output what it was; the lock goes only once it is. */
function putBack(lock: Lock, reason: unknown): void {
  const { staging } = lock;
  try {
    if (!isLocked(lock)) return;
    rollBack(staging);
    release(lock);
  } catch (error) {
    const why = error instanceof OutputRefused ? error.message : describeSystemError(error);
    const first = reason instanceof OutputRefused ? reason.message : describeSystemError(reason);
    throw new OutputRefused(
      `${staging.shown} cannot be written: ${first}; what stood there is kept in ${staging.old}, as it cannot be put back: ${why}`,
    );
  }
}

function attempt(outDir: string, action: () => OutputResult): OutputResult {
  try {
    return action();
  } catch (error) {
    if (error instanceof OutputRefused) return { ok: false, message: error.message };
    return { ok: false, message: `${outDir} cannot be written: ${reasonOf(error, outDir)}` };
  }
}

function reasonOf(error: unknown, outDir: string): string {
  const told = describeSystemError(error);
  try {
    if (!statSync(outDir).isDirectory()) return 'it is not a folder';
  } catch (thrown) {
    const leads = errorCode(thrown) === 'ENOENT' && lstatSync(outDir, quiet) !== undefined;
    if (leads) return 'it is a link that leads nowhere';
  }
  return told;
}
