import { checkDiagnostics as catalog } from '../diagnostics/catalog/checks.js';
import type { Diagnostic, Note } from '../diagnostics/diagnostic.js';
import type { Reporter } from '../diagnostics/reporter.js';
import type { Place, Source } from '../source/source.js';
import { listed, phraseText } from '../policy/phrases/phrase-text.js';
import type { Right } from '../policy/phrases/rights.js';
import { grantUnits, unitText, type GrantUnit } from './grant-units.js';
import type { JudgedRole } from './needless-units.js';

/** What was found about one unit of the text, over all brokers. */
interface Finding {
  readonly unit: GrantUnit;
  readonly text: string;
  readonly coveredBy: Set<Right>;
  /** Each role that has it, and whether it is needless for the role on every broker so far. */
  readonly roles: Map<string, boolean>;
}

/**
 * A right granted twice, or covered by others of its role, on every broker where it is granted. Nothing is
 * said about lines for which the reporter has an error.
 */
export function checkRedundantGrants(judged: readonly JudgedRole[], reporter: Reporter): void {
  const errors = errorLines(reporter.diagnostics);
  for (const { unit, text, coveredBy, roles } of findings(judged)) {
    // A line with an error says something else than was meant, and so does what it covers.
    if ([...unit.rights, ...coveredBy].some((right) => isOnAny(right, errors))) continue;
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
      placeOf(unit, coveredBy),
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

/** Where a unit stands: at its key, where the phrase grants what covers it for the same name. */
function placeOf({ place, rights: [right] }: GrantUnit, coveredBy: ReadonlySet<Right>): Place {
  if (right?.type !== 'operation' || right.key === undefined) return place;
  const isSameName = [...coveredBy].some(
    (one) => one.type === 'operation' && one.place === right.place && one.name === right.name,
  );
  return isSameName ? right.key.place : place;
}

type Lines = ReadonlyMap<Source, ReadonlySet<number>>;

/** The lines where errors stand, and where the profiles are used that have them. */
function errorLines(reported: readonly Diagnostic[]): Lines {
  const lines = new Map<Source, Set<number>>();
  for (const { severity, place, uses } of reported)
    if (severity === 'error')
      for (const { source, range } of [place, ...uses.flat()]) {
        const own = lines.get(source) ?? new Set();
        lines.set(source, own.add(source.position(range.start).line));
      }
  return lines;
}

/** Whether the phrase of a right, or a use that leads to it, stands on one of some lines. */
function isOnAny({ place, calls }: Right, lines: Lines): boolean {
  return [place, ...calls].some(({ source, range }) => {
    const own = lines.get(source);
    if (own === undefined) return false;
    const last = source.position(range.end).line;
    for (let { line } = source.position(range.start); line <= last; line++)
      if (own.has(line)) return true;
    return false;
  });
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
  for (const { needless } of judged)
    for (const { unit, coveredBy } of needless) {
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
  for (const { role, rights, needless } of suspected.size === 0 ? [] : judged) {
    // A right is in one unit alone.
    const own = new Set(needless.map(({ unit }) => unit.rights[0]));
    const ofRole = new Map<Finding, boolean>();
    for (const unit of grantUnits(rights)) {
      const here = suspected.get(unit.place.source)?.get(unit.place.range.start);
      const finding = here?.get(unitText(unit));
      // What one phrase says twice, as `key k, k`, it need not say once more.
      if (finding !== undefined)
        ofRole.set(finding, ofRole.get(finding) === true || own.has(unit.rights[0]));
    }
    for (const [{ roles }, isNeedless] of ofRole)
      roles.set(role, (roles.get(role) ?? true) && isNeedless);
  }
  return [...suspected.values()].flatMap((inSource) =>
    [...inSource.values()].flatMap((here) => [...here.values()]),
  );
}
