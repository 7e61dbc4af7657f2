import { groupBy } from '../access/group.js';
import { settingArnProblem } from '../policy/brokers/conf-lines.js';
import type { Engine } from '../rabbitmq/engines.js';
import type { BrokerConfig } from '../rabbitmq/read/broker-config.js';
import { formatKey } from '../rabbitmq/read/conf-key.js';
import type { ReadSetting } from '../rabbitmq/read/settings.js';
import { checkSetting } from '../rabbitmq/settings/check.js';
import { keyFits } from '../rabbitmq/settings/key.js';
import { covers, refusedRule, WRITTEN } from '../rabbitmq/settings/rules.js';
import { isSecretKey } from '../rabbitmq/settings/secret.js';
import type { Place } from '../source/source.js';

/** A line of rabbitmq.conf that a policy sets too. */
export interface KeptLine {
  readonly key: string;
  readonly value: string;
}

/** The lines of a rabbitmq.conf that say neither whose tokens count nor what these give. */
export interface ImportedLines {
  /** Those that the policy has in `settings`. */
  readonly kept: readonly KeptLine[];
  /** What of the others is lost: each way round by itself, the rest folded. */
  readonly remarks: readonly string[];
}

/** What is imported, or told, as something else than a line. */
const READ: readonly string[] = [
  'auth_backends.**',
  'auth_cache.cached_backend.**',
  'http_dispatch.auth_backends.**',
  'auth_oauth2.resource_server_id',
  'auth_oauth2.scope_prefix',
  'auth_oauth2.jwks_url',
  'auth_oauth2.jwks_uri',
  'auth_oauth2.issuer',
  'auth_oauth2.algorithms.**',
  'auth_oauth2.scope_aliases.**',
  'auth_oauth2.additional_scopes_key',
  'auth_oauth2.verify_aud',
  'auth_oauth2.require_exp',
  'auth_oauth2.https.peer_verification',
  'auth_oauth2.https.verify',
  'auth_oauth2.resource_servers.**',
  'auth_oauth2.default_oauth_provider',
  'auth_oauth2.oauth_providers.$name.issuer',
  'auth_oauth2.oauth_providers.$name.jwks_uri',
];

/** What `compile` writes whatever the policy says. */
const ALWAYS: ReadonlyMap<string, string> = new Map([
  ['auth_oauth2.preferred_username_claims.1', 'sub'],
  ['auth_oauth2.https.hostname_verification', 'wildcard'],
]);

/**
 * What becomes of the lines that are no tokens and aliases.
 *
 * @param isUnknown whether the value of a line stands elsewhere
 * @param engineText the engine as the policy names it
 */
export function importLines(
  { settings, remarks }: BrokerConfig,
  { engine, engineText }: { readonly engine: Engine; readonly engineText: string },
  isUnknown: (setting: ReadSetting) => boolean,
): ImportedLines {
  const kept: KeptLine[] = [];
  const waysRound: { readonly line: ReadSetting; readonly reason: string }[] = [];
  const elsewhere: ReadSetting[] = [];
  const own: ReadSetting[] = [];
  const foreign: ReadSetting[] = [];
  for (const line of settings.values()) {
    const { key, value } = line;
    if (READ.some((pattern) => keyFits(key, pattern))) continue;
    const name = formatKey(key);
    const refused = refusedRule(key, value);
    if (WRITTEN.some((rule) => covers(rule, key))) {
      if (ALWAYS.get(name) !== value) own.push(line);
    } else if (refused !== undefined) waysRound.push({ line, reason: refused.reason });
    else if (isSecretKey(name) || isUnknown(line)) elsewhere.push(line);
    else if (isSettable(engine, name, value)) kept.push({ key: name, value });
    else foreign.push(line);
  }
  const advanced = remarks.filter(({ kind }) => kind === 'other-setting');
  const these = foreign.length === 1 ? 'this line' : 'these lines';
  return {
    kept,
    remarks: [
      ...Array.from(
        groupBy(waysRound, ({ reason }) => reason),
        ([reason, all]) =>
          `${listed(all.map(({ line }) => line))}: ${all.length === 1 ? 'it' : 'each of them'} ${reason}, so that no policy has it, nor what \`compile\` writes`,
      ),
      ...folded(own, 'not imported: `compile` always writes a value of its own'),
      ...folded(elsewhere, 'not imported: the value is a secret, or stands elsewhere'),
      ...folded(
        foreign,
        `a policy for \`${engineText}\` cannot set ${these}, and what \`compile\` writes is without ${foreign.length === 1 ? 'it' : 'them'}${engine.product === 'amazon-mq' ? '; if the broker is your own, name its engine, as in --engine "rabbitmq 4.3"' : ''}`,
      ),
      ...(advanced.length === 0
        ? []
        : [
            `${advanced.map(({ place, subject }) => `${lineOf(place)} \`${subject}\``).join(', ')}: no policy sets what stands in an advanced.config`,
          ]),
    ],
  };
}

/** Whether the policy can set a line, which its syntax holds too. */
function isSettable(engine: Engine, key: string, value: string): boolean {
  return (
    /^[\w.-]+$/.test(key) &&
    checkSetting(engine, key, value).ok &&
    settingArnProblem(key, value) === undefined
  );
}

function folded(lines: readonly ReadSetting[], why: string): readonly string[] {
  return lines.length === 0 ? [] : [`${listed(lines)}: ${why}`];
}

/** The keys of some lines, each with its place; of a value nothing is shown. */
function listed(lines: readonly ReadSetting[]): string {
  return lines.map(({ key, place }) => `${lineOf(place)} \`${formatKey(key)}\``).join(', ');
}

function lineOf({ source, range }: Place): string {
  return `${source.name}:${source.position(range.start).line}`;
}
