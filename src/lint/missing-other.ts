import { checkDiagnostics as catalog } from '../diagnostics/catalog/checks.js';
import type { Fix } from '../diagnostics/diagnostic.js';
import type { Reporter } from '../diagnostics/reporter.js';
import type { Pattern } from '../pattern/pattern.js';
import { endOf } from '../source/range.js';
import { patternText } from '../policy/phrases/phrase-text.js';
import type { RightsPolicy } from '../policy/policy.js';
import type { Resource } from '../policy/resources/resources.js';
import type { Operation, Right } from '../policy/phrases/rights.js';
import type { Role } from '../policy/names/roles.js';
import { grantedOperations, rightsByRole, viaProfiles } from './grants.js';
import { HeldRights } from '../access/held-rights.js';

/**
 * A `declare` without the dead-letter or alternate exchange that the thing is declared with: to make
 * it, the broker asks for a right to read it and one to write to that exchange.
 */
export function checkMissingOthers(policy: RightsPolicy, reporter: Reporter): void {
  let rights: ReadonlyMap<Role, readonly Right[]> | undefined;
  const scopes = new Map<Role, HeldRights>();
  for (const { role, operation } of grantedOperations(policy)) {
    const { word, kind, other, vhost, name } = operation;
    if (word !== 'declare' || other !== undefined || kind === 'stream') continue;
    for (const declared of policy.vhosts.of(vhost).meeting(name.pattern, kind)) {
      if (declared.other === undefined) continue;
      rights ??= rightsByRole(policy.grants);
      const held =
        scopes.get(role) ?? new HeldRights(rights.get(role) ?? [], (of) => policy.vhosts.of(of));
      scopes.set(role, held);
      // One is enough to see what is wrong with a wildcard over many.
      if (report(operation, declared, declared.other, held, reporter)) break;
    }
  }
}

/** Reports a declared thing whose other exchange is out of the role's reach, if it is. */
function report(
  operation: Operation,
  declared: Resource,
  exchange: Pattern,
  held: HeldRights,
  reporter: Reporter,
): boolean {
  const { vhost } = operation;
  const pattern = declared.pattern.isLiteral ? declared.pattern : operation.name.pattern;
  const [name, other] = [patternText(pattern), patternText(exchange)];
  const missing = [
    ...(held.hold({ permission: 'read', vhost, name: pattern })
      ? []
      : [`a right to read \`${name}\``]),
    ...(held.hold({ permission: 'write', vhost, name: exchange })
      ? []
      : [`one to write to \`${other}\``]),
  ];
  if (missing.length === 0) return false;
  const { uses, notes } = viaProfiles(operation);
  const place = declared.place;
  const isQueue = declared.kind === 'queue';
  reporter.report(
    isQueue ? catalog.missingDeadLetter : catalog.missingAlternate,
    operation.name.place,
    { name, exchange: other, missing: missing.join(' and ').replace(/^one/, 'a right') },
    {
      uses,
      notes: [
        ...(place === undefined ? [] : [{ message: 'It is declared here.', place }]),
        ...notes,
      ],
      fixes: clauseFix(operation, `${isQueue ? 'dead-letter' : 'alternate'} ${other}`),
    },
  );
  return true;
}

/** Adds a clause, where the phrase says nothing but this one thing. */
function clauseFix({ place, name }: Operation, clause: string): readonly Fix[] {
  const { source, range } = place;
  const before = source.slice({ start: range.start, end: name.place.range.start });
  const isAlone = /^declare\s+(?:queue|exchange)\s+$/.test(before);
  if (!isAlone || name.place.range.end !== range.end) return [];
  return [
    { title: `Add \`${clause}\``, edits: [{ source, range: endOf(range), text: ` ${clause}` }] },
  ];
}
