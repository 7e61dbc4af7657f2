import type { ConditionedRight } from '../../aws/conditions.js';
import type { BrokerTerms } from '../../diagnostics/alike.js';
import type { Right } from '../../policy/phrases/rights.js';
import type { ThingOn } from '../../policy/phrases/things.js';
import type { Scope } from '../../rabbitmq/scope.js';
import type { Place } from '../../source/source.js';

/** A scope that a broker gives, and what stands behind it. */
export interface GivenScope {
  readonly scope: Scope;
  readonly place: Place;
  /** The right that a policy grants; undefined where the scope was read from a configuration. */
  readonly right: Right | undefined;
  /** Which exchange or queue of that right the scope is about. */
  readonly on: ThingOn;
  /** Set where no side gives it, but somebody accepted that it is given. */
  readonly isAccepted?: true;
}

/** A right on the Amazon MQ API. */
export interface GivenRight extends ConditionedRight {
  readonly place: Place;
  /** The uses of profiles that lead there, outermost first. */
  readonly calls: readonly Place[];
  /** What it allows: each action with what it is allowed on, as `mq:RebootBroker on ARN`. */
  readonly actions: readonly string[];
}

/** A scope that takes in claims of the token, so that nobody knows what it gives. */
export interface UnreadScope {
  /** Without its prefix. */
  readonly bare: string;
  readonly place: Place;
}

/** What is given to a role. */
export interface ComparedRole {
  /** The role's name in the policy; a configuration knows ARNs alone. */
  readonly name: string | undefined;
  /** As they are written: some may cover others. */
  readonly scopes: readonly GivenScope[];
  readonly api: readonly GivenRight[];
  /** What cannot be compared; a policy has none. */
  readonly unread?: readonly UnreadScope[];
  /** What all of it follows from, to be compared by identity; of a configuration it is not known. */
  readonly basis?: readonly unknown[];
}

/** What is given on a broker. */
export interface BrokerAccess {
  readonly name: string;
  /** What the broker has of its own in the texts of its policy; a configuration does not tell. */
  readonly terms?: BrokerTerms | undefined;
  /** By the ARNs of the roles. */
  readonly roles: ReadonlyMap<string, ComparedRole>;
  /** Whether the rights on the Amazon MQ API are known: a broker's configuration does not tell. */
  readonly knowsApi: boolean;
  /**
   * The claims of a token in which the broker looks for what `roles` are called by. Absent where none
   * counts, as nobody is let in with a token.
   */
  readonly claims?: readonly string[];
  /** Whom the broker lets in; absent where that is not to be compared. */
  readonly entrances?: readonly Entrance[];
}

/** The claims that count on a broker of a policy: AWS names the role in `sub`. */
export const AWS_CLAIMS: readonly string[] = ['scope', 'sub'];

/** Some people, or tokens, that a broker lets in. */
export interface Entrance {
  /** What is compared: of one kind a broker may have several. */
  readonly kind:
    | 'audience'
    | 'keys'
    | 'algorithm'
    | 'scope-claim'
    | 'own-scopes'
    | 'unchecked-keys'
    | 'loosened'
    | 'others';
  /** What makes it this one and no other; never shown, as it may be a secret. */
  readonly id: string;
  /** Who is let in, as a policy's reader would say it. */
  readonly who: string;
  /** Where it is written; undefined where it is so because nothing is written. */
  readonly place: Place | undefined;
}

/** The entrance of kind `audience` that holds all others of it. */
export const ANY_AUDIENCE = '*';
