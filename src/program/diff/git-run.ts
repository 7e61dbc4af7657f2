import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { lazily } from '../../source/lazily.js';
import { describeSystemError, errorCode } from '../../source/system-error.js';

/** What git answered, or why it answered nothing, for people, without a full stop. */
export type GitAnswer =
  | { readonly ok: true; readonly bytes: Buffer }
  | {
      readonly ok: false;
      readonly reason: string;
      /** What it had answered before it failed. */
      readonly bytes: Buffer;
    };

/** The most that git may answer at once, in bytes: 1 GiB. */
const MOST = 2 ** 30;

/** How long git may take, in milliseconds: a configuration may include a pipe that nobody writes to. */
const PATIENCE = 60_000;

/**
 * A repository's own configuration may name programs (git-config(1)); git asks for them when it reads an
 * index, fetches an object that a partial clone lacks, or talks to a remote. What the command line says
 * outranks the repository.
 */
const SETTINGS = [
  'core.fsmonitor=false', // asked whenever an index is read
  'core.hooksPath=/dev/null', // every hook
  'core.sshCommand=false', // an ssh of its own
  'core.gitProxy=false', // a way to git://
  'core.askPass=false', // asked for passwords
  'core.alternateRefsCommand=false', // asked by a fetch where objects are borrowed
  'credential.helper=', // empties the list
  'gc.auto=0',
  'maintenance.auto=false',
  'safe.bareRepository=explicit', // a bare repository that is part of another one's files
].flatMap((setting) => ['-c', setting]);

/**
 * What of git's environment is the caller's to say: which settings are their own, where objects are that a
 * hook has not let in yet, where git's own programs lie, and where the search for a repository ends.
 */
const KEPT =
  /^GIT_(CONFIG.*|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|QUARANTINE_PATH|EXEC_PATH|CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM)$/i;

/**
 * Asks git something in a folder, of which nothing is trusted: git only reads, takes no lock, and starts no
 * program that the repository names.
 *
 * @param patience how long it may take, in milliseconds
 */
export function git(
  folder: string,
  args: readonly string[],
  input = '',
  patience = PATIENCE,
): GitAnswer {
  const program = gitProgram(process.env['PATH'] ?? '');
  const nothing = Buffer.alloc(0);
  if (program === undefined)
    return { ok: false, reason: 'git is in none of the folders of PATH', bytes: nothing };
  const options = ['--no-pager', '--literal-pathspecs', ...SETTINGS, '-C', folder];
  const { status, stdout, stderr, error } = lazily.childProcess.spawnSync(
    program,
    [...options, ...args],
    {
      input,
      maxBuffer: MOST,
      timeout: patience,
      killSignal: 'SIGKILL',
      env: environment(),
    },
  );
  if (error !== undefined) return { ok: false, reason: failure(error), bytes: nothing };
  if (status === 0) return { ok: true, bytes: stdout };
  const [first = ''] = stderr.toString().split('\n');
  return { ok: false, reason: `git answers: ${first.replace(/^fatal: /, '')}`, bytes: stdout };
}

function failure(error: Error): string {
  switch (errorCode(error)) {
    case 'ETIMEDOUT':
      return 'git does not come to an end: the configuration of the repository may name something that cannot be read';
    case 'ENOBUFS':
      return 'git answers more than 1 GiB';
    default:
      return `git cannot be run: ${describeSystemError(error)}`;
  }
}

function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^GIT_/i.test(name) || KEPT.test(name),
  );
  return {
    ...Object.fromEntries(own),
    // Every way to a remote is a protocol, and a program. No remote can name one that nobody can guess;
    // the empty name can be named. This outranks whatever `protocol.*.allow` says.
    GIT_ALLOW_PROTOCOL: lazily.crypto.randomUUID(),
    GIT_NO_LAZY_FETCH: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    LC_ALL: 'C',
  };
}

/** The program named by PATH; a relative entry of it would have one run that a repository holds. */
function gitProgram(path: string): string | undefined {
  const name = process.platform === 'win32' ? 'git.exe' : 'git';
  return path
    .split(delimiter)
    .filter(isAbsolute)
    .map((folder) => join(folder, name))
    .find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
