import { errorsOf } from '../../diagnostics/diagnostic.js';
import { accessOfPolicy } from '../../prove/diff/policy-access.js';
import type { Parse } from '../../syntax/parse-once.js';
import { readSound } from '../check.js';
import type { Files } from './files.js';
import type { ReadSide } from './side.js';

/**
 * Reads what a policy gives. Its claims are not proved, and nothing is compiled: neither changes
 * what is given.
 */
export function readPolicy(path: string, files: Files, parse: Parse): ReadSide {
  const { sources, problems, textProblems } = files.policy(path);
  if (problems.length > 0)
    return { kind: 'unable', reasons: problems.map(({ message }) => message) };
  // Only its errors are told: what else there is to say is for `check`.
  const loaded = { root: '', sources, problems, textProblems, readRelated: files.related };
  const sound = readSound(loaded, parse);
  if (!sound.ok) return { kind: 'faulty', diagnostics: errorsOf(sound.diagnostics) };
  const brokers = sound.read.policies.map((policy) => ({
    access: accessOfPolicy(policy),
    audience: policy.broker.audience,
    scopePrefix: policy.broker.scopePrefix,
  }));
  return { kind: 'read', side: { kind: 'policy', brokers } };
}
