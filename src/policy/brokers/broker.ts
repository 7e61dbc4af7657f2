import type { PolicyBroker } from '../../aws/policy-broker.js';
import type { Engine } from '../../rabbitmq/engines.js';
import type { CheckedSetting } from '../../rabbitmq/settings/check.js';
import type { Place } from '../../source/source.js';
import type { Environment } from './environment.js';

/** All of a broker that rights may depend on, beside its variables: no more of it is given to who reads or proves them. */
export interface RightsBroker {
  readonly name: string;
  /** Whether the policy declares it; nothing is known of the implied one. */
  readonly isDeclared: boolean;
  readonly engine: Engine;
  /** Whether that is the engine that it declares; of another nothing is told that the engine decides. */
  readonly isEngineKnown: boolean;
}

/** A target of compilation with its settings resolved and defaults filled in. */
export interface Broker extends PolicyBroker, RightsBroker {
  /** Where the broker is declared first; the implied `default` stands nowhere. */
  readonly place: Place | undefined;
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
  /** Where each setting of the broker itself is written, by its name. */
  readonly writtenAt?: ReadonlyMap<string, Place>;
  /** What `${…}` knows about this broker. */
  readonly environment: Environment;
}
