import type { Place } from '../../source/source.js';
import type { ReadAliases } from './aliases.js';

/** A further resource server: what it does not say of itself is as `auth_oauth2` says it. */
export interface ResourceServer {
  /** The audience of its tokens. */
  readonly id: string;
  readonly place: Place;
  readonly scopePrefix: string | undefined;
  readonly scopesKey: string | undefined;
  readonly verifyAudience: boolean | undefined;
  readonly provider: string | undefined;
  readonly aliases: ReadAliases | undefined;
}
