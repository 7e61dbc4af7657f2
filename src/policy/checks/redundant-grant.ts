import { checkDiagnostics as catalog } from '../../diagnostics/catalog/checks.js';
import type { Reporter } from '../../diagnostics/reporter.js';
import type { Place, Source } from '../../source/source.js';
import { phraseText } from '../phrase-text.js';
import type { BrokerPolicy } from '../policy.js';
import type { Right } from '../rights.js';
import { listed, rightsByRole } from './granted.js';
import type { GrantUnit } from './grant-units.js';
import { judgeUnits } from './needless-units.js';

/** What was found about one unit of the text, over all brokers. */
interface Finding {
  readonly unit: GrantUnit;
  readonly coveredBy: Set<Right>;
  /** Each role that has it, and whether it is needless for the role on every broker so far. */
  readonly roles: Map<string, boolean>;
}

/** A right granted twice, or covered by others of its role, on every broker where it is granted. */
export function checkRedundantGrants(policies: readonly BrokerPolicy[], reporter: Reporter): void {
  for (const { unit, coveredBy, roles } of findings(policies)) {
    const needless = [...roles].filter(([, isNeedless]) => isNeedless).map(([role]) => role);
    const [first] = coveredBy;
    if (needless.length === 0 || first === undefined) continue;
    const texts = new Set([...coveredBy].map(phraseText));
    const isTwin = texts.size === 1 && texts.has(unit.text);
    const because = isTwin
      ? 'it is granted already'
      : `${listed([...texts])} ${texts.size === 1 ? 'covers' : 'cover'} it`;
    reporter.report(
      catalog.redundantGrant,
      unit.place,
      {
        grant: unit.text,
        roles: needless.length < roles.size ? listed(needless) : undefined,
        because,
      },
      {
        notes: [...coveredBy].slice(0, 3).map((right) => ({
          message: `\`${phraseText(right)}\` is granted here.`,
          place: right.calls[0] ?? right.place,
        })),
      },
    );
  }
}

function findings(policies: readonly BrokerPolicy[]): Iterable<Finding> {
  const found = new Map<string, Finding>();
  const sources = new Map<Source, number>();
  for (const policy of policies)
    for (const [role, rights] of rightsByRole(policy.grants))
      for (const { unit, coveredBy } of judgeUnits(rights, policy)) {
        const key = `${placeKey(unit.place, sources)} ${unit.text}`;
        const finding = found.get(key) ?? { unit, coveredBy: new Set(), roles: new Map() };
        found.set(key, finding);
        const before = finding.roles.get(role.name) ?? true;
        finding.roles.set(role.name, before && coveredBy !== undefined);
        for (const right of coveredBy ?? []) finding.coveredBy.add(right);
      }
  return found.values();
}

function placeKey({ source, range }: Place, sources: Map<Source, number>): string {
  const number = sources.get(source) ?? sources.size;
  sources.set(source, number);
  return `${number}:${range.start}:${range.end}`;
}
