import { queryable, type QueryableBroker } from '../program/query/queryable.js';
import { Unaskable } from '../program/query/unaskable.js';
import { render } from '../report/formats.js';
import type { Options } from './command.js';
import { exit, Failure, UsageError, type Io } from './io.js';
import { load } from './load.js';
import { formatOption, readArguments, type Arguments } from './options.js';

/** The most mistakes of one phrase that are shown. */
const SHOWN = 5;

/** The formats of an answer. */
const formats = ['text', 'json'] as const;

/** The options that every question takes. */
export const questionOptions = {
  policy: 'file',
  vhost: 'text',
  broker: 'text',
  format: formats,
} satisfies Options;

/** What the usage of every question says of them. */
export const questionUsage = `PHRASE is written as in a policy, in one argument, such as "consume queue orders.work".

  --vhost V      the vhost that the phrase is about; \`*\` in it is the wildcard, \`\\*\` a star,
                 and \`\${name}\` the value that the broker has, as in '\${env}-orders'
  --broker B     asks this broker alone; without it every declared broker counts
  --policy PATH  the folder or file of the policy, by default the current folder
  --format F     text or json

Names are not held against the declarations; where nothing declared has a name, a note says so.
The tags \`administrator\` and \`policymaker\` and the right to \`deploy\` walk round every scope. They
are not counted; where they matter the answer says so. Failed tests and guardrails hinder no answer.
`;

/** The format of an answer. */
export type AnswerFormat = (typeof formats)[number];

/** The arguments of a question, with the number of positional ones that it must have. */
export function questionArguments(
  args: readonly string[],
  names: readonly string[],
  options: Options = questionOptions,
): Arguments & { readonly format: AnswerFormat } {
  const read = readArguments(args, options);
  const given = read.positionals.length;
  if (given < names.length) throw new UsageError(`${names[given] ?? 'an argument'} is missing`);
  if (given > names.length)
    throw new UsageError(
      `'${read.positionals[names.length] ?? ''}' is one argument too many; a phrase is one argument, and --policy names the policy`,
    );
  return { ...read, format: formatOption(read, formats) };
}

/**
 * Reads the policy of a question and has it answered. A policy with errors is reported as `check`
 * does, and is asked nothing.
 */
export function withPolicy(
  options: ReturnType<typeof questionArguments>,
  io: Io,
  answer: (brokers: readonly QueryableBroker[]) => number,
): number {
  const { policy } = options.values;
  const read = queryable(load(policy === undefined ? [] : [policy], io));
  if (read.ok) return answer(read.brokers);
  const { format } = options;
  const to = format === 'text' ? io.err : io.out;
  to.write(render(format, read.diagnostics, to));
  if (format === 'text') io.err.write('The policy has errors, so it is asked nothing.\n');
  return exit.failed;
}

/**
 * Runs a question, and has what is wrong with its phrase shown with the place.
 *
 * @throws Failure for a question that cannot be asked
 */
export function askingPolicy<T>(io: Io, question: () => T): T {
  try {
    return question();
  } catch (thrown) {
    if (!(thrown instanceof Unaskable)) throw thrown;
    if (thrown.diagnostics.length === 0) throw new Failure([thrown.message]);
    io.err.write(render('text', thrown.diagnostics.slice(0, SHOWN), io.err));
    throw new Failure(['the phrase cannot be asked']);
  }
}
