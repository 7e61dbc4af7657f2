import type { ProtocolUses } from './use.js';

/** What deletes and restarts links on releases that do not ask who may set them up. */
const BEFORE_GUARDED = {
  on: { fact: 'linksGuarded', is: false },
  phrases: [],
  tags: ['monitoring'],
} as const;

/**
 * What shovels need. A link signs in as the user in its URI; a role has its token for a password there,
 * which ends before the link does. Source: rabbit_shovel_parameters, rabbit_shovel_util and
 * rabbit_amqp091_shovel at the tags v3.13.0 to v4.3.5; tried on 4.0.5 and 4.3.6.
 */
export const SHOVEL: ProtocolUses = {
  name: 'Shovel',
  plugin: 'rabbitmq_shovel',
  uses: [
    {
      does: 'set up a shovel over HTTP',
      phrases: ['connect'],
      tags: ['policymaker'],
      note: 'With a URI that names no host, such as `amqp:///V`, the links sign in as nobody and may do everything there: who sets them up needs access to that vhost alone.',
    },
    {
      does: 'have all messages of Q moved to the exchange X, by a shovel over HTTP',
      phrases: ['connect'],
      tags: ['policymaker'],
      note: 'As in the management pages, whose shovels sign in as nobody.',
    },
    {
      does: 'see the state of the shovels of a vhost',
      phrases: ['connect'],
      tags: ['monitoring'],
      note: 'It takes the plugin `rabbitmq_shovel_management`.',
    },
    {
      does: 'restart a shovel',
      phrases: ['connect'],
      tags: ['policymaker'],
      instead: [{ ...BEFORE_GUARDED, phrases: ['connect'] }],
    },
    {
      does: 'delete a shovel by `/api/shovels/vhost/V/…`',
      phrases: ['connect'],
      tags: ['policymaker'],
      instead: [BEFORE_GUARDED],
      note: 'Where `monitoring` is enough, it is so for the shovels of every vhost.',
    },
    {
      does: 'as the user of `src-uri`: take messages from Q',
      phrases: ['consume queue Q'],
      note: 'A queue that is not there is declared: grant `declare queue` as well.',
    },
    {
      does: 'as the user of `src-uri`: take messages from the exchange X with the key K',
      phrases: ['declare, consume queue amq.gen-*', 'bind queue amq.gen-* to exchange X key K'],
      note: 'It declares X too, passively.',
    },
    {
      does: 'as the user of `dest-uri`: bring messages to the exchange X with the key K',
      phrases: ['publish exchange X key K'],
    },
    {
      does: 'as the user of `dest-uri`: bring messages to the queue NEW',
      phrases: ['declare queue NEW', 'publish exchange amq.default'],
      note: 'Where the queue is there, `declare` is not needed but where a passive declaration is checked.',
    },
  ],
};

/**
 * What links of federation need upstream; downstream they do what they have to as nobody. Source:
 * rabbit_federation_exchange_link and rabbit_federation_queue_link at the tags v3.13.0 to v4.3.5; tried on
 * 4.0.5 and 4.3.6.
 */
export const FEDERATION: ProtocolUses = {
  name: 'Federation',
  plugin: 'rabbitmq_federation',
  uses: [
    {
      does: 'set up an upstream and the policy over HTTP',
      phrases: ['connect'],
      tags: ['policymaker'],
    },
    {
      does: 'see the state of the links of a vhost',
      phrases: ['connect'],
      tags: ['monitoring'],
      note: 'It takes the plugin `rabbitmq_federation_management`.',
    },
    {
      does: 'restart a link',
      phrases: ['connect'],
      tags: ['policymaker'],
      instead: [BEFORE_GUARDED],
      note: 'Where `monitoring` is enough, it is so for the links of every vhost.',
    },
    {
      does: 'as the user of `uri`: a federated queue Q',
      phrases: ['consume queue Q'],
    },
    {
      does: 'as the user of `uri`: a federated exchange X that has bindings with the key K',
      phrases: [
        'declare, consume queue "federation: X *"',
        'bind exchange "federation: X *" to exchange X key K',
      ],
      note: 'It makes a queue and an exchange upstream, named by the exchange and the cluster, and binds the one to the other.',
    },
  ],
};
