/*
 * The module that build.mjs makes of the folder `examples`.
 */
import type { PolicyText } from '../../dist/core/index.js';

/** One of the examples. */
export interface Example {
  /** The name of its folder. */
  readonly name: string;
  /** The heading of its README. */
  readonly title: string;
  readonly files: readonly PolicyText[];
}

/** All of them, by name. */
export const examples: readonly Example[];
