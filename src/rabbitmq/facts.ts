/** What of the broker's behaviour differs between releases and matters to a policy. */
export interface Facts {
  /** rabbitmq.conf takes scope aliases as `auth_oauth2.scope_aliases.N.alias` and `.scope`. */
  readonly aliasesInConf: boolean;
  /** The broker can be given an advanced.config. */
  readonly advancedConfig: boolean;
  /** Publishing to a topic exchange checks the keys in the CC and BCC headers too. */
  readonly ccBccChecked: boolean;
  /** The checks in which `{claim}` in a scope is replaced by the token's claim. */
  readonly claimSubstitution: 'topic-checks' | 'all-checks';
  /** A token with more scopes than this is refused; infinite where there is no limit. */
  readonly maxScopes: number;
  /** The permission that a passive declare asks for. */
  readonly passiveDeclare: 'nothing' | 'configure' | 'any';
  /** A tag scope whose tag the broker does not know is dropped, not kept. */
  readonly unknownTagsDropped: boolean;
  /** `auth_oauth2.require_exp` exists. It is true by default. */
  readonly requireExp: boolean;
  /** Without a CA certificate to go by, the broker fetches the signing keys from an unverified peer. */
  readonly peerVerificationNeedsCa: boolean;
  /** `auth_oauth2.jwks_uri` exists, the newer name of `auth_oauth2.jwks_url`. */
  readonly jwksUri: boolean;
  /** The size in bytes of the first frame, which holds the token. */
  readonly initialFrame: number;
  /** Declaring an exchange over AMQP 1.0 checks the rights on its alternate exchange. */
  readonly alternateExchangeCheckedByAmqp10: boolean;
  /**
   * The stream protocol asks for a right on the exchange of a super stream, and on its partitions,
   * before it names these.
   */
  readonly superStreamExchangeChecked: boolean;
  /**
   * AMQP 1.0 takes addresses of version 1, `/queue/NAME`, unless it is told not to. The queue is made
   * where there is none, and its name is not checked for the reserved prefix.
   */
  readonly amqpAddressV1: boolean;
  /** AMQP 1.0 takes addresses of version 1, checked for the reserved prefix or not. */
  readonly amqpAddressV1Taken: boolean;
  /** AMQP 1.0 takes addresses of version 2, `/queues/NAME`, and has the node `$management`. */
  readonly amqpAddressV2: boolean;
  /** AMQP 1.0 routes by the keys in the annotation `x-cc` of a message too. */
  readonly amqp10CcRouted: boolean;
  /** AMQP 1.0 has queues for direct answers, which are none of those of the vhost. */
  readonly volatileQueues: boolean;
  /** The stream protocol tells where a stream is only to who may read or write it. */
  readonly streamMetadataChecked: boolean;
  /** AMQP 1.0 makes a queue for a client that asks for a dynamic address, named `amq.dyn-…`. */
  readonly dynamicQueues: boolean;
  /** The log writes the routing key of a refusal byte by byte, as if it were Latin-1. */
  readonly refusedKeyInBytes: boolean;
  /**
   * Whether a user who may only come from the broker's own host does so is asked of the PROXY header of
   * an AMQP connection, where there is one, and not of the connection itself.
   */
  readonly proxyHeaderBelieved: boolean;
  /**
   * Whoever sets a federation upstream whose URI names a vhost of the broker itself, `amqp:///V`, has to be
   * able to enter that vhost. Its link signs in as nobody, for whom nothing is checked.
   */
  readonly upstreamVhostChecked: boolean;
  /**
   * Over HTTP a shovel is deleted and restarted, and a link of federation restarted, by who may set policies
   * in its vhost. Before, `monitoring` was enough, in every vhost.
   */
  readonly linksGuarded: boolean;
  /** AMQP 1.0 takes a new token on an open connection, by `PUT /auth/tokens`. */
  readonly amqp10TokenRenewal: boolean;
  /** Streams keep what is published to them. */
  readonly streams: boolean;
  /** There are exchanges of type `x-local-random`, and clients can use them. */
  readonly localRandomExchanges: boolean;
}
