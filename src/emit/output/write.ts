import { existsSync, mkdirSync, realpathSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describeSystemError } from '../../source/system-error.js';
import type { BrokerArtifacts } from './artifacts.js';
import { missingFolders, removeEmpty } from './folders.js';
import { acquire } from './lock.js';
import { abandoned, obstacle } from './ownership.js';
import { discard, holdsEarlierOutput, stage, stagingName, swap } from './staging.js';
import type { Staging } from './staging.js';

/**
 * The files written, as `BROKER/PATH` relative to the output folder; or one sentence without a full
 * stop that says what stands in the way.
 */
export type OutputResult =
  | { readonly ok: true; readonly written: readonly string[] }
  | { readonly ok: false; readonly message: string };

/**
 * Writes the artifacts of all brokers into the output folder, all or nothing: if it fails, what stood
 * there before stands there still. The folder is made if need be. Folders that Warren wrote for brokers
 * that are gone are removed; a broker's folder with anything else in it is refused. Never throws for
 * anything the file system answers.
 */
export function writeOutput(outDir: string, brokers: readonly BrokerArtifacts[]): OutputResult {
  const missing = missingFolders(resolve(outDir));
  const result = attempt(outDir, () => {
    mkdirSync(outDir, { recursive: true });
    const staging = acquire(realpathSync(outDir));
    return staging === undefined ? busy(outDir) : writeInto(staging, outDir, brokers);
  });
  if (!result.ok) removeEmpty(missing);
  return result;
}

function writeInto(
  staging: Staging,
  outDir: string,
  brokers: readonly BrokerArtifacts[],
): OutputResult {
  const result = attempt(outDir, () => replace(staging, outDir, brokers));
  if (!result.ok && holdsEarlierOutput(staging)) {
    const kept = join(outDir, stagingName, 'old');
    return { ok: false, message: `${result.message}; what stood there is kept in ${kept}` };
  }
  discard(staging);
  return result;
}

function replace(
  staging: Staging,
  outDir: string,
  brokers: readonly BrokerArtifacts[],
): OutputResult {
  const names = brokers.map(({ name }) => name);
  for (const name of names) {
    const reason = obstacle(join(staging.out, name));
    if (reason !== undefined) return { ok: false, message: `${join(outDir, name)} ${reason}` };
  }
  stage(staging, brokers);
  const present = names.filter((name) => existsSync(join(staging.out, name)));
  swap(staging, [...present, ...abandoned(staging.out, new Set(names))], names);
  const written = brokers.flatMap(({ name, files }) => files.map(({ path }) => `${name}/${path}`));
  return { ok: true, written };
}

function busy(outDir: string): OutputResult {
  const lock = join(outDir, stagingName);
  return {
    ok: false,
    message: `another run is writing to ${outDir}; if there is none, remove ${lock}`,
  };
}

function attempt(outDir: string, action: () => OutputResult): OutputResult {
  try {
    return action();
  } catch (error) {
    const isFile = existsSync(outDir) && !statSync(outDir).isDirectory();
    const reason = isFile ? 'it is not a folder' : describeSystemError(error);
    return { ok: false, message: `${outDir} cannot be written: ${reason}` };
  }
}
