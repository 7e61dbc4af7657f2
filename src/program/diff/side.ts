import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { BrokerAccess } from '../../prove/diff/access.js';
import { parsePolicy } from '../../syntax/parse.js';
import type { Parse } from '../../syntax/parse-once.js';
import type { Files } from './files.js';
import { readConfiguration } from './configuration.js';
import { readPolicy } from './policy.js';

/** What is given on a broker, and what tokens for it must hold. */
export interface SideBroker {
  readonly access: BrokerAccess;
  readonly audience: string | undefined;
  readonly scopePrefix: string | undefined;
}

/** One side of a comparison: the brokers of a policy, or the one broker of a configuration. */
export type Side =
  | { readonly kind: 'policy'; readonly brokers: readonly SideBroker[] }
  | { readonly kind: 'configuration'; readonly broker: SideBroker };

/** A side, or why there is none. */
export type ReadSide =
  | { readonly kind: 'read'; readonly side: Side }
  /** Inputs that cannot be read, a line for people each, without a full stop. */
  | { readonly kind: 'unable'; readonly reasons: readonly string[] }
  /** A policy with errors. */
  | { readonly kind: 'faulty'; readonly diagnostics: readonly Diagnostic[] };

/**
 * Reads a policy, or a broker's rabbitmq.conf where the path says so by its end.
 *
 * @param parse how files are parsed: both sides best share a `parsingOnce`
 */
export function readSide(path: string, files: Files, parse: Parse = parsePolicy): ReadSide {
  return path.endsWith('.conf') ? readConfiguration(path, files) : readPolicy(path, files, parse);
}
