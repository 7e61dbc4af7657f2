import { watch as watchFolder, type FSWatcher } from 'node:fs';
import { printable } from '../report/printable.js';
import { displayName } from '../source/paths.js';
import { describeSystemError, errorCode } from '../source/system-error.js';
import { complain, exit, Failure, type Io } from './io.js';
import { changedFiles, watchedFor, withRelated, type Watched } from './watched.js';

/** How long nothing must have changed before the next check, in milliseconds: editors write in steps. */
const calm = 50;

/** The most names of changed files that are told. */
const maxNames = 3;

/**
 * Does a check, and again whenever a file of the policy has changed, until the process is interrupted.
 * Returns at once; the process lives on until then.
 *
 * @param paths the files and folders of the policy, relative to the current folder
 * @param check answers the further files that the policy reads, by their absolute paths, each with
 *   its state before it was read; undefined where it could not come so far
 * @throws Failure where the system does not let the folders be watched
 */
export function watch(
  paths: readonly string[],
  io: Io,
  check: () => ReadonlyMap<string, string> | undefined,
): void {
  let watchers: readonly FSWatcher[] = [];
  let timer: NodeJS.Timeout | undefined;
  let related: ReadonlyMap<string, string> = new Map();
  let seen: Watched | undefined;

  const stop = (): void => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(lookAgain, calm);
  };
  // The folders are followed before the files are looked at, so that no change falls in between.
  const look = (): void => {
    const { folders } = watchedFor(paths, io.cwd, related.keys());
    stop();
    watchers = [...folders].flatMap((folder) => follow(folder, soon));
    const now = watchedFor(paths, io.cwd, related.keys());
    const changed = seen === undefined ? [] : changedFiles(seen, now);
    if (seen === undefined || changed.length > 0) {
      io.out.write(separator(changed, io));
      related = check() ?? related;
      seen = withRelated(now, related);
    }
    if ([...now.folders, ...seen.folders].some((folder) => !folders.has(folder))) soon();
  };
  const lookAgain = (): void => {
    try {
      look();
    } catch (thrown) {
      stop();
      if (!(thrown instanceof Failure)) throw thrown;
      complain(io, thrown);
      process.exitCode = exit.unable;
    }
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  look();
}

/** Follows what happens in a folder; one that has just gone is looked for again. */
function follow(folder: string, soon: () => void): readonly FSWatcher[] {
  try {
    return [watchFolder(folder, soon).on('error', soon)];
  } catch (thrown) {
    const code = errorCode(thrown);
    if (code === 'ENOSPC') throw new Failure([tooMany]);
    if (code !== 'ENOENT')
      throw new Failure([`${folder} cannot be watched: ${describeSystemError(thrown)}`]);
    soon();
    return [];
  }
}

/** What Linux means by `ENOSPC` here; see inotify_add_watch(2). */
const tooMany = 'the system watches no more folders for this user (fs.inotify.max_user_watches)';

/** The line that sets a check off from the one before, with the time and what has changed. */
function separator(changed: readonly string[], { cwd }: Io): string {
  const names = changed.slice(0, maxNames).map((file) => printable(displayName(file, cwd)));
  const more = changed.length > maxNames ? [`${changed.length - maxNames} more`] : [];
  const time = new Date().toTimeString().slice(0, 8);
  return `${['--', time, [...names, ...more].join(', '), ''].join(' ').padEnd(72, '-')}\n`;
}
