/** Plain words for the error codes that reading and writing files meet in practice; see errno(3). */
const words: Readonly<Record<string, string>> = {
  EACCES: 'permission is denied',
  EBUSY: 'it is in use',
  EDQUOT: 'the disk quota is used up',
  EEXIST: 'it already exists',
  EFBIG: 'it is too large for the file system',
  EIO: 'the device reports an input/output error',
  EISDIR: 'it is a folder',
  ELOOP: 'its symbolic links lead in a circle',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'its path is too long',
  ENOENT: 'it does not exist',
  ENOSPC: 'no space is left on the device',
  ENOTDIR: 'a part of its path is not a folder',
  ENOTEMPTY: 'it is not empty',
  EPERM: 'the operation is not permitted',
  EROFS: 'the file system is read-only',
  EXDEV: 'it lies on another file system',
};

/** The code of a system error, such as `ENOENT`; the empty text for anything else that was thrown. */
export function errorCode(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}

/** Why a file operation failed, as the end of a sentence: `… cannot be read: permission is denied`. */
export function describeSystemError(error: unknown): string {
  const code = errorCode(error);
  return words[code] ?? (code === '' ? String(error) : `the system answers ${code}`);
}
