import type { Suite } from '../../bed/tree.js';
import type { Asked, Target } from './ask.js';

/** A decision that differed once, or nearly. */
export interface Case extends Target, Asked {
  readonly title: string;
  readonly suite: Suite;
  readonly allowed: boolean;
}

/** What random trials found. They print differences in this form. */
export const CASES: readonly Case[] = [];
