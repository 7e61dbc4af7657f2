import { randomUUID } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Replaces the text of a file in one step: whoever reads it meets the old text or the new one, and a
 * failure leaves the old. Mode and owner stay; through a symbolic link the file behind it is replaced.
 *
 * @throws the system's error where the file or its folder cannot be written
 */
export function replaceFile(path: string, text: string): void {
  const target = realpathSync(path);
  // A rename asks for nothing on the file itself, so one that is write-protected needs a look.
  accessSync(target, constants.W_OK);
  const draft = join(dirname(target), `.warren-${randomUUID()}.tmp`);
  try {
    writeFileSync(draft, text, { flag: 'wx', flush: true });
    keepRights(target, draft);
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

function keepRights(target: string, draft: string): void {
  const [old, fresh] = [statSync(target), statSync(draft)];
  if (old.uid !== fresh.uid || old.gid !== fresh.gid) chownSync(draft, old.uid, old.gid);
  chmodSync(draft, old.mode & 0o7777);
}
