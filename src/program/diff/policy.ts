import { Reporter } from '../../diagnostics/reporter.js';
import { reportTextProblem } from '../../diagnostics/text-problems.js';
import { checkForErrors } from '../../lint/index.js';
import { resolvePolicy } from '../../policy/resolve.js';
import { accessOfPolicy } from '../../prove/diff/policy-access.js';
import type { Parse } from '../../syntax/parse-once.js';
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
  const reporter = new Reporter();
  for (const problem of textProblems) reportTextProblem(problem, reporter);
  if (hasErrors(reporter)) return faulty(reporter);
  const parsed = sources.map((source) => parse(source, reporter));
  const policies = resolvePolicy(parsed, files.related, reporter);
  checkForErrors(policies, reporter);
  if (hasErrors(reporter)) return faulty(reporter);
  const brokers = policies.map((policy) => ({
    access: accessOfPolicy(policy),
    audience: policy.broker.audience,
    scopePrefix: policy.broker.scopePrefix,
  }));
  return { kind: 'read', side: { kind: 'policy', brokers } };
}

function hasErrors({ diagnostics }: Reporter): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}

/** Only errors: what else there is to say is for `check`. */
function faulty({ diagnostics }: Reporter): ReadSide {
  return {
    kind: 'faulty',
    diagnostics: diagnostics.filter(({ severity }) => severity === 'error'),
  };
}
