import { errorsOf, type Diagnostic } from '../diagnostics/diagnostic.js';
import { readSound } from '../program/check.js';
import type { BrokerAccess } from '../prove/diff/access.js';
import { AWS_CLAIMS } from '../prove/diff/access.js';
import { diffAccess, type BrokerDiff } from '../prove/diff/diff.js';
import { withoutEntrances } from '../prove/diff/entrances.js';
import { accessOfPolicy } from '../prove/diff/policy-access.js';
import type { LoadedPolicy } from '../source/load.js';
import { Source } from '../source/source.js';
import type { DraftBroker } from './policy-text.js';

/** What became of the comparison of a policy with what it was imported from. */
export type ImportProof =
  | { readonly kind: 'compared'; readonly differences: readonly BrokerDiff[] }
  /** The policy has errors. */
  | { readonly kind: 'faulty'; readonly diagnostics: readonly Diagnostic[] };

/**
 * A text as the only file of a policy in a folder.
 *
 * @param topology the export that it names, if it names one
 */
export function policyOf(text: string, cwd: string, topology?: Source): LoadedPolicy {
  const name = 'imported.warren';
  return {
    ...(topology && { readRelated: () => ({ ok: true, source: topology }) as const }),
    sources: [new Source(name, text, `${cwd}/${name}`)],
    root: cwd,
    problems: [],
    textProblems: [],
  };
}

/**
 * Holds a policy against what it was imported from, both ways. No differences are a proof that both give
 * the same.
 *
 * @param cwd the folder that the policy is for
 * @param topology the export that it names, if it names one
 */
export function proveImport(
  text: string,
  brokers: readonly DraftBroker[],
  cwd: string,
  topology: Source | undefined,
): ImportProof {
  const sound = readSound(policyOf(text, cwd, topology));
  if (!sound.ok) return { kind: 'faulty', diagnostics: errorsOf(sound.diagnostics) };
  const imported = brokers.map(({ name: broker, roles }): BrokerAccess => ({
    name: broker,
    roles: new Map(
      roles.map(({ arn, name, subjects }) => [
        arn,
        { name, scopes: subjects.flatMap(({ scopes }) => scopes), api: [] },
      ]),
    ),
    knowsApi: false,
    claims: AWS_CLAIMS,
  }));
  const given = sound.read.policies.map((policy) => withoutEntrances(accessOfPolicy(policy)));
  return { kind: 'compared', differences: diffAccess(imported, given) };
}
