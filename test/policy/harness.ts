import type { Diagnostic } from '#warren/diagnostics/diagnostic.js';
import { Reporter } from '#warren/diagnostics/reporter.js';
import { collectExpects } from '#warren/policy/expect-index.js';
import { acceptExpected } from '#warren/policy/expect.js';
import type { BrokerPolicy } from '#warren/policy/policy.js';
import { begin } from '#warren/program/check.js';
import { untilAdvice, untilResolved } from '#warren/program/phases/phases.js';
import { finish } from '#warren/program/phases/work.js';
import type { RelatedFile } from '#warren/source/related.js';
import { Source } from '#warren/source/source.js';

/** Texts by file name; those that end in `.warren` are the policy, the others what it names. */
export type Files = Readonly<Record<string, string>>;

/** What a policy comes to, and what is said about it. */
export interface Outcome {
  readonly policies: readonly BrokerPolicy[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Parses and resolves a policy, without the checks. */
export function resolve(files: Files): Outcome {
  const { policies, reporter } = finish(untilResolved.run(begun(files)));
  return { policies, diagnostics: reporter.diagnostics };
}

/**
 * Parses, resolves and checks a policy, and takes off what it expects. Most cases declare more roles than
 * they use, so that what is said of those is left out unless it is asked for.
 */
export function diagnose(
  files: Files,
  unused: 'unused told' | 'unused untold' = 'unused untold',
): Outcome {
  const { policies, files: parsed, reporter } = finish(untilAdvice.run(begun(files)));
  const ofExpects = new Reporter();
  const kept = acceptExpected(
    parsed.flatMap((file) => collectExpects(file)),
    reporter.diagnostics.filter(({ code }) => unused === 'unused told' || code !== 'unused-name'),
    ofExpects,
  );
  return { policies, diagnostics: [...kept, ...ofExpects.diagnostics] };
}

/** The only broker of a policy. */
export function onlyBroker({ policies }: Outcome): BrokerPolicy {
  const [policy, ...more] = policies;
  if (policy === undefined || more.length > 0) throw new Error(`${policies.length} brokers`);
  return policy;
}

function begun(files: Files): ReturnType<typeof begin> {
  const sources = Object.entries(files)
    .filter(([name]) => name.endsWith('.warren'))
    .map(([name, text]) => new Source(name, text));
  const readRelated = (_: Source, path: string): RelatedFile => {
    const text = files[path];
    return text === undefined
      ? { ok: false, message: `${path} does not exist` }
      : { ok: true, source: new Source(path, text) };
  };
  return begin({ sources, root: '', problems: [], textProblems: [], readRelated });
}
