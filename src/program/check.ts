import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { hasErrors } from '../diagnostics/diagnostic.js';
import { foldBrokers } from '../diagnostics/fold.js';
import { Reporter } from '../diagnostics/reporter.js';
import { asChosen } from '../diagnostics/severities.js';
import type { CompiledBroker } from '../emit/compiled.js';
import { NO_EXTRAS, type Extras } from '../emit/extras.js';
import type { BrokerArtifacts } from '../emit/output/artifacts.js';
import type { BrokerPolicy } from '../policy/policy.js';
import type { LoadedPolicy } from '../source/load.js';
import type { PolicyFile } from '../syntax/tree.js';
import { Kept } from './phases/kept.js';
import { brokerTerms } from './phases/output.js';
import { untilAccepted, untilAdvice, untilArtifacts, untilErrors } from './phases/phases.js';
import type { ProvedClaim } from './proved-claims.js';
import type { Begun, Resolved } from './phases/read.js';
import { finish } from './phases/work.js';

/** A policy that was read, resolved, checked and compiled in memory. */
export interface CheckedPolicy {
  /** The trees of the files; none where they were not wanted. */
  readonly files: readonly PolicyFile[];
  readonly policies: readonly BrokerPolicy[];
  readonly diagnostics: readonly Diagnostic[];
  /** How many errors are not told, as they stand in files that were not asked about. */
  readonly elsewhere: number;
  /** The claims of the policy, phrase by phrase, with what came of them. */
  readonly claims: readonly ProvedClaim[];
  readonly compiled: readonly CompiledBroker[];
  /** What can be written; empty where an error stands, and where nothing is to be written. */
  readonly artifacts: readonly BrokerArtifacts[];
}

/** What is wanted of a check beside what it tells. */
export interface CheckOptions {
  /** The artifacts, to be written; then every broker needs what only its files need, such as an issuer. */
  readonly forOutput?: boolean;
  /** What is to be written besides. */
  readonly extras?: Extras;
  /** The trees of the files, which take much memory for a large policy; they are, where nothing is said. */
  readonly wantsTrees?: boolean;
}

/** What a run of phases over a policy begins with; without `output` nothing is to be written. */
export function begin(
  loaded: LoadedPolicy,
  {
    reporter = new Reporter(),
    kept = new Kept(false),
    wantsTrees = true,
    output,
  }: Partial<Begun> = {},
): Begun {
  return { loaded, reporter, kept, wantsTrees, output };
}

/**
 * Does everything that `check` does, and what `compile` does up to writing. Opens no connection and
 * writes nothing.
 */
export function checkPolicy(
  loaded: LoadedPolicy,
  { forOutput = false, extras = NO_EXTRAS, wantsTrees = true }: CheckOptions = {},
): CheckedPolicy {
  if (forOutput) return finish(untilArtifacts.run(begin(loaded, { wantsTrees, output: extras })));
  return { ...finish(untilAccepted.run(begin(loaded, { wantsTrees }))), artifacts: [] };
}

/** A policy that can be asked and compared, or what is wrong with it. */
export type SoundPolicy =
  | { readonly ok: true; readonly read: Resolved }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/**
 * Reads a policy for each of its brokers, and looks for errors; its claims are not proved. Where
 * there are errors, all that can be said against it without a proof is told.
 *
 * @param kept what is kept of another reading, to be used again
 */
export function readSound(loaded: LoadedPolicy, kept = new Kept(false)): SoundPolicy {
  const begun = begin(loaded, { kept });
  const read = finish(untilErrors.run(begun));
  if (!hasErrors(begun.reporter.diagnostics)) return { ok: true, read };
  const reporter = new Reporter();
  const advised = finish(untilAdvice.run({ ...begun, reporter }));
  const told = foldBrokers(reporter.diagnostics, brokerTerms(advised));
  return { ok: false, diagnostics: asChosen(told, loaded.config) };
}
