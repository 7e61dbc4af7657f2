import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { PlacedExpect } from '../../policy/expect-index.js';
import type { BrokerPolicy } from '../../policy/policy.js';
import type { BrokerAccess } from '../../prove/diff/access.js';
import type { SeverityEntry } from '../../source/config.js';

/** What is given on a broker, and what tokens for it must hold. */
export interface SideBroker {
  readonly access: BrokerAccess;
  readonly audience: string | undefined;
  readonly scopePrefix: string | undefined;
  /** Of a policy, what it says. */
  readonly policy?: BrokerPolicy;
}

/**
 * One side of a comparison: the brokers of a policy, or those of a configuration, of which it has one for
 * each audience.
 */
export interface Side {
  readonly kind: 'policy' | 'configuration';
  readonly brokers: readonly SideBroker[];
  /** The folders below a policy's root that are roots of policies of their own, from there. */
  readonly apart?: readonly string[];
  /** Of a policy, the warnings that it accepts, and how grave its `warren.yaml` calls them. */
  readonly expects?: readonly PlacedExpect[];
  readonly severities?: readonly SeverityEntry[];
  /** What is to be known of the side besides, a line each. */
  readonly notes?: readonly string[];
}

/** A side, or why there is none. */
export type ReadSide = { readonly kind: 'read'; readonly side: Side } | NoSide;

/** Why there is no side to compare. */
export type NoSide =
  /** Inputs that cannot be read, a line for people each, without a full stop. */
  | {
      readonly kind: 'unable';
      readonly reasons: readonly string[];
      /** Whether there is no policy file to be read, so that a commit before or behind it is as an empty policy. */
      readonly isEmpty?: boolean;
    }
  /** A policy with errors. */
  | { readonly kind: 'faulty'; readonly diagnostics: readonly Diagnostic[] };
