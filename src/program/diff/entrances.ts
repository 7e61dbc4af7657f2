import { AWS_CLAIMS, type Entrance } from '../../prove/diff/access.js';
import {
  algorithmEntrance,
  audienceEntrance,
  backendEntrance,
  internalEntrance,
  keysEntrance,
  loosenedEntrance,
  ownScopesEntrance,
  settingEntrance,
} from '../../prove/diff/entrance.js';
import { INTERNAL } from '../../rabbitmq/read/backends.js';
import type { BrokerConfig } from '../../rabbitmq/read/broker-config.js';
import { lookups, SCOPE_CLAIM } from '../../rabbitmq/read/lookups.js';
import { otherEntrances } from '../../rabbitmq/read/sign-in.js';
import { refusedRule } from '../../rabbitmq/settings/rules.js';
import type { Place } from '../../source/source.js';

/** Whom a configuration lets in; tokens only where their scopes count. */
export function entrances(
  config: BrokerConfig,
  countsTokens: boolean,
  prefix: string | undefined,
): readonly Entrance[] {
  return [...(countsTokens ? tokens(config, prefix) : []), ...others(config)];
}

function tokens(config: BrokerConfig, prefix: string | undefined): readonly Entrance[] {
  const { audience, audiencePlace, verifyAudience, loosened } = config;
  const anyAudience = verifyAudience ? undefined : loosened.get('verify_aud');
  return [
    anyAudience === undefined
      ? audienceEntrance(audience, audiencePlace)
      : audienceEntrance(undefined, anyAudience),
    ...keys(config),
    ...algorithms(config),
    ...Array.from(
      loosened,
      ([key, place]) => LOOSENED[key] && loosenedEntrance(LOOSENED[key], place),
    ).filter((entrance) => entrance !== undefined),
    ...(prefix === undefined ? [] : ownScopes(config, prefix)),
  ];
}

/** Whom each of the settings lets in that are switched off; the audience has an entrance of its own. */
const LOOSENED = {
  verify_aud: undefined,
  require_exp: 'tokens that never expire',
  'https.peer_verification': 'tokens of whoever can pass for the server of the keys',
} as const;

function keys({ jwksUrl, issuer, settings }: BrokerConfig): readonly Entrance[] {
  const url = jwksUrl ?? issuer;
  const place = [...settings.values()].find(
    ({ key, value }) => key[0] === 'auth_oauth2' && value === url,
  )?.place;
  return [
    ...(url === undefined ? [] : [keysEntrance(url, place)]),
    ...[...settings.values()]
      .filter(({ key }) => key[1] === 'signing_keys')
      .map((setting) => keysEntrance(setting.value, setting.place)),
  ];
}

/** How tokens may be signed, where the file says so. */
function algorithms({ algorithms: named, settings }: BrokerConfig): readonly Entrance[] {
  const lines = [...settings.values()].filter(({ key }) => key[1] === 'algorithms');
  return named.map((name) =>
    algorithmEntrance(name, lines.find(({ value }) => value === name)?.place),
  );
}

/** The start of the ARN of a role of one account, with a path or without. */
const ARN_START = /^arn:[^:]+:iam::\d{12}:role\/[!-~]*$/;

/**
 * The scopes that tokens bring themselves. AWS signs no token with a claim `scope`, so with `sub` alone
 * there are none, but for a prefix that an ARN can start with.
 */
function ownScopes(config: BrokerConfig, prefix: string): readonly Entrance[] {
  const claims = lookups(config);
  const { settings } = config;
  const place = (
    settings.get('auth_oauth2.scope_prefix') ?? settings.get('auth_oauth2.resource_server_id')
  )?.place;
  const found: Entrance[] = [];
  if (claims.includes('sub') && ARN_START.test(prefix)) {
    const who = `roles whose ARN goes on as a scope, such as ${prefix}read:*/a`;
    found.push(ownScopesEntrance('own-scopes', who, place));
  }
  if (claims.every((claim) => AWS_CLAIMS.includes(claim)) && claims.includes('sub')) return found;
  for (const claim of claims) {
    const kind = claim === SCOPE_CLAIM ? 'scope-claim' : 'own-scopes';
    if (claim !== 'sub') found.push(ownScopesEntrance(kind, ownScopesOf(claim, prefix), place));
  }
  return found;
}

function ownScopesOf(claim: string, prefix: string): string {
  const start = prefix === '' ? 'without a prefix' : `with the prefix \`${prefix}\``;
  return `tokens that bring scopes ${start} in the claim \`${claim}\``;
}

/** Settings that stop counting with the backend that they are for, or are compared by themselves. */
const OWN_GROUPS = ['auth_oauth2', 'auth_cache', 'auth_backends', 'http_dispatch', 'aws'];

/** Whom other backends let in, and what opens the broker to them. */
function others(config: BrokerConfig): readonly Entrance[] {
  const backends = new Map(
    otherEntrances(config).map(({ module, place }): [string, Place | undefined] => [module, place]),
  );
  if (backends.size === 0) return [];
  return [
    ...Array.from(backends, ([module, place]) =>
      module === INTERNAL ? internalEntrance(place) : backendEntrance(module, place),
    ),
    ...[...config.settings.values()]
      .filter(
        ({ key, value }) =>
          !OWN_GROUPS.includes(key[0] ?? '') && refusedRule(key, value) !== undefined,
      )
      .map(({ key, value, place }) => settingEntrance(key.join('.'), value, place)),
  ];
}
