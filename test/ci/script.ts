import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** How a script ended, and what it left. */
export interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  /** What stands on the page of the run. */
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
}

/** Runs a script of `ci/` in a folder, with nothing in its environment but what is said. */
export function script(
  name: string,
  cwd: string,
  env: Readonly<Record<string, string>>,
  files = cwd,
): Promise<Ended> {
  const path = fileURLToPath(new URL(`../../ci/${name}`, import.meta.url));
  const [summary, outputs] = ['summary', 'outputs'].map((file) => join(files, `../${file}`));
  const { PATH = '' } = process.env;
  const settings = {
    PATH,
    HOME: cwd,
    GITHUB_STEP_SUMMARY: summary ?? '',
    GITHUB_OUTPUT: outputs ?? '',
    RUNNER_TEMP: join(files, '..'),
    ...env,
  };
  for (const file of [summary, outputs]) if (file !== undefined) writeFileSync(file, '');
  return new Promise((resolve) => {
    execFile(process.execPath, [path], { cwd, env: settings }, (error, stdout, stderr) => {
      const status = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      const lines = read(outputs)
        .split('\n')
        .filter((line) => line !== '');
      resolve({
        ...{ status, stdout, stderr, summary: read(summary) },
        outputs: Object.fromEntries(
          lines.map((line): [string, string] => {
            const at = line.indexOf('=');
            return [line.slice(0, at), line.slice(at + 1)];
          }),
        ),
      });
    });
  });
}

function read(path: string | undefined): string {
  return path !== undefined && existsSync(path) ? readFileSync(path, 'utf8') : '';
}
