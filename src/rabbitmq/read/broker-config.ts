import type { Place } from '../../source/source.js';
import type { ReadAliases } from './aliases.js';
import { backendName, chainOf, type Backend } from './backends.js';
import type { Remark } from './remark.js';
import type { ResourceServer } from './resource-server.js';
import type { ReadSetting } from './settings.js';

/**
 * What a broker's configuration says about tokens and scopes. Texts hold one character, U+0000 to
 * U+00FF, for each byte that the broker compares.
 */
export interface BrokerConfig {
  /** The resource server id; without one no token is accepted. */
  readonly audience: string | undefined;
  readonly audiencePlace: Place | undefined;
  /** As given; see `effectivePrefix`. */
  readonly scopePrefix: string | undefined;
  /** The claim beside `scope` in which aliases are looked for: `sub` for IAM roles. */
  readonly scopesKey: string | undefined;
  readonly verifyAudience: boolean;
  /** Where the keys that sign tokens are. */
  readonly jwksUrl: string | undefined;
  /** Who tells where they are, if no more is said. */
  readonly issuer: string | undefined;
  /** The provider of `oauth_providers` whose keys sign tokens, in place of those two. */
  readonly provider: string | undefined;
  /** The algorithms that a token may be signed by, in the order of the file. */
  readonly algorithms: readonly string[];
  /** What opens the broker wider than it is by default, by key. */
  readonly loosened: ReadonlyMap<LooseningKey, Place>;
  /** The backends that are asked, in order. */
  readonly backends: readonly Backend[] | undefined;
  /** What the backend `cache` asks. */
  readonly cached: Backend | undefined;
  readonly aliases: ReadAliases;
  /** Further audiences, which `perAudience` makes configurations of. */
  readonly servers: readonly ResourceServer[];
  /** Everything that rabbitmq.conf sets, by key; a dot inside a word of a key is written `\\.`. */
  readonly settings: ReadonlyMap<string, ReadSetting>;
  /** In the order in which they were found. */
  readonly remarks: readonly Remark[];
}

/** A setting that lets in tokens which a broker would refuse, where it is switched off. */
export type LooseningKey = 'verify_aud' | 'require_exp' | 'https.peer_verification';

/** A configuration that says nothing. */
export const EMPTY_CONFIG: BrokerConfig = {
  audience: undefined,
  audiencePlace: undefined,
  scopePrefix: undefined,
  scopesKey: undefined,
  verifyAudience: true,
  jwksUrl: undefined,
  issuer: undefined,
  provider: undefined,
  algorithms: [],
  loosened: new Map(),
  backends: undefined,
  cached: undefined,
  aliases: new Map(),
  servers: [],
  settings: new Map(),
  remarks: [],
};

/** What stands before each scope that counts: by default the audience and a dot. */
export function effectivePrefix(config: BrokerConfig): string | undefined {
  const { audience, scopePrefix } = config;
  if (scopePrefix !== undefined) return scopePrefix;
  return audience === undefined || audience === '' ? undefined : `${audience}.`;
}

/**
 * The backends that are asked, in order, by their short names: the internal one alone where nothing is
 * said. One that leaves rights to others stands with these.
 */
export function effectiveBackends(config: BrokerConfig): readonly string[] {
  return chainOf(config).map(({ authn, authz }) => {
    const rights = authz.map(backendName).join('+');
    return authz.length === 1 && authz[0] === authn
      ? backendName(authn)
      : `${backendName(authn)}/${rights}`;
  });
}
