import { Bytes } from '../pattern/bytes.js';
import { Pattern } from '../pattern/pattern.js';

/** What stands between the name of a super stream and that of a partition. */
const HYPHEN = Bytes.fromText('-');

/** The byte of it. */
export const SEPARATOR = 0x2d;

/** Whether a name is one that a partition of a super stream has. */
export function isPartitionOf(partition: Bytes, superStream: Bytes): boolean {
  return partition.binary.startsWith(superStream.binary + HYPHEN.binary);
}

/**
 * The super streams that a name can be a partition of, by their names, the shortest first. Names may
 * have hyphens, so there can be several.
 */
export function superStreamsOf(partition: Bytes): readonly Bytes[] {
  const parts = partition.binary.split(HYPHEN.binary);
  return parts.slice(1).map((_, at) => {
    const length = parts.slice(0, at + 1).join(HYPHEN.binary).length;
    return Bytes.from(partition.toArray().subarray(0, length));
  });
}

const known = new WeakMap<Pattern, Pattern>();

/**
 * The names that the partitions of super streams have: the name of the super stream, a hyphen, and a
 * number or a binding key. Source: rabbitmq/rabbitmq-server at v4.3.5, the command
 * `rabbitmq-streams add_super_stream` (rabbitmq_stream), and the stream clients, which name them so.
 *
 * @param names those of the super streams, which are those of their exchanges
 */
export function partitionsOf(names: Pattern): Pattern {
  const found = known.get(names) ?? extended(names);
  known.set(names, found);
  return found;
}

function extended({ literals, last }: Pattern): Pattern {
  if (literals.length === 0) return Pattern.nothing;
  return Pattern.fromBytes([
    ...literals.slice(0, -1),
    Bytes.joined([last, HYPHEN], Bytes.empty),
    Bytes.empty,
  ]);
}
