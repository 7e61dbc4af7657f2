import { createRequire } from 'node:module';

/**
 * Modules that are loaded where they are first used: an ordinary check uses none of them, and to load
 * them takes a good part of the time in which a small one is done. The bundles hold the packages inside.
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
  /** The package `minimatch`. */
  get minimatch(): typeof import('minimatch') {
    const required = createRequire(import.meta.url);
    const loaded: unknown = required('minimatch');
    if (isMinimatch(loaded)) return loaded;
    throw new TypeError('The package minimatch is another.');
  },
  /** The package `yaml`. */
  get yaml(): typeof import('yaml') {
    const required = createRequire(import.meta.url);
    const loaded: unknown = required('yaml');
    if (isYaml(loaded)) return loaded;
    throw new TypeError('The package yaml is another.');
  },
} as const;

function isMinimatch(loaded: unknown): loaded is typeof import('minimatch') {
  return hasMember(loaded, 'Minimatch');
}

function isYaml(loaded: unknown): loaded is typeof import('yaml') {
  return hasMember(loaded, 'parseDocument');
}

function hasMember(loaded: unknown, name: string): boolean {
  return (
    (typeof loaded === 'object' || typeof loaded === 'function') &&
    loaded !== null &&
    name in loaded
  );
}
