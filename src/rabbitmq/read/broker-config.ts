import type { ReadAliases } from './aliases.js';
import type { Remark } from './remark.js';
import type { ReadSetting } from './settings.js';

/**
 * What a broker's configuration says about tokens and scopes. Texts hold one character, U+0000 to
 * U+00FF, for each byte that the broker compares.
 */
export interface BrokerConfig {
  /** The resource server id; without one no token is accepted. */
  readonly audience: string | undefined;
  /** As given; see `effectivePrefix`. */
  readonly scopePrefix: string | undefined;
  /** The claim beside `scope` in which aliases are looked for: `sub` for IAM roles. */
  readonly scopesKey: string | undefined;
  readonly verifyAudience: boolean;
  /** Where the keys that sign tokens are. */
  readonly jwksUrl: string | undefined;
  /** The algorithms that a token may be signed by, in the order of the file. */
  readonly algorithms: readonly string[];
  /** The backends that are asked, in order, by their short names. */
  readonly backends: readonly string[] | undefined;
  readonly aliases: ReadAliases;
  /** Everything that rabbitmq.conf sets, by key; a dot inside a word of a key is written `\\.`. */
  readonly settings: ReadonlyMap<string, ReadSetting>;
  /** In the order in which they were found. */
  readonly remarks: readonly Remark[];
}

/** A configuration that says nothing. */
export const EMPTY_CONFIG: BrokerConfig = {
  audience: undefined,
  scopePrefix: undefined,
  scopesKey: undefined,
  verifyAudience: true,
  jwksUrl: undefined,
  algorithms: [],
  backends: undefined,
  aliases: new Map(),
  settings: new Map(),
  remarks: [],
};

/** What stands before each scope that counts: by default the audience and a dot. */
export function effectivePrefix(config: BrokerConfig): string | undefined {
  const { audience, scopePrefix } = config;
  if (scopePrefix !== undefined) return scopePrefix;
  return audience === undefined || audience === '' ? undefined : `${audience}.`;
}

/** The backends that are asked, in order: the internal one alone where nothing is said. */
export function effectiveBackends(config: BrokerConfig): readonly string[] {
  return config.backends ?? ['internal'];
}
