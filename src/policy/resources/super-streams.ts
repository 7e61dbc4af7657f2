import { partitionsOf } from '../../rabbitmq/super-streams.js';
import type { Pattern } from '../../pattern/pattern.js';
import type { Resource, Resources } from './resources.js';

/** A super stream, as far as declarations tell: an exchange, and streams named as its partitions. */
export interface SuperStream {
  readonly exchange: Resource;
  readonly partitions: readonly Resource[];
}

/**
 * The types of exchanges that super streams have. Source: rabbitmq/rabbitmq-server at v4.3.5,
 * rabbit_stream_manager (`direct`), and the exchange type that the plugin rabbitmq_stream brings.
 */
const TYPES: readonly (string | undefined)[] = [undefined, 'direct', 'x-super-stream'];

/**
 * The super streams of which a name, or some name of a pattern, may be a partition. Streams such as
 * `orders-audit` beside an exchange `orders` are none: the partitions are declared by a wildcard, or
 * counted.
 */
export function superStreamsWith(partition: Pattern, resources: Resources): readonly SuperStream[] {
  const streams = resources.meeting(partition, 'stream');
  if (streams.length === 0) return [];
  return resources.declared
    .filter(({ kind, pattern, exchangeType }) => {
      return kind === 'exchange' && pattern.isLiteral && TYPES.includes(exchangeType);
    })
    .map((exchange) => ({ exchange, partitions: partitionsIn(exchange, resources) }))
    .filter(({ partitions }) => partitions.some((one) => streams.includes(one)));
}

function partitionsIn({ pattern }: Resource, resources: Resources): readonly Resource[] {
  const names = partitionsOf(pattern);
  const start = names.first.length;
  return resources
    .meeting(names, 'stream')
    .filter(
      (stream) =>
        stream.pattern.key === names.key ||
        (stream.pattern.isLiteral && /^\d+$/.test(stream.pattern.first.binary.slice(start))),
    );
}
