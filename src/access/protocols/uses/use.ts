import type { Facts } from '../../../rabbitmq/facts.js';

/** A fact and a value of it: the releases on which it has that value are meant. */
export type ReleasesWith = {
  readonly [Name in keyof Facts]: { readonly fact: Name; readonly is: Facts[Name] };
}[keyof Facts];

/** What gives a client an operation: all of the phrases, in the vhost, and all of the tags, at the top. */
export interface Giving {
  readonly phrases: readonly string[];
  readonly tags?: readonly string[];
}

/**
 * Something that a client does by a protocol, and what of the language gives it that and no more. Names
 * in capitals stand for those of the client: an exchange `X`, a queue `Q`, a routing key `K`.
 */
export interface ClientUse extends Giving {
  /** What it does, in the words of the protocol. */
  readonly does: string;
  /** Releases that ask for something else; the first that fits counts. */
  readonly instead?: readonly (Giving & { readonly on: ReleasesWith })[];
  /** The releases that have it; undefined: all. */
  readonly has?: ReleasesWith;
  /** What to know of it, in sentences. */
  readonly note?: string;
}

/** The uses that a client of a protocol makes of a broker. */
export interface ProtocolUses {
  /** What the protocol is called, with whatever part of it is meant. */
  readonly name: string;
  /** The plugin that brings it, where the broker does not have it by itself. */
  readonly plugin?: string;
  /** The releases that have it; undefined: all. */
  readonly has?: ReleasesWith;
  readonly uses: readonly ClientUse[];
}
