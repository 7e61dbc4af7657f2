import type { Product } from './engines.js';
import type { Facts } from './facts.js';
import type { Since } from './since.js';

/**
 * How a fact changed: its value in the oldest release, then each later value with the releases that
 * brought it. A line that no change names behaves as the line that it grew from.
 */
export interface History<Value> {
  readonly initially: Value;
  readonly later: readonly { readonly value: Value; readonly since: Since }[];
}

const UNLIMITED = Number.POSITIVE_INFINITY;

/**
 * Every fact by release. Source: rabbitmq/rabbitmq-server at its tags v3.13.0 to v4.3.5, in the
 * plugins rabbitmq_auth_backend_oauth2 and rabbitmq_stream, in oauth2_client and in rabbit's channel, session and
 * rabbit_access_control modules.
 * 4.3.6 is taken to be as 4.3.5.
 */
export const FACT_TABLE: { readonly [Name in keyof Facts]: History<Facts[Name]> } = {
  aliasesInConf: {
    initially: false,
    later: [{ value: true, since: ['4.1.0'] }],
  },
  advancedConfig: { initially: true, later: [] },
  ccBccChecked: {
    initially: false,
    later: [{ value: true, since: ['4.0.3'] }],
  },
  claimSubstitution: {
    initially: 'topic-checks',
    later: [{ value: 'all-checks', since: ['4.1.0'] }],
  },
  maxScopes: { initially: UNLIMITED, later: [{ value: 2048, since: ['4.2.6'] }] },
  passiveDeclare: {
    initially: 'nothing',
    later: [
      { value: 'configure', since: ['4.2.6'] },
      { value: 'any', since: ['4.2.7', '4.3.1'] },
    ],
  },
  unknownTagsDropped: { initially: false, later: [{ value: true, since: ['4.2.6'] }] },
  requireExp: { initially: false, later: [{ value: true, since: ['4.2.9', '4.3.3'] }] },
  peerVerificationNeedsCa: {
    initially: true,
    later: [{ value: false, since: ['4.2.6'] }],
  },
  jwksUri: { initially: false, later: [{ value: true, since: ['4.1.0'] }] },
  initialFrame: { initially: 4096, later: [{ value: 8192, since: ['4.1.0'] }] },
  alternateExchangeCheckedByAmqp10: {
    // In 3.13 AMQP 1.0 is translated to AMQP 0-9-1, whose check it shares.
    initially: true,
    later: [
      { value: false, since: ['4.0.0'] },
      { value: true, since: ['4.2.9', '4.3.3'] },
    ],
  },
  // rabbit_stream_reader.erl, the commands `partitions` and `route`.
  superStreamExchangeChecked: {
    initially: false,
    later: [{ value: true, since: ['4.2.9', '4.3.3'] }],
  },
  // 3.13 translates AMQP 1.0 to AMQP 0-9-1, and 4.3 takes these addresses only where it is told to.
  amqpAddressV1: {
    initially: false,
    later: [
      { value: true, since: ['4.0.0'] },
      { value: false, since: ['4.3.0'] },
    ],
  },
  amqpAddressV1Taken: { initially: true, later: [{ value: false, since: ['4.3.0'] }] },
  amqpAddressV2: { initially: false, later: [{ value: true, since: ['4.0.0'] }] },
  // rabbit_amqp_session.erl, `lookup_routing_key`.
  amqp10CcRouted: { initially: false, later: [{ value: true, since: ['4.1.0'] }] },
  volatileQueues: { initially: false, later: [{ value: true, since: ['4.2.0'] }] },
  // rabbit_stream_reader.erl, the command `metadata`.
  streamMetadataChecked: {
    initially: false,
    later: [{ value: true, since: ['4.2.9', '4.3.3'] }],
  },
  dynamicQueues: {
    initially: false,
    later: [{ value: true, since: ['4.1.0'] }],
  },
  refusedKeyInBytes: {
    initially: true,
    later: [{ value: false, since: ['4.0.0'] }],
  },
  proxyHeaderBelieved: { initially: false, later: [{ value: true, since: ['4.2.6'] }] },
  // rabbit_federation_parameters.erl, `validate_uri_vhost_access`; rabbitmq/rabbitmq-server#16942.
  upstreamVhostChecked: { initially: false, later: [{ value: true, since: ['4.2.9', '4.3.3'] }] },
  // rabbit_shovel_mgmt_shovel.erl and rabbit_federation_mgmt.erl, `is_authorized` of DELETE.
  linksGuarded: { initially: false, later: [{ value: true, since: ['4.2.6'] }] },
  // rabbit_amqp_management.erl.
  amqp10TokenRenewal: { initially: false, later: [{ value: true, since: ['4.1.0'] }] },
  streams: { initially: true, later: [] },
  localRandomExchanges: { initially: false, later: [{ value: true, since: ['4.0.0'] }] },
};

/**
 * What a product does differently from the release that it runs. Source for Amazon MQ: its developer
 * guide, which sets scope aliases in rabbitmq.conf on 3.13 too and offers no advanced.config; "Managing
 * Amazon MQ for RabbitMQ engine versions", where creating a stream loses data; and "RabbitMQ 4", where
 * local random exchanges are not supported, as the nodes stand behind a load balancer.
 */
export const PRODUCT_FACTS: Readonly<Record<Product, Partial<Facts>>> = {
  'amazon-mq': {
    aliasesInConf: true,
    advancedConfig: false,
    streams: false,
    localRandomExchanges: false,
  },
  rabbitmq: {},
};
