import { checkDiagnostics as catalog } from '../diagnostics/catalog/checks.js';
import type { Note } from '../diagnostics/diagnostic.js';
import type { Reporter } from '../diagnostics/reporter.js';
import type { Source } from '../source/source.js';
import { phraseText } from '../policy/phrases/phrase-text.js';
import type { Right } from '../policy/phrases/rights.js';
import { listed } from './granted.js';
import { unitText, type GrantUnit } from './grant-units.js';
import type { JudgedRole } from './needless-units.js';

/** What was found about one unit of the text, over all brokers. */
interface Finding {
  readonly unit: GrantUnit;
  readonly text: string;
  readonly coveredBy: Set<Right>;
  /** Each role that has it, and whether it is needless for the role on every broker so far. */
  readonly roles: Map<string, boolean>;
}

/** A right granted twice, or covered by others of its role, on every broker where it is granted. */
export function checkRedundantGrants(judged: readonly JudgedRole[], reporter: Reporter): void {
  for (const { unit, text, coveredBy, roles } of findings(judged)) {
    const needless = [...roles].filter(([, isNeedless]) => isNeedless).map(([role]) => role);
    const [first] = coveredBy;
    if (needless.length === 0 || first === undefined) continue;
    const texts = new Set([...coveredBy].map((right) => phraseText(right)));
    const isTwin = texts.size === 1 && texts.has(text);
    const because = isTwin
      ? 'it is granted already'
      : `${listed([...texts])} ${texts.size === 1 ? 'covers' : 'cover'} it`;
    reporter.report(
      catalog.redundantGrant,
      unit.place,
      {
        grant: text,
        roles: needless.length < roles.size ? listed(needless) : undefined,
        because,
      },
      {
        notes: grantedHere(coveredBy),
      },
    );
  }
}

/** Where what covers a unit stands; several brokers have a phrase in common. */
function grantedHere(coveredBy: ReadonlySet<Right>): readonly Note[] {
  const notes = new Map<string, Note>();
  for (const right of coveredBy) {
    const place = right.calls[0] ?? right.place;
    const message = `\`${phraseText(right)}\` is granted here.`;
    const key = JSON.stringify([message, place.source.path, place.range.start]);
    if (!notes.has(key)) notes.set(key, { message, place });
  }
  return [...notes.values()].slice(0, 3);
}

/** What was found about the units that are needless for some role on some broker. */
function findings(judged: readonly JudgedRole[]): Iterable<Finding> {
  // By file, by place and by text: texts are made of suspects alone, and of what shares their place.
  const suspected = new Map<Source, Map<number, Map<string, Finding>>>();
  for (const { units } of judged)
    for (const { unit, coveredBy } of units) {
      if (coveredBy === undefined) continue;
      const { source, range } = unit.place;
      const inSource = suspected.get(source) ?? new Map<number, Map<string, Finding>>();
      suspected.set(source, inSource);
      const here = inSource.get(range.start) ?? new Map<string, Finding>();
      inSource.set(range.start, here);
      const text = unitText(unit);
      const finding = here.get(text) ?? { unit, text, coveredBy: new Set(), roles: new Map() };
      here.set(text, finding);
      for (const right of coveredBy) finding.coveredBy.add(right);
    }
  for (const { role, units } of judged)
    for (const { unit, coveredBy } of units) {
      const here = suspected.get(unit.place.source)?.get(unit.place.range.start);
      const roles = here?.get(unitText(unit))?.roles;
      roles?.set(role, (roles.get(role) ?? true) && coveredBy !== undefined);
    }
  return [...suspected.values()].flatMap((inSource) =>
    [...inSource.values()].flatMap((here) => [...here.values()]),
  );
}
