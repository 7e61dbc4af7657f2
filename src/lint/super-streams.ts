import { checkDiagnostics as catalog } from '../diagnostics/catalog/checks.js';
import type { Note } from '../diagnostics/diagnostic.js';
import type { Reporter } from '../diagnostics/reporter.js';
import { broughtBy } from '../rabbitmq/claims.js';
import { checksOf, permissionsOf } from '../access/checks.js';
import { patternText, phraseText } from '../policy/phrases/phrase-text.js';
import type { RightsPolicy } from '../policy/policy.js';
import type { Operation, Right } from '../policy/phrases/rights.js';
import type { Role } from '../policy/names/roles.js';
import { superStreamsWith, type SuperStream } from '../policy/resources/super-streams.js';
import { grantedOperations, rightsByRole, viaProfiles } from './grants.js';
import { HeldRights } from '../access/held-rights.js';

/**
 * A right on all partitions of what looks like a super stream, without the one on its exchange: there
 * the broker refuses the clients of super streams, which ask it for the partitions first.
 */
export function checkSuperStreams(policy: RightsPolicy, reporter: Reporter): void {
  let rights: ReadonlyMap<Role, readonly Right[]> | undefined;
  const scopes = new Map<Role, HeldRights>();
  const told = new Set<string>();
  for (const { role, operation } of grantedOperations(policy)) {
    if (!isOfPartitions(operation)) continue;
    for (const superStream of superStreamsWith(
      operation.name.pattern,
      policy.vhosts.of(operation.vhost),
    )) {
      rights ??= rightsByRole(policy.grants);
      const held =
        scopes.get(role) ?? new HeldRights(rights.get(role) ?? [], (of) => policy.vhosts.of(of));
      scopes.set(role, held);
      const whole = asSuperStream(operation, superStream);
      const key = `${role.name} ${operation.vhost.key} ${phraseText(whole)}`;
      const all = superStream.partitions.every(({ pattern }) =>
        checksOf(operation).every(({ permission }) =>
          held.hold({ permission, vhost: operation.vhost, name: pattern }),
        ),
      );
      if (told.has(key) || !all) continue;
      const lacking = lackingOn(whole, held);
      if (lacking === undefined) continue;
      told.add(key);
      report(operation, whole, lacking, superStream, reporter);
    }
  }
}

/** Whether an operation is about streams one by one that can be partitions, over their protocol. */
export function isOfPartitions({ word, kind }: Operation): boolean {
  return kind === 'stream' && (word === 'publish' || word === 'consume');
}

/** The same operation on the whole super stream. */
export function asSuperStream(operation: Operation, { exchange }: SuperStream): Operation {
  const name = { ...operation.name, pattern: exchange.pattern };
  return { ...operation, kind: 'super-stream', name };
}

/** The permission on its exchange that an operation on a super stream lacks, in words. */
export function lackingOn(whole: Operation, held: HeldRights): string | undefined {
  const { vhost, name } = whole;
  const check = checksOf(whole).find(({ on }) => on === 'name');
  if (check === undefined) return undefined;
  const permissions = permissionsOf(check);
  const holds = permissions.some((permission) =>
    held.hold({ permission, vhost, name: name.pattern }),
  );
  return holds ? undefined : permissions.map((permission) => `\`${permission}\``).join(' or ');
}

function report(
  operation: Operation,
  whole: Operation,
  lacking: string,
  { exchange, partitions }: SuperStream,
  reporter: Reporter,
): void {
  const { uses, notes } = viaProfiles(operation);
  const declared: readonly Note[] = [exchange, ...partitions.slice(0, 1)].flatMap(
    ({ kind, place }) =>
      place === undefined
        ? []
        : [
            {
              message: `The ${kind === 'exchange' ? 'exchange' : 'stream'} is declared here.`,
              place,
            },
          ],
  );
  reporter.report(
    catalog.superStreamByParts,
    operation.name.place,
    {
      grant: phraseText(operation),
      superStream: patternText(exchange.pattern),
      releases: broughtBy('superStreamExchangeChecked').join(' and '),
      lacking,
      instead: phraseText(whole),
    },
    { uses, notes: [...declared, ...notes] },
  );
}
