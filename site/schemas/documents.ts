import { compared } from './compared.js';
import { review, reviewShapes } from './review.js';
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
import { shapes } from './shapes.js';
import { verified } from './verified.js';

/** A document that a command writes or reads, with its schema. */
export interface Document {
  /** The name of the schema's file, without its end. */
  readonly name: string;
  /** The command, as the page of schemas shows it. */
  readonly command: string;
  readonly what: string;
  readonly schema: Schema;
}

const question = {
  role: text(),
  phrase: text('As in a policy.'),
};
const where = { vhost: text(), broker: text() };

function answers(each: string): Schema {
  return object(
    {
      allowed: flag('Whether every broker that was asked permits it.'),
      ...question,
      answers: list(part('verdict'), 'The brokers that answer alike, together.'),
      brokers: list(part(each), 'What each broker answers, with its reasons.'),
      notes: list(text()),
    },
    where,
  );
}

/** What a command writes, or the diagnostics of a policy with errors. */
function orDiagnostics(...documents: readonly Schema[]): Schema {
  return { oneOf: [...documents, part('diagnostics')] };
}

const meaning = object({ meaning: text('What a text says that is no refusal, or names no role.') });

const who = object(
  {
    phrase: question.phrase,
    roles: list(
      object({
        role: text(),
        can: oneOfWords(['all', 'part', 'unknown']),
        brokers: list(text()),
      }),
      'Each role once for the brokers on which it can do the same.',
    ),
    brokers: list({
      oneOf: [
        object({ broker: text(), error: text('Why the phrase cannot be asked there.') }),
        object(
          {
            broker: text(),
            roles: list(
              object(
                {
                  role: text(),
                  can: oneOfWords(['all', 'part', 'unknown']),
                  by: list(part('scope')),
                },
                {
                  example: text('Of a part, something that the role can do.'),
                  grantedAt: list(part('granting'), 'Of a right on the Amazon MQ API.'),
                },
              ),
            ),
            notCounted: list(object({ role: text(), way: text() })),
            internalUsers: flag(
              'Whether the broker has users of its own, outside of every answer.',
            ),
          },
          { notes: list(text()) },
        ),
      ],
    }),
  },
  where,
);

const tests = object({
  tests: list(
    object({
      title: text(),
      file: text(),
      line: { type: 'integer', minimum: 1 },
      column: { type: 'integer', minimum: 1 },
      ok: flag(),
      claims: count('How many claims it makes.'),
      failures: list(part('diagnostic')),
    }),
  ),
  passed: count('How many tests hold.'),
  failed: count('How many do not.'),
});

const compiled = object(
  {
    diagnostics: list(part('diagnostic')),
  },
  {
    omitted: count('How many are not listed, of more than 10,000.'),
    written: list(
      object({ path: text('From the output folder, with `/`.'), bytes: count('Its size.') }),
      'Every file; missing where nothing was to be written.',
    ),
  },
);

const batch: Schema = {
  oneOf: [
    object({ allowed: { const: true } }),
    object({
      allowed: { const: false },
      broker: text('The first that refuses it.'),
      brokers: list(text(), 'All that refuse it.'),
      reason: text(),
    }),
    object({ error: text('Why it cannot be asked.') }),
  ],
};

/** Every document, in the order of the commands. */
export const documents: readonly Document[] = [
  {
    name: 'check',
    command: 'warren check --format json',
    what: 'what is wrong with a policy',
    schema: part('diagnostics'),
  },
  {
    name: 'compile',
    command: 'warren compile --out DIR --format json',
    what: 'the same, and the files that were written',
    schema: compiled,
  },
  {
    name: 'manifest',
    command: 'warren compile --out DIR',
    what: '`manifest.json` of a broker, or of an account',
    schema: { oneOf: [part('brokerManifest'), part('accountManifest')] },
  },
  {
    name: 'test',
    command: 'warren test --format json',
    what: 'every test, and why it fails',
    schema: orDiagnostics(tests),
  },
  {
    name: 'can',
    command: 'warren can ROLE PHRASE --format json',
    what: 'yes or no, and why',
    schema: orDiagnostics(answers('answeredCan')),
  },
  {
    name: 'can-question',
    command: 'warren can --batch FILE',
    what: 'a line that is read',
    schema: object(question, { vhost: orNull(text()), broker: orNull(text()) }),
  },
  {
    name: 'can-answer',
    command: 'warren can --batch FILE',
    what: 'a line that is written',
    schema: batch,
  },
  {
    name: 'explain',
    command: 'warren explain ROLE PHRASE --format json',
    what: 'each check of the broker, and what decides it',
    schema: orDiagnostics(answers('answeredExplain')),
  },
  {
    name: 'why',
    command: 'warren why MESSAGE --format json',
    what: 'the same, from the text of a refusal',
    schema: orDiagnostics(answers('answeredExplain'), meaning),
  },
  {
    name: 'who',
    command: 'warren who PHRASE --format json',
    what: 'the roles that can',
    schema: orDiagnostics(who),
  },
  {
    name: 'diff',
    command: 'warren diff OLD NEW --format json',
    what: 'what access was gained and lost',
    schema: orDiagnostics(compared),
  },
  {
    name: 'report',
    command: 'warren report --out FILE --format json',
    what: 'everything that the page of a report holds',
    schema: review,
  },
  {
    name: 'verify',
    command: 'warren verify --broker B --format json',
    what: 'what a running broker has otherwise',
    schema: orDiagnostics(verified),
  },
];

const all = { ...shapes, ...reviewShapes };

/** The text of a schema's file: the document, with the parts that it is made of. */
export function schemaText({ command, what, schema }: Document): string {
  const needed = new Set<string>();
  const visit = (text: string): void => {
    for (const [, wanted = ''] of text.matchAll(/"#\/\$defs\/(\w+)"/g)) {
      if (needed.has(wanted)) continue;
      needed.add(wanted);
      visit(JSON.stringify(all[wanted]));
    }
  };
  visit(JSON.stringify(schema));
  const parts = [...needed].sort().map((part) => [part, all[part]] as const);
  const whole = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: `${command}: ${what}`.replaceAll('`', ''),
    ...schema,
    ...(parts.length === 0 ? {} : { $defs: Object.fromEntries(parts) }),
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}
