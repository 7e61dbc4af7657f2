import { policyNamesOf, type CompiledBroker } from '../emit/compiled.js';
import type { PolicyNames } from '../emit/infrastructure/policy-names.js';
import { hasErrors, type Diagnostic } from '../diagnostics/diagnostic.js';
import { checkPolicy } from '../program/check.js';
import { render } from '../report/formats.js';
import { loadPolicy } from '../source/load.js';

/** One broker of a policy without errors, and what else was said about the policy. */
export interface CompiledFor {
  readonly broker: CompiledBroker;
  /** The names in IAM of the policies of all brokers. */
  readonly names: PolicyNames;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Compiles a policy from the current folder for one broker; without a name, for the only one.
 *
 * @throws Error whose message is the report, where the policy has an error or cannot be read, or has no
 *   such broker
 */
export function compileFor(paths: readonly string[], name: string | undefined): CompiledFor {
  const loaded = loadPolicy(paths, process.cwd());
  if (loaded.problems.length > 0)
    throw new Error(loaded.problems.map(({ message }) => message).join('\n'));
  const { diagnostics, compiled } = checkPolicy(loaded, { forOutput: true });
  if (hasErrors(diagnostics))
    throw new Error(`The policy has errors.\n\n${render('text', diagnostics, { colour: false })}`);
  const names = compiled.map(({ broker }) => broker.name);
  const [found, ...more] = compiled.filter(
    ({ broker }) => name === undefined || broker.name === name,
  );
  if (found === undefined)
    throw new Error(`The policy has no broker '${name}'; it has ${names.join(', ')}.`);
  if (more.length > 0)
    throw new Error(`The policy has several brokers, so name one: ${names.join(', ')}.`);
  return { broker: found, names: policyNamesOf(compiled), diagnostics };
}
