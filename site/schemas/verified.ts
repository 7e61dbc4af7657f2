import { REASONS } from '../../src/verify/probes/tell.js';
import type { TellableDifference } from '../../src/verify/report.js';
import { count, flag, list, object, oneOfWords, orNull, part, text } from './schema.js';

/** How a broker can differ: all kinds that there are. */
const KINDS: Readonly<Record<TellableDifference['kind'], true>> = {
  'missing-vhost': true,
  'undeclared-vhost': true,
  'missing-exchange': true,
  'missing-queue': true,
  'missing-stream': true,
  'undeclared-exchange': true,
  'undeclared-queue': true,
  'exchange-type': true,
  'queue-kind': true,
  'dead-letter': true,
  alternate: true,
  'internal-user': true,
  'internal-backend': true,
  issuer: true,
  audience: true,
  algorithm: true,
  expired: true,
  'no-expiry': true,
  'other-key': true,
  'no-subject': true,
  'unknown-role': true,
  'no-alias': true,
  'too-large': true,
  'no-oauth2': true,
  'other-configuration': true,
  'vhost-missing': true,
  'vhost-not-permitted': true,
  'vhost-closed': true,
  'other-user': true,
  'taken-anyway': true,
  'enters-anyway': true,
  permitted: true,
  refused: true,
  tag: true,
};

/** What `warren verify` writes. */
export const verified = object(
  {
    broker: text(),
    same: flag('Whether the broker is as the policy says.'),
    complete: flag('Whether everything was verified that was asked for.'),
    differences: list(
      object(
        {
          kind: oneOfWords(Object.keys(KINDS)),
          what: text('What the broker has, and what the policy says: a clause.'),
          remedy: text('What to do: a clause.'),
          names: list(text(), 'All names that it is about.'),
        },
        { vhost: text(), place: part('place') },
      ),
    ),
    notes: list(text(), 'What was not looked at, and why.'),
  },
  {
    failure: text('Why not everything was verified.'),
    topology: object({
      vhosts: count('How many were compared.'),
      exchanges: count('How many were compared.'),
      queues: count('How many were compared.'),
      uncompared: list(
        object({
          vhost: text(),
          kind: oneOfWords(['exchange', 'queue']),
          count: count('How many there are, in a vhost for which the policy declares none.'),
        }),
      ),
    }),
    signIn: object({
      role: orNull(text()),
      taken: flag('Whether the broker took the token.'),
      vhosts: list(text(), 'Those that were opened.'),
    }),
    probes: object({
      permitted: count('How many were permitted, as proved.'),
      refused: count('How many were refused, as proved.'),
      unprobed: object(
        {},
        Object.fromEntries(
          Object.entries(REASONS).map(([why, reason]) => [why, count(`How many are ${reason}.`)]),
        ),
        'How many were not tried, by the reason.',
      ),
    }),
  },
);
