import { count, flag, list, object, oneOfWords, orNull, part, text } from './schema.js';

/** How a broker can differ, for programs. */
const KINDS = [
  ...['missing-vhost', 'undeclared-vhost', 'missing-exchange', 'missing-queue', 'missing-stream'],
  ...['undeclared-exchange', 'undeclared-queue', 'exchange-type', 'queue-kind', 'dead-letter'],
  ...['alternate', 'internal-user', 'internal-backend', 'issuer', 'audience', 'algorithm'],
  ...['expired', 'no-expiry', 'other-key', 'no-subject', 'unknown-role', 'no-alias', 'too-large'],
  ...['no-oauth2', 'other-configuration', 'vhost-missing', 'vhost-not-permitted', 'vhost-closed'],
  ...['other-user', 'taken-anyway', 'enters-anyway', 'permitted', 'refused', 'tag'],
];

/** Why something was not probed. */
const UNPROBED = [
  ...['not-over-amqp', 'super-stream', 'key-of-read', 'fixed', 'depends', 'no-exchange'],
  ...['no-vhost', 'no-name', 'too-many'],
];

/** What `warren verify` writes. */
export const verified = object(
  {
    broker: text(),
    same: flag('Whether the broker is as the policy says.'),
    complete: flag('Whether everything was verified that was asked for.'),
    differences: list(
      object(
        {
          kind: oneOfWords(KINDS),
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
        Object.fromEntries(UNPROBED.map((why) => [why, count('How many.')])),
        'How many were not tried, by the reason.',
      ),
    }),
  },
);
