import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  linkSync,
  lstatSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { lazily } from '../source/lazily.js';
import { decodeSource } from '../source/decode.js';
import { realPath } from '../source/find-files.js';
import { describeSystemError, errorCode } from '../source/system-error.js';

const DRAFT = /^\.warren-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.tmp$/;

/** Nobody writes on one draft for so long, in milliseconds: ten minutes. */
const MAX_AGE = 10 * 60 * 1000;

/** Thrown where a file has another text by now than it was read with. */
export class ChangedMeanwhile extends Error {}

/**
 * Replaces the text of a file in one step: whoever reads it meets the old text or the new one, and a
 * failure leaves the old. Mode and owner stay; through a symbolic link the file behind it is replaced.
 *
 * @param before the text that was read; where there is another by now, that stays
 * @throws ChangedMeanwhile, or the system's error where the file or its folder cannot be written
 */
export function replaceFile(path: string, text: string, before: string): void {
  const target = realpathSync(path);
  withDraft(target, text, (draft) => {
    keepRights(target, draft);
    checkReplaceable(target, before);
    renameSync(draft, target);
  });
}

function checkReplaceable(target: string, before: string): void {
  // A rename asks for nothing on the file itself, so one that is write-protected needs a look.
  accessSync(target, constants.W_OK);
  const now = decodeSource(readFileSync(target), target).source.text;
  if (now !== before) throw new ChangedMeanwhile('it was changed meanwhile');
}

/** A text for a file. */
export interface Replacement {
  /** As people are shown it. */
  readonly name: string;
  readonly path: string;
  readonly text: string;
  /** The text that was read; where there is another by now, that stays. */
  readonly before: string;
}

/** Thrown where one of several files cannot be replaced. */
class NotReplaced extends Error {
  constructor(
    readonly file: Replacement,
    override readonly cause: unknown,
  ) {
    super(file.name);
  }
}

/**
 * Replaces the texts of files, all or none: each as `replaceFile` does, and where one fails, those before
 * it get their old texts back.
 *
 * @throws what `whyNotReplaced` tells
 */
export function replaceFiles(files: readonly Replacement[]): void {
  const done: Replacement[] = [];
  // Whatever is known to fail is found before anything is written.
  for (const file of files)
    attempt(file, () => {
      checkReplaceable(realpathSync(file.path), file.before);
    });
  for (const file of files) {
    try {
      attempt(file, () => {
        replaceFile(file.path, file.text, file.before);
      });
      done.push(file);
    } catch (thrown) {
      for (const { path, text, before } of done.reverse()) replaceFile(path, before, text);
      throw thrown;
    }
  }
}

function attempt(file: Replacement, act: () => void): void {
  try {
    act();
  } catch (thrown) {
    throw new NotReplaced(file, thrown);
  }
}

/** Why a file was not replaced, for people, without a full stop. */
export function whyNotReplaced(thrown: unknown): string {
  if (thrown instanceof NotReplaced)
    return `${thrown.file.name} cannot be written: ${whyNotReplaced(thrown.cause)}`;
  return thrown instanceof ChangedMeanwhile ? thrown.message : describeSystemError(thrown);
}

/** Where a file really lies, if a link has it outside of all of the folders and files given (absolute). */
export function leadsOut(path: string, roots: readonly string[]): string | undefined {
  const target = realPath(path);
  const isInside = roots.map(realPath).some((root) => target === root || isBelow(target, root));
  return isInside ? undefined : target;
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/**
 * Makes a file that is not there yet, whole or not at all.
 *
 * @throws the system's error: `EEXIST` where anything stands there, a link too
 */
export function makeFile(path: string, text: string): void {
  if (lstatSync(path, { throwIfNoEntry: false }) !== undefined)
    // The system's own words for it, though nothing is written.
    writeFileSync(path, text, { flag: 'wx' });
  withDraft(path, text, (draft) => {
    try {
      linkSync(draft, path);
    } catch (error) {
      // Some file systems know no second name of a file.
      if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK'].includes(errorCode(error))) throw error;
      writeFileSync(path, text, { flag: 'wx' });
    }
  });
}

/**
 * Writes a file in one step, whether one is there or not: whoever reads it meets the old text or the new one.
 * Mode and owner of one that is there stay; through a symbolic link the file behind it is replaced.
 *
 * @throws the system's error
 */
export function writeWhole(path: string, text: string): void {
  if (statSync(path, { throwIfNoEntry: false }) === undefined) {
    withDraft(path, text, (draft) => {
      renameSync(draft, path);
    });
    return;
  }
  const target = realpathSync(path);
  accessSync(target, constants.W_OK);
  withDraft(target, text, (draft) => {
    keepRights(target, draft);
    renameSync(draft, target);
  });
}

/** Writes a draft beside a file; whatever becomes of it, it does not stay. */
function withDraft(target: string, text: string, use: (draft: string) => void): void {
  const folder = dirname(target);
  sweep(folder);
  const draft = join(folder, `.warren-${lazily.crypto.randomUUID()}.tmp`);
  try {
    writeFileSync(draft, text, { flag: 'wx', flush: true });
    use(draft);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Removes the drafts of runs that were killed. */
function sweep(folder: string): void {
  try {
    for (const name of readdirSync(folder)) {
      if (!DRAFT.test(name)) continue;
      const stats = lstatSync(join(folder, name), { throwIfNoEntry: false });
      if (stats?.isFile() === true && Date.now() - stats.mtimeMs > MAX_AGE)
        rmSync(join(folder, name), { force: true });
    }
  } catch {
    // It does no harm where it is.
  }
}

function keepRights(target: string, draft: string): void {
  const [old, fresh] = [statSync(target), statSync(draft)];
  if (old.uid !== fresh.uid || old.gid !== fresh.gid) chownSync(draft, old.uid, old.gid);
  chmodSync(draft, old.mode & 0o7777);
}
