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

const number = count('The place in a list, from 0.');
const numbers = list(number);

const broker = object({
  name: text(),
  engine: text(),
  internalUsers: flag('Whether it has users of its own, who are outside of everything here.'),
  vhosts: list(text()),
  resources: list(part('reviewResource')),
  roles: list(part('reviewRole')),
  cells: list(part('reviewCell'), 'Who can do what with what; none where a role can do nothing.'),
  links: list(
    object({
      kind: oneOfWords(['bind', 'alternate', 'dead-letter']),
      from: number,
      to: number,
      keys: list(text()),
      roles: numbers,
    }),
    'What leads messages on.',
  ),
  gone: list(
    object({ name: text(), arn: text(), changes: list(part('reviewChange')) }),
    'Roles that only the other side has.',
  ),
});

const origins = list(part('manifestOrigin'), 'The phrases that it comes from.');
const declared = part('spot');
const head = {
  warren: text('The version of the compiler.'),
  inputs: part('digest'),
  files: {
    type: 'object',
    description: 'Each other file, by its path.',
    additionalProperties: part('digest'),
  },
} as const;

/** The parts of a report and of manifests, by their names in `$defs`. */
export const reviewShapes: Readonly<Record<string, Schema>> = {
  digest: { type: 'string', pattern: '^sha256:[0-9a-f]{64}$' },
  brokerManifest: object({
    ...head,
    broker: text(),
    engine: text(),
    roles: list(
      object({
        role: text(),
        arn: text(),
        declared,
        scopes: list(object({ scope: text(), from: origins })),
        rights: list(object({ right: text(), from: origins })),
      }),
    ),
  }),
  accountManifest: object({
    ...head,
    account: text(),
    roles: list(object({ arn: text(), declared, brokers: list(text()) })),
  }),
  manifestOrigin: object(
    {
      file: text(),
      line: { type: 'integer', minimum: 1 },
      column: { type: 'integer', minimum: 1 },
    },
    { through: list(part('spot'), 'The uses of profiles that lead there.') },
  ),
  reviewBroker: broker,
  reviewResource: object({
    vhost: number,
    kind: oneOfWords(['exchange', 'queue', 'stream', 'resource']),
    name: text(),
    type: orNull(text('The declared type of an exchange.')),
    place: orNull(part('spot')),
    origin: oneOfWords(['declared', 'built-in', 'undeclared']),
  }),
  reviewRole: object({
    name: text(),
    arn: text(),
    place: part('spot'),
    groups: list(text()),
    grants: list(
      object({
        phrase: text(),
        vhost: orNull(text()),
        place: part('spot'),
        uses: list(part('spot'), 'The uses of profiles that lead there, outermost first.'),
        claims: list(number, 'The claims that speak of it.'),
      }),
    ),
    scopes: list(object({ text: text(), grants: numbers })),
    iam: list(text(), 'Its identity policies, as they are written.'),
    rounds: list(text(), 'How it can walk round every scope.'),
    spills: list(object({ phrase: text(), vhost: text(), effect: text(), grant: number })),
    changes: list(part('reviewChange')),
  }),
  reviewCell: object(
    { role: number, resource: number, can: list(part('reviewOperation')) },
    {
      gained: list(text(), 'Permissions of which more is given than was.'),
      lost: list(text(), 'Permissions of which less is given than was.'),
    },
  ),
  reviewOperation: object(
    {
      word: text(),
      permission: oneOfWords(['configure', 'write', 'read']),
      how: oneOfWords(['all', 'part', 'unknown']),
      by: list(number, 'The scopes of the role that give it.'),
    },
    {
      keys: list(text(), 'The routing keys that it is restricted to.'),
      example: text('Of a part, something that the role can do.'),
      unasked: { const: true, description: 'No line of the role asks for any of it.' },
      bare: { const: true, description: 'It comes from lines that name the permission alone.' },
    },
  ),
  reviewChange: object({
    direction: oneOfWords(['gained', 'lost']),
    phrase: text(),
    vhost: orNull(text()),
    by: text('What gives it on the side that has it.'),
    place: part('spot'),
  }),
  reviewClaim: object({
    kind: oneOfWords(['can', 'never']),
    subject: text(),
    phrase: text(),
    vhost: orNull(text()),
    place: part('spot'),
    test: orNull(text('The title of its test; null for a guardrail.')),
    on: list(object({ broker: text(), state: oneOfWords(['holds', 'fails', 'walked-round']) })),
    messages: numbers,
  }),
  reviewMessage: object({
    severity: oneOfWords(['error', 'warning', 'hint']),
    code: text(),
    text: text(),
    place: part('spot'),
    notes: list(text()),
    on: orNull(text('The brokers that it is about.')),
  }),
};

/** What `warren report --format json` writes: what is numbered is numbered by its place in the lists. */
export const review = object({
  title: text(),
  version: text(),
  brokers: list(part('reviewBroker')),
  claims: list(part('reviewClaim')),
  messages: list(part('reviewMessage'), 'What a check tells, the gravest first.'),
  against: orNull(text('What the policy is compared with.')),
});
