import { errorsOf } from '../../diagnostics/diagnostic.js';
import { textDiagnosticsOf } from '../../diagnostics/text-problems.js';
import type { BrokerPolicy } from '../../policy/policy.js';
import { accessOfPolicy } from '../../prove/diff/policy-access.js';
import { parsePolicy } from '../../syntax/parse.js';
import type { Parse } from '../../syntax/parse-once.js';
import { readSound } from '../check.js';
import { readConfiguration } from './configuration.js';
import type { Files } from './files.js';
import type { ReadSide, Side } from './side.js';

/**
 * Reads a policy, or a broker's rabbitmq.conf where the path says so by its end.
 *
 * @param parse how files are parsed: both sides best share a `parsingOnce`
 */
export function readSide(path: string, files: Files, parse: Parse = parsePolicy): ReadSide {
  return path.endsWith('.conf') ? readConfiguration(path, files) : readPolicy(path, files, parse);
}

/**
 * Reads what a policy gives. Its claims are not proved, and nothing is compiled: neither changes
 * what is given.
 */
function readPolicy(path: string, files: Files, parse: Parse): ReadSide {
  const loaded = files.policy(path);
  if (loaded.problems.length > 0)
    return { kind: 'unable', reasons: loaded.problems.map(({ message }) => message) };
  // Only its errors are told: what else there is to say is for `check`. Of damaged files only the damage.
  const damage = errorsOf(textDiagnosticsOf(loaded.textProblems));
  if (damage.length > 0) return { kind: 'faulty', diagnostics: damage };
  const sound = readSound({ ...loaded, readRelated: files.related }, parse);
  if (!sound.ok) return { kind: 'faulty', diagnostics: errorsOf(sound.diagnostics) };
  return { kind: 'read', side: policySide(sound.read.policies) };
}

/** What a policy without errors gives, as a side of a comparison. */
export function policySide(policies: readonly BrokerPolicy[]): Side {
  const brokers = policies.map((policy) => ({
    access: accessOfPolicy(policy),
    audience: policy.broker.audience,
    scopePrefix: policy.broker.scopePrefix,
    policy,
  }));
  return { kind: 'policy', brokers };
}
