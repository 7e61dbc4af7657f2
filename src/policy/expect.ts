import { policyDiagnostics as catalog } from '../diagnostics/catalog/policy.js';
import { correction } from '../diagnostics/correction.js';
import { hasErrors, type Diagnostic } from '../diagnostics/diagnostic.js';
import { definitions, formerCodes } from '../diagnostics/registry.js';
import type { Reporter } from '../diagnostics/reporter.js';
import type { Place } from '../source/source.js';
import { ExpectIndex, type PlacedExpect } from './expect-index.js';

/**
 * Drops the warnings and hints that an `@expect` accepts: those inside its item and, for a phrase of a
 * profile, those of which every use stands inside such an item. What is wrong with the `@expect`
 * themselves goes to the reporter, and cannot be accepted in turn.
 *
 * @param found every `@expect` of the policy, in the order of the files and their texts
 */
export function acceptExpected(
  found: readonly PlacedExpect[],
  diagnostics: readonly Diagnostic[],
  reporter: Reporter,
): readonly Diagnostic[] {
  const expects = found.filter((expect) => isAcceptable(expect, reporter));
  const index = new ExpectIndex(expects);
  const used = new Set<PlacedExpect>();
  const kept = diagnostics.filter((diagnostic) => !isAccepted(diagnostic, index, used));
  // Where something is wrong, what would have been warned of may not have been looked at.
  const isWhole = !hasErrors(diagnostics);
  for (const expect of expects)
    if (isWhole && !used.has(expect))
      reporter.report(
        catalog.unusedExpect,
        expect.place,
        { code: expect.code },
        { fixes: [{ title: 'Remove it', edits: [{ ...withBlanks(expect.place), text: '' }] }] },
      );
  return kept;
}

/** Whether the code is that of a warning or hint; anything else is reported, and so is one without a reason. */
function isAcceptable(expect: PlacedExpect, reporter: Reporter): boolean {
  const { code, codePlace, place } = expect;
  const definition = definitions.get(code);
  if (definition === undefined) {
    const codes = [...definitions.values()].filter(({ severity }) => severity !== 'error');
    const nearest =
      formerCodes.get(code) ??
      reporter.suggester.nearest(
        code,
        codes.map((known) => known.code),
      );
    const particulars = { code, nearest };
    reporter.report(catalog.unknownCode, codePlace, particulars, correction(codePlace, nearest));
  } else if (definition.severity === 'error')
    reporter.report(catalog.expectOfError, codePlace, { code });
  else if (expect.isWithoutReason) reporter.report(catalog.expectWithoutReason, place, { code });
  return definition !== undefined && definition.severity !== 'error';
}

function isAccepted(
  { severity, code, place, uses }: Diagnostic,
  index: ExpectIndex,
  used: Set<PlacedExpect>,
): boolean {
  if (severity === 'error' || !index.has(code)) return false;
  const isExpectedAt = (at: Place): boolean => {
    const around = index.around(code, at);
    for (const expect of around) used.add(expect);
    return around.length > 0;
  };
  // Every use is looked at, so that no `@expect` that accepts one of them counts as unused.
  const accepted = uses.map((calls) => calls.map(isExpectedAt).includes(true));
  return isExpectedAt(place) || (accepted.length > 0 && !accepted.includes(false));
}

/** The place with the blanks up to what it stands before. */
function withBlanks({ source, range }: Place): Place {
  const [blanks = ''] = /^\s*/.exec(source.text.slice(range.end, range.end + 1000)) ?? [];
  return { source, range: { start: range.start, end: range.end + blanks.length } };
}
