import type { Suite } from '../../bed/tree.js';

/** The engines whose files a suite's RabbitMQ can read: they differ in where the aliases go. */
export const ENGINES: Readonly<Record<Suite, readonly string[]>> = {
  trixie: ['rabbitmq 3.13', 'rabbitmq 4.0', 'rabbitmq 4.0.5'],
  forky: [
    'amazon-mq 3.13',
    'amazon-mq 4.2',
    'rabbitmq 4.1',
    'rabbitmq 4.2',
    'rabbitmq 4.3',
    'rabbitmq 4.3.6',
  ],
};
