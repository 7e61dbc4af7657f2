import { emitDiagnostics as catalog } from '../diagnostics/catalog/emit.js';
import type { Reporter } from '../diagnostics/reporter.js';
import { oncePerObject } from '../pattern/memo.js';
import type { Broker } from '../policy/brokers/broker.js';
import { writeAdvanced } from '../rabbitmq/advanced.js';
import type { Alias } from '../rabbitmq/alias.js';
import { bootEstimate, SLOW_BOOT_SECONDS } from '../rabbitmq/boot.js';
import { least } from '../rabbitmq/claims.js';
import { writeConf } from '../rabbitmq/conf.js';
import { encodeScope } from '../rabbitmq/encode.js';
import { placeAliases } from '../rabbitmq/placement.js';
import type { Artifact } from './output/artifacts.js';
import type { RoleAccess } from './role-access.js';

/** What rabbitmq.conf says where the policy names no issuer: such a text is never written to disk. */
const noIssuer = 'https://issuer.invalid';

/** rabbitmq.conf, and advanced.config where the aliases go there. What cannot be written is reported. */
export function brokerFiles(
  broker: Broker,
  access: readonly RoleAccess[],
  reporter: Reporter,
): readonly Artifact[] {
  const aliases = access.map(aliasOf).filter((alias) => alias !== undefined);
  checkScopeCounts(broker, access, reporter);
  const placement = placeAliases(broker.engine, broker.scopePrefix, aliases);
  if (!placement.ok)
    for (const { role } of access)
      if (placement.arns.includes(role.arn.text))
        reporter.report(catalog.arnNotHoldable, role.place, {
          role: role.name,
          broker: broker.name,
        });
  const inConf = placement.ok && placement.file === 'rabbitmq.conf';
  const issuer = broker.issuer ?? noIssuer;
  const conf = writeConf({ ...broker, issuer, aliases: inConf ? aliases : [] });
  const seconds = Math.round(bootEstimate(conf.length));
  if (seconds >= SLOW_BOOT_SECONDS && broker.place !== undefined)
    reporter.report(catalog.slowBoot, broker.place, {
      broker: broker.name,
      aliases: inConf ? aliases.length : 0,
      bytes: conf.length,
      seconds,
    });
  const files = [{ path: 'rabbitmq.conf', text: conf }];
  return inConf
    ? files
    : [...files, { path: 'advanced.config', text: writeAdvanced(aliases, broker.scopePrefix) }];
}

/** A role without scopes gets no alias: an empty one would stop the broker's boot. */
const aliasOf = oncePerObject(({ role, scopes }: RoleAccess): Alias | undefined => {
  const [first, ...rest] = scopes.map(({ scope }) => encodeScope(scope));
  return first && { arn: role.arn.text, scopes: [first, ...rest] };
});

function checkScopeCounts(broker: Broker, access: readonly RoleAccess[], reporter: Reporter): void {
  const most = least(broker.engine, 'maxScopes');
  for (const { role, scopes } of access)
    if (scopes.length > most)
      reporter.report(catalog.tooManyScopes, role.place, {
        role: role.name,
        broker: broker.name,
        scopes: scopes.length,
        most,
      });
}
