import type { Tool } from './infrastructure/tool.js';

/** What is written beside the files that every broker has. */
export interface Extras {
  /** One policy a role over all brokers of an account. */
  readonly combined: boolean;
  /** What stops every other token. */
  readonly guard: boolean;
  /** Whether a plan of a tool that can asks for the account's issuer, and fails where the policy has another. */
  readonly issuerCheck: boolean;
  /** The tools that bring configuration and policies into an account. */
  readonly tools: readonly Tool[];
}

/** Nothing besides. */
export const NO_EXTRAS: Extras = { combined: false, guard: false, issuerCheck: false, tools: [] };
