import type { FactsOf } from './claims.js';

/** A fact by which a release gives what another does not, though the scopes are the same. */
export interface AccessFact {
  readonly fact: FactsOf<boolean>;
  /** What whoever is let in may do where it does not hold, as a sentence without its full stop. */
  readonly open: string;
  /** The same where it holds. */
  readonly closed: string;
}

/** The facts that decide what a scope gives; see `Facts` for each. */
export const ACCESS_FACTS: readonly AccessFact[] = [
  {
    fact: 'ccBccChecked',
    open: 'one allowed key means every key, by the headers CC and BCC, which are not checked there',
    closed: 'the keys in the headers CC and BCC are checked too',
  },
  {
    fact: 'alternateExchangeCheckedByAmqp10',
    open: 'AMQP 1.0 sets an alternate exchange without a right on it',
    closed: 'AMQP 1.0 asks for a right on an alternate exchange',
  },
  {
    fact: 'superStreamExchangeChecked',
    open: 'the stream protocol names the partitions of a super stream without a right on it',
    closed: 'the stream protocol asks for a right on a super stream before it names its partitions',
  },
  {
    fact: 'streamMetadataChecked',
    open: 'the stream protocol tells everybody where a stream is',
    closed: 'the stream protocol tells where a stream is to those alone who may use it',
  },
];
