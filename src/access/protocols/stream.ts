import { Pattern, WILDCARD } from '../../pattern/pattern.js';
import type { CheckedOperation, FixedAnswer, Need, Protocol } from './protocol.js';

/**
 * A super stream is an exchange with a stream for each partition bound to it, and is made and deleted
 * as a whole. Source: rabbit_stream_utils:check_super_stream_management_permitted/4 at the tags v3.13.0
 * to v4.3.5; tried on 4.0.5 and 4.3.6.
 */
const managed: readonly Need[] = [
  { permission: 'configure', on: 'name' },
  { permission: 'configure', on: 'partitions' },
  { permission: 'read', on: 'name' },
  { permission: 'write', on: 'partitions' },
];

/**
 * Its clients first ask for its partitions, the command `partitions`, for which the broker wants read
 * or write on the exchange and on each of them. A producer that routes by binding keys asks by the
 * command `route` instead, which wants write; one that routes by a hash does not. Source:
 * rabbit_stream_reader.erl at v4.2.9 and v4.3.3 to v4.3.5; tried on 4.0.5 and 4.3.6.
 */
const asked = 'superStreamExchangeChecked';

/** The operations that the stream protocol alone has. Source: rabbit_stream_reader.erl at v4.3.5. */
const operations: readonly CheckedOperation[] = [
  { words: ['publish'], kinds: ['stream'], needs: [{ permission: 'write', on: 'name' }] },
  {
    words: ['publish'],
    kinds: ['super-stream'],
    needs: [
      {
        permission: 'write',
        on: 'name',
        or: { permission: 'read', for: 'some-clients' },
        asked,
      },
      { permission: 'write', on: 'partitions' },
    ],
  },
  {
    words: ['consume'],
    kinds: ['super-stream'],
    needs: [
      {
        permission: 'read',
        on: 'name',
        or: { permission: 'write', for: 'every-client' },
        asked,
      },
      { permission: 'read', on: 'partitions' },
    ],
  },
  { words: ['declare', 'delete'], kinds: ['super-stream'], needs: managed },
];

/**
 * The partitions of a super stream begin with its name, so that the one refusal is of both. Nothing else on
 * such a name is refused: to delete one that is not there finds nothing. Source: rabbit_stream_utils
 * (`check_name`) and rabbit_stream_manager at the tags v3.13.0 to v4.3.5; tried on 4.0.5 and 4.3.6.
 */
const answers: readonly FixedAnswer[] = [
  {
    answer: 'refused',
    words: ['declare'],
    kinds: ['stream'],
    on: 'name',
    names: [Pattern.fromParts(['amq.', WILDCARD])],
    what: 'the reserved prefix `amq.`',
    because: 'no client gives a stream a name with the reserved prefix `amq.`',
    reply: "contains reserved prefix 'amq.*'",
  },
  {
    answer: 'refused',
    words: ['declare'],
    kinds: ['super-stream'],
    on: 'name',
    names: [Pattern.fromParts(['amq.', WILDCARD])],
    what: 'the reserved prefix `amq.`',
    because: 'no client gives a super stream a name with the reserved prefix `amq.`',
    reply: "contains reserved prefix 'amq.*'",
  },
];

/** The protocol of streams and super streams. */
export const STREAM: Protocol = { operations, answers };
