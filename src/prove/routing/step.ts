import type { Bytes } from '../../pattern/bytes.js';
import type { Place } from '../../source/source.js';
import type { Reach } from '../../access/reach.js';

/** Something that a client does, by some reaches. */
interface Done {
  readonly by: readonly Reach[];
}

/** One step of a way for a message: what the role does, or what the broker does by itself. */
export type WalkStep =
  | (Done & {
      readonly kind: 'exchange';
      readonly name: Bytes;
      /** Whether one of the name is declared already, and has to be deleted first. */
      readonly taken?: boolean;
      readonly alternate: Bytes | undefined;
      /** Whether that is said by a protocol over which the broker does not ask for rights on it. */
      readonly unasked?: boolean;
    })
  | (Done & {
      readonly kind: 'queue';
      readonly name: Bytes;
      readonly taken?: boolean;
      readonly deadLetter: Bytes;
      readonly deadLetterKey: Bytes;
    })
  | (Done & {
      readonly kind: 'binding';
      readonly end: 'queue' | 'exchange';
      readonly name: Bytes;
      readonly source: Bytes;
      readonly key: Bytes;
    })
  | (Done & {
      readonly kind: 'publish';
      readonly exchange: Bytes;
      readonly key: Bytes;
      /** A further key, in the message's header CC. */
      readonly cc: Bytes | undefined;
      /** Whether the message must leave a queue by expiring. */
      readonly expires: boolean;
    })
  | {
      readonly kind: 'declared';
      readonly from: Bytes;
      readonly what: 'alternate' | 'dead-letter';
      readonly to: Bytes;
      readonly place: Place | undefined;
    };

/** How messages get somewhere, or get from somewhere, with a key that a role must not use there. */
export interface Walk {
  readonly vhost: Bytes;
  /** The exchange that the guardrail is about. */
  readonly exchange: Bytes;
  readonly key: Bytes;
  /** Whether the messages get to the exchange; else they are taken from it. */
  readonly arrives: boolean;
  readonly steps: readonly WalkStep[];
}
