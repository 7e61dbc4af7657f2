import { checkDiagnostics as catalog } from '../../diagnostics/catalog/checks.js';
import type { Reporter } from '../../diagnostics/reporter.js';
import type { Source } from '../../source/source.js';
import { phraseText } from '../phrase-text.js';
import type { BrokerPolicy } from '../policy.js';
import type { Right } from '../rights.js';
import { listed, rightsByRole } from './granted.js';
import { unitText, type GrantUnit } from './grant-units.js';
import { judgeUnits } from './needless-units.js';

/** What was found about one unit of the text, over all brokers. */
interface Finding {
  readonly unit: GrantUnit;
  readonly text: string;
  readonly coveredBy: Set<Right>;
  /** Each role that has it, and whether it is needless for the role on every broker so far. */
  readonly roles: Map<string, boolean>;
}

/** A right granted twice, or covered by others of its role, on every broker where it is granted. */
export function checkRedundantGrants(policies: readonly BrokerPolicy[], reporter: Reporter): void {
  for (const { unit, text, coveredBy, roles } of findings(policies)) {
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
        notes: [...coveredBy].slice(0, 3).map((right) => ({
          message: `\`${phraseText(right)}\` is granted here.`,
          place: right.calls[0] ?? right.place,
        })),
      },
    );
  }
}

/** What was found about the units that are needless for some role on some broker. */
function findings(policies: readonly BrokerPolicy[]): Iterable<Finding> {
  const judged = policies.flatMap((policy) =>
    [...rightsByRole(policy.grants)].flatMap(([{ name }, rights]) =>
      judgeUnits(rights, policy).map((unit) => ({ role: name, ...unit })),
    ),
  );
  const suspected = new Map<Source, Map<string, Finding>>();
  for (const { unit, coveredBy } of judged) {
    if (coveredBy === undefined) continue;
    const inSource = suspected.get(unit.place.source) ?? new Map<string, Finding>();
    suspected.set(unit.place.source, inSource);
    const text = unitText(unit);
    const key = `${unit.place.range.start} ${text}`;
    const finding: Finding = inSource.get(key) ?? {
      unit,
      text,
      coveredBy: new Set(),
      roles: new Map(),
    };
    inSource.set(key, finding);
    for (const right of coveredBy) finding.coveredBy.add(right);
  }
  if (suspected.size === 0) return [];
  for (const { role, unit, coveredBy } of judged) {
    const inSource = suspected.get(unit.place.source);
    const roles = inSource?.get(`${unit.place.range.start} ${unitText(unit)}`)?.roles;
    roles?.set(role, (roles.get(role) ?? true) && coveredBy !== undefined);
  }
  return [...suspected.values()].flatMap((found) => [...found.values()]);
}
