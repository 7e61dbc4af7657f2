import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { inFolder } from './temporary.js';

/** A `warren` that says what it was given. */
const STUB = `warren() { printf '%s\\0' "$@"; }\n`;

/** What a shell hands to `warren` of a command line; it may leave nothing behind. */
export function shellArguments(line: string): readonly string[] {
  return inFolder({}, (folder) => {
    const said = execFileSync('sh', ['-c', STUB + line], { cwd: folder, encoding: 'utf8' });
    assert.deepEqual(readdirSync(folder), [], line);
    return said.split('\0').slice(0, -1);
  });
}
