import { execFile } from 'node:child_process';
import { basename, isAbsolute } from 'node:path';

/** How to start `warren`. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** How a run of the command line ended. */
export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `warren` with arguments in a folder. */
export type Warren = (args: readonly string[], folder: string) => Promise<Outcome>;

/** The largest output that is taken, in bytes. */
const maxOutput = 64 * 1024 * 1024;

/**
 * Why a configured path is not run; undefined where it is. A relative one, and on some systems a name
 * alone, would be looked for in the folder that is open, which may be anybody's.
 */
export function refusedPath(path: string): string | undefined {
  if (path === '' || isAbsolute(path)) return undefined;
  return 'warren.server.path is no absolute path, and is passed over: the Warren of the extension runs.';
}

/**
 * The program that is to be run: the bundled one, by the editor's own Node, or another by its path.
 * A path that is a script is run by the editor's Node too, and one that `refusedPath` refuses is not run.
 */
export function programAt(bundled: string, path: string): Program {
  const script = path === '' || refusedPath(path) !== undefined ? bundled : path;
  if (!isScript(script)) return { command: script, args: [], env: process.env };
  // The editor's program is Electron, which is Node when it is told so.
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  return { command: process.execPath, args: [script], env };
}

function isScript(path: string): boolean {
  return /\.[cm]?js$/.test(basename(path));
}

/** The command line of a program. A program that cannot be started answers as one that failed. */
export function warrenOf({ command, args: first, env }: Program): Warren {
  return (args, cwd) =>
    new Promise((resolve) => {
      const options = { cwd, env: { ...env, NO_COLOR: '1' }, maxBuffer: maxOutput };
      execFile(command, [...first, ...args], options, (error, stdout, stderr) => {
        const code = error === null ? 0 : error.code;
        if (typeof code === 'number') resolve({ status: code, stdout, stderr });
        else resolve({ status: 2, stdout, stderr: `${stderr}${error?.message ?? ''}\n` });
      });
    });
}
