import { execFileSync } from 'node:child_process';

/** Runs git in a folder, as an author whom no configuration has to name; what it printed. */
export function git(folder: string, ...args: readonly string[]): string {
  const author = ['-c', 'user.name=t', '-c', 'user.email=t@example.org'];
  const all = [...author, '-c', 'commit.gpgsign=false', ...args];
  return execFileSync('git', all, { cwd: folder, stdio: 'pipe', encoding: 'utf8' }).trim();
}
