import type { Pattern } from '../../pattern/pattern.js';
import type { Addition } from '../../prove/diff/accepted.js';
import type { Place, Source } from '../../source/source.js';
import type { Phrase } from '../../syntax/tree.js';

/** A phrase of an entry. */
export interface AcceptedPhrase {
  readonly phrase: Phrase;
  /** The line alone: ranges of the tree count in it. */
  readonly source: Source;
  /** Where the line starts in the file, in UTF-16 code units. */
  readonly offset: number;
  /** The phrase as it is written. */
  readonly text: string;
}

/** An entry of a file of `--accept`: access that a role may gain, and why. */
export interface Acceptance {
  readonly role: string;
  readonly brokers: readonly string[];
  /** Undefined where it is about tags and rights on the Amazon MQ API alone. */
  readonly vhost: Pattern | undefined;
  readonly phrases: readonly AcceptedPhrase[];
  readonly reason: string;
  /** Its first line. */
  readonly place: Place;
}

/** An entry whose role has another ARN on the older side of a broker, so that it accepts nothing there. */
export interface MovedAcceptance {
  readonly acceptance: Acceptance;
  readonly broker: string;
  /** The ARN on the older side. */
  readonly before: string;
  readonly now: string;
}

/** A broker that an entry names and that there is not. */
export interface UnknownBroker {
  readonly acceptance: Acceptance;
  readonly broker: string;
}

/** An entry as one broker understands it. */
export interface AcceptedOn {
  readonly acceptance: Acceptance;
  readonly broker: string;
  readonly arn: string;
  readonly given: Addition;
}
