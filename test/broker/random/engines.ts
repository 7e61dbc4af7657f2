import type { Suite } from '../../bed/tree.js';
import { ENGINES as LINES, standInOf } from '../stand-ins.js';

/** The engines whose files a suite's RabbitMQ can read: they differ in where the aliases go. */
export const ENGINES: Readonly<Record<Suite, readonly string[]>> = {
  trixie: [...LINES.filter((engine) => standInOf(engine) === 'trixie'), 'rabbitmq 4.0.5'],
  forky: [...LINES.filter((engine) => standInOf(engine) === 'forky'), 'rabbitmq 4.3.6'],
};
