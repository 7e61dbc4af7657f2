import {
  count,
  flag,
  list,
  object,
  oneOfWords,
  orNull,
  part,
  text,
  type Schema,
} from './schema.js';

const position = object({
  line: { type: 'integer', minimum: 1 },
  column: { type: 'integer', minimum: 1, description: 'In UTF-16 code units.' },
});

const range = object(
  { start: part('position'), end: part('position') },
  {},
  'Lines and columns count from 1; the end is exclusive.',
);

const file = text('As it was named, or relative to the current folder.');

/** Where a diagnostic, a note or a change is. */
const ranged = { file, range: part('range') };

const placed = {
  file,
  line: { type: 'integer', minimum: 1 },
  column: { type: 'integer', minimum: 1 },
  text: text('The first line of what stands there, cut where it is long.'),
} as const;

const place = object(placed);

/** A phrase; one of a profile has the lines that use it. */
const granting = object(placed, { uses: list(part('place'), 'The lines that use its profile.') });

const scope = {
  scope: text("As the broker's configuration holds it."),
  from: list(part('granting'), 'The phrases that it comes from.'),
};

const spot = object({
  file: text(),
  line: { type: 'integer', minimum: 1 },
  column: { type: 'integer', minimum: 1 },
});

const brokers = list(text(), 'Names of brokers.');

/** Beside a `vhost`, where there may be several. */
export const vhosts = text(
  'The vhosts as a policy writes them, where it is about a pattern; `vhost` is one of them.',
);

/** The parts that documents are made of, by their names in `$defs`. */
export const shapes: Readonly<Record<string, Schema>> = {
  position,
  range,
  place,
  granting,
  spot,
  scope: object(scope),
  nearest: object(
    { ...scope, mismatch: text('What of it does not fit.') },
    {},
    'The scope that came nearest.',
  ),
  diagnostic: object(
    {
      code: text('Stable; each has a page.'),
      severity: oneOfWords(['error', 'warning', 'hint']),
      message: text(),
      ...ranged,
      notes: list(part('note')),
      fixes: list(part('fix')),
    },
    { brokers },
  ),
  note: object({ message: text() }, ranged),
  fix: object({ title: text(), edits: list(part('edit')) }),
  edit: object({ ...ranged, newText: text() }),
  diagnostics: object(
    { diagnostics: list(part('diagnostic')) },
    { omitted: count('How many are not listed, of more than 10,000.') },
  ),
  verdict: object(
    { brokers, allowed: flag() },
    { reason: text('Why not, as a clause.') },
    'What some brokers answer alike.',
  ),
  answeredCan: object(
    { broker: text(), allowed: flag() },
    {
      by: list(part('scope'), 'For a yes, the scopes that give it.'),
      reason: text('For a no, why, as a clause.'),
      walksRound: flag(
        'Whether the role could do it whatever its scopes are, which does not count.',
      ),
      nearest: part('nearest'),
      grant: text('The smallest grant that would make it a yes.'),
      forbiddenBy: list(part('place'), 'What forbids that grant.'),
    },
  ),
  answeredExplain: object(
    { broker: text(), allowed: flag(), rights: list(part('explainedRight')) },
    {
      reason: text('For a no, why, as a clause.'),
      grant: text('The smallest grant that would make it a yes.'),
      forbiddenBy: list(part('place'), 'What forbids that grant.'),
      asked: { const: false, description: 'Permitted, and no line asks for it.' },
      spill: list(object({ phrase: text(), effect: text() }), 'What adds something to the lines.'),
      mayBeMore: { const: true, description: 'It was too complex to look through.' },
    },
  ),
  explainedRight: object(
    {
      phrase: text(),
      verdict: oneOfWords(['yes', 'no', 'too-complex']),
      checks: list(part('check'), 'In the order of the broker.'),
    },
    {
      tag: part('scope'),
      grantedAt: list(part('granting'), 'Of a right on the Amazon MQ API.'),
      nearest: part('nearest'),
      notCounted: text('How the role could do it whatever its scopes are.'),
    },
  ),
  check: object(
    { check: text(), passed: flag() },
    {
      by: list(part('scope')),
      example: text('Something on which it fails.'),
    },
  ),
  written: object(
    {
      phrase: text(),
      ...ranged,
      uses: list(part('use'), 'The uses of profiles, innermost first.'),
    },
    {},
    'What is written, and where.',
  ),
  use: object(ranged),
  acceptance: object(
    {
      role: text(),
      brokers: list(text()),
      vhost: orNull(text()),
      phrases: list(text()),
      reason: text(),
      ...ranged,
    },
    {},
    'An entry by which access is gained on purpose.',
  ),
  entrance: object({ who: text() }, ranged),
  change: object(
    {
      kind: oneOfWords(['scopes', 'tag', 'api', 'too-complex']),
      phrase: text('Concrete: what one side gives and the other does not.'),
      action: orNull(
        text('Of a right on the Amazon MQ API: an action that the other side does not allow.'),
      ),
      vhost: orNull(text()),
      examples: list(part('changeExample')),
      by: part('written'),
      nearest: orNull(part('written')),
    },
    { vhosts },
  ),
  changeExample: object({
    extent: oneOfWords(['access', 'permission', 'key']),
    permission: oneOfWords(['configure', 'write', 'read']),
    vhost: orNull(text()),
    name: orNull(text()),
    key: orNull(text()),
  }),
};
