import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Reporter } from '../diagnostics/reporter.js';
import { reportTextProblem } from '../diagnostics/text-problems.js';
import { checkForErrors, checkPolicies } from '../lint/index.js';
import type { BrokerPolicy } from '../policy/policy.js';
import { resolvePolicy } from '../policy/resolve.js';
import type { LoadedPolicy } from '../source/load.js';
import { readRelated } from '../source/related.js';
import type { Source } from '../source/source.js';
import type { PolicyFile } from '../syntax/tree.js';
import { Kept } from './kept.js';
import { finish, type Work } from './work.js';

/** A policy that was parsed and resolved. */
export interface ReadPolicy {
  readonly files: readonly PolicyFile[];
  readonly policies: readonly BrokerPolicy[];
  /** The files that the policy's own files name. */
  readonly related: readonly Source[];
}

/**
 * Reads a policy for each of its brokers, and looks for errors; its claims are not proved. Where
 * there are errors, all that is wrong with it goes to the reporter.
 */
export function readPolicy(loaded: LoadedPolicy, reporter: Reporter): ReadPolicy {
  const read = finish(reading(loaded, reporter, new Kept()));
  checkForErrors(read.policies, reporter);
  if (hasErrors(reporter.diagnostics)) checkPolicies(read.policies, reporter);
  return read;
}

/** Parses and resolves a policy. What is wrong with it goes to the reporter. */
export function* reading(loaded: LoadedPolicy, reporter: Reporter, kept: Kept): Work<ReadPolicy> {
  for (const problem of loaded.textProblems) reportTextProblem(problem, reporter);
  const damaged = new Set(
    reporter.diagnostics
      .filter(({ severity }) => severity === 'error')
      .map(({ place }) => place.source),
  );
  const files: PolicyFile[] = [];
  for (const source of loaded.sources) {
    if (damaged.has(source)) continue;
    files.push(kept.files.of(source, reporter));
    yield;
  }
  // What a damaged file declares is unknown, and what else could be said might follow from that.
  if (damaged.size > 0) return { files, policies: [], related: [] };
  const related = new Map<string, Source>();
  const policies = resolvePolicy(
    files,
    (from, path) => {
      const file = (loaded.readRelated ?? readRelated)(from, path);
      if (file.ok) related.set(file.source.path ?? file.source.name, file.source);
      return file;
    },
    reporter,
    kept.policy,
  );
  yield;
  return { files, policies, related: [...related.values()] };
}

/** Whether an error is among diagnostics. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}
