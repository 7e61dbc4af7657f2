import { readdirSync } from 'node:fs';
import { Reporter } from '#warren/diagnostics/reporter.js';
import type { Diagnostic } from '#warren/diagnostics/diagnostic.js';
import { resolvePolicy } from '#warren/policy/resolve.js';
import { proveClaims } from '#warren/prove/claims/claims.js';
import { contextOf } from '#warren/access/context.js';
import { grantedRoles } from '#warren/access/granted.js';
import { reportClaims } from '#warren/tell/claims.js';
import { reportSpill } from '#warren/tell/spill.js';
import { spillOf } from '#warren/prove/spill/spill.js';
import { loadPolicy } from '#warren/source/load.js';
import { readRelated } from '#warren/source/read-related.js';
import { Source } from '#warren/source/source.js';
import { parsePolicy } from '#warren/syntax/parse.js';

/** Everything that is said about a policy, down to its proofs. */
export function prove(sources: readonly Source[]): readonly Diagnostic[] {
  const reporter = new Reporter();
  const files = sources.map((source) => parsePolicy(source, reporter));
  for (const policy of resolvePolicy(files, readRelated, reporter)) {
    const granted = grantedRoles(policy);
    reportClaims(proveClaims(policy, granted), policy, reporter);
    const spills = Array.from(spillOf(policy, granted), ([role, found]) => {
      const one = granted.get(role);
      return one === undefined ? [] : [{ role, granted: one, found }];
    });
    reportSpill(spills.flat(), contextOf(policy), reporter);
  }
  return reporter.diagnostics;
}

/** As `prove`, of one text: each diagnostic as its code, the text that it stands at, and the rest. */
export function proveText(text: string): readonly string[] {
  return prove([new Source('test.warren', text)])
    .filter(({ code }) => code !== 'missing-issuer')
    .map(
      ({ code, place, message }) => `${code} at \`${place.source.slice(place.range)}\`: ${message}`,
    );
}

/** The files of every example of the project, by its name. */
export function examples(): ReadonlyMap<string, readonly Source[]> {
  const folder = new URL('../../examples/', import.meta.url).pathname;
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return new Map(names.map(({ name }) => [name, loadPolicy([folder + name], '/').sources]));
}
