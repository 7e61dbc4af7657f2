import { vhosts } from './shapes.js';
import { flag, list, object, oneOfWords, orNull, part, text } from './schema.js';

/** What `warren diff` writes. */
export const compared = object(
  {
    same: flag(),
    changes: list(
      object(
        {
          brokers: list(text()),
          role: orNull(text()),
          direction: oneOfWords(['gained', 'lost']),
          phrase: text(),
          vhost: orNull(text()),
        },
        {
          vhosts,
          arn: orNull(text('The ARN, where the name of the role stands for another one too.')),
        },
      ),
      'Each change once, with the brokers that have it in common.',
    ),
    brokers: list(
      object(
        {
          broker: text(),
          only: orNull(oneOfWords(['old', 'new'], 'The side that alone has the broker.')),
          roles: list(
            object(
              {
                role: orNull(text()),
                arn: text(),
                gained: list(part('change')),
                lost: list(part('change')),
              },
              { claims: list(text(), 'Where else than AWS says the alias is looked for.') },
            ),
          ),
        },
        {
          entrances: object(
            { gained: list(part('entrance')), lost: list(part('entrance')) },
            {},
            'Who else is let in.',
          ),
        },
      ),
    ),
  },
  {
    outside: list(part('entrance'), 'Those whose rights no file tells.'),
    accepted: list(
      object(
        {
          brokers: list(text()),
          role: text(),
          phrase: text(),
          vhost: orNull(text()),
          by: list(part('acceptance')),
        },
        { vhosts },
      ),
      'With `--accept`, what was gained and is accepted, each once.',
    ),
    stale: list(part('acceptance'), 'With `--accept`, the entries that accept nothing.'),
    moved: list(
      object({
        acceptance: part('acceptance'),
        broker: text(),
        before: text('The ARN of its role on the older side.'),
        now: text(),
      }),
      'With `--accept`, entries that do not count as their role has another ARN than before.',
    ),
    unknown: list(
      object({ acceptance: part('acceptance'), broker: text() }),
      'With `--accept`, brokers that entries name beside others and that there are not.',
    ),
    suggested: text('With `--accept`, what would accept the rest, without its reasons.'),
    settings: list(
      object(
        {
          broker: text(),
          changes: list(object({ setting: text(), old: text(), now: text() })),
        },
        { file: text(), range: part('range') },
      ),
      'What two policies say otherwise of who is let in; it counts as no difference.',
    ),
    notes: list(text(), 'What is to be known besides, a text each; it counts as no difference.'),
    unread: list(
      object({
        side: oneOfWords(['old', 'new']),
        broker: text(),
        arn: text(),
        scope: text(),
        file: text(),
        range: part('range'),
      }),
      'Scopes that take in claims of the token.',
    ),
  },
);
