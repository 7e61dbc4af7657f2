import type { PolicyBroker } from '../../aws/policy-broker.js';
import type { Engine } from '../../rabbitmq/engines.js';
import type { CheckedSetting } from '../../rabbitmq/settings/check.js';
import type { Place } from '../../source/source.js';
import type { Environment } from './environment.js';

/** A target of compilation with its settings resolved and defaults filled in. */
export interface Broker extends PolicyBroker {
  /** Where the broker is declared first; the implied `default` stands nowhere. */
  readonly place: Place | undefined;
  readonly engine: Engine;
  /** The URL of the token issuer, without a slash at its end; needed only to write artifacts. */
  readonly issuer: string | undefined;
  /** Whether the broker says nothing of an issuer, not even a wrong one. */
  readonly lacksIssuer: boolean;
  /** What stands before each of this broker's scopes; never empty. */
  readonly scopePrefix: string;
  /** Whether the internal backend is asked after OAuth 2. */
  readonly internalUsers: boolean;
  /** Further lines of rabbitmq.conf. */
  readonly settings: readonly CheckedSetting[];
  /** Where the values of those lines stand, by their keys, also of those that were refused. */
  readonly settingPlaces: ReadonlyMap<string, Place>;
  /** What `${…}` knows about this broker. */
  readonly environment: Environment;
}
