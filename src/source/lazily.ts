/**
 * Modules of Node that are loaded where they are first used: a check uses none of them, and to load
 * them takes a good part of the time in which a small one is done.
 */
export const lazily = {
  /** The module `node:child_process`. */
  get childProcess() {
    return process.getBuiltinModule('node:child_process');
  },
  /** The module `node:crypto`. */
  get crypto() {
    return process.getBuiltinModule('node:crypto');
  },
} as const;
