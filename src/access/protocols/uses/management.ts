import type { ProtocolUses } from './use.js';

/** What the user tags that are enough for the API have in common. */
const tags = ['management'];

/** What takes the tag for everything, and no access to any vhost. */
const ADMINISTRATED = [
  'see and change users, permissions and user limits',
  'see, make and delete a vhost, set its limits',
  'set and delete operator policies',
  'export and import the definitions of the broker or of one vhost',
  'close the connections of somebody else',
  'enable feature flags',
  'rebalance the leaders of queues, add replicas of quorum queues',
] as const;

/**
 * What the API of the management plugin asks for. Any tag but `impersonator` stands for `management`.
 * Source: rabbit_mgmt_util, rabbit_mgmt_wm_* and rabbit_web_dispatch_access_control at the tags v3.13.0 to
 * v4.3.5; tried on 4.0.5 and 4.3.6.
 */
export const MANAGEMENT_USES: ProtocolUses = {
  name: 'Management API',
  plugin: 'rabbitmq_management',
  uses: [
    {
      does: 'see oneself, the overview, the vhosts that one may enter',
      phrases: ['connect'],
      tags,
    },
    {
      does: 'list the queues, exchanges, bindings, policies and limits of a vhost',
      phrases: ['connect'],
      tags,
    },
    {
      does: "list and close one's own connections",
      phrases: ['connect'],
      tags,
      note: 'All sessions of a role are one user.',
    },
    { does: 'health checks, feature flags', phrases: [], tags },
    {
      does: 'list the vhosts, queues and connections of all vhosts',
      phrases: [],
      tags: ['monitoring'],
    },
    { does: 'see the connections of somebody else', phrases: [], tags: ['monitoring'] },
    { does: 'see the nodes', phrases: [], tags: ['monitoring'] },
    { does: 'publish to X with the key K', phrases: ['publish exchange X key K'], tags },
    { does: 'get messages from Q', phrases: ['consume queue Q'], tags },
    { does: 'purge Q', phrases: ['purge queue Q'], tags },
    { does: 'declare the queue NEW', phrases: ['declare queue NEW'], tags },
    { does: 'delete Q', phrases: ['delete queue Q'], tags },
    { does: 'declare the exchange NEW', phrases: ['declare exchange NEW'], tags },
    {
      does: 'declare the exchange NEW with the alternate exchange Y',
      phrases: ['declare exchange NEW alternate Y'],
      tags,
    },
    { does: 'delete the exchange Y', phrases: ['delete exchange Y'], tags },
    {
      does: 'bind and unbind Q and X with the key K',
      phrases: ['bind queue Q to exchange X key K'],
      tags,
    },
    {
      does: 'bind and unbind Y and X with the key K',
      phrases: ['bind exchange Y to exchange X key K'],
      tags,
    },
    {
      does: 'set and delete policies of a vhost',
      phrases: ['connect'],
      tags: ['policymaker'],
      note: 'A policy sets dead letter and alternate exchanges without a check of them.',
    },
    { does: 'see and set global parameters', phrases: [], tags: ['policymaker'] },
    ...ADMINISTRATED.map((does) => ({ does, phrases: [], tags: ['administrator'] })),
  ],
};
