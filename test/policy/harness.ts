import type { Diagnostic } from '#warren/diagnostics/diagnostic.js';
import { Reporter } from '#warren/diagnostics/reporter.js';
import { checkPolicies } from '#warren/lint/index.js';
import { acceptExpected } from '#warren/policy/expect.js';
import type { BrokerPolicy } from '#warren/policy/policy.js';
import { resolvePolicy } from '#warren/policy/resolve.js';
import type { RelatedText } from '#warren/policy/resources/vhosts.js';
import { Source } from '#warren/source/source.js';
import { parsePolicy } from '#warren/syntax/parse.js';

/** Texts by file name; those that end in `.warren` are the policy, the others what it names. */
export type Files = Readonly<Record<string, string>>;

/** What a policy comes to, and what is said about it. */
export interface Outcome {
  readonly policies: readonly BrokerPolicy[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Parses and resolves a policy, without the checks. */
export function resolve(files: Files): Outcome {
  const { policies, reporter } = read(files);
  return { policies, diagnostics: reporter.diagnostics };
}

/** Parses, resolves and checks a policy, and takes off what it expects. */
export function diagnose(files: Files): Outcome {
  const { policies, parsed, reporter } = read(files);
  checkPolicies(policies, reporter);
  const ofExpects = new Reporter();
  const kept = acceptExpected(parsed, reporter.diagnostics, ofExpects);
  return { policies, diagnostics: [...kept, ...ofExpects.diagnostics] };
}

/** The only broker of a policy. */
export function onlyBroker({ policies }: Outcome): BrokerPolicy {
  const [policy, ...more] = policies;
  if (policy === undefined || more.length > 0) throw new Error(`${policies.length} brokers`);
  return policy;
}

function read(files: Files): {
  readonly policies: readonly BrokerPolicy[];
  readonly parsed: readonly ReturnType<typeof parsePolicy>[];
  readonly reporter: Reporter;
} {
  const reporter = new Reporter();
  const parsed = Object.entries(files)
    .filter(([name]) => name.endsWith('.warren'))
    .map(([name, text]) => parsePolicy(new Source(name, text), reporter));
  const related = (_: Source, path: string): RelatedText => {
    const text = files[path];
    return text === undefined
      ? { ok: false, message: `${path} does not exist` }
      : { ok: true, source: new Source(path, text) };
  };
  return { policies: resolvePolicy(parsed, related, reporter), parsed, reporter };
}
