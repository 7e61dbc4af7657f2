import { readFileSync, statSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import type { BrokerTerms } from '../diagnostics/alike.js';
import { didYouMean, nearest } from '../diagnostics/nearest.js';
import { errorsOf } from '../diagnostics/diagnostic.js';
import { filesOnDisk } from '../program/diff/files.js';
import { readSide } from '../program/diff/read-side.js';
import type { Side } from '../program/diff/side.js';
import { render } from '../report/formats.js';
import { compareWith, type ReviewComparison } from '../review/comparison.js';
import { reviewCsv, reviewJson } from '../review/csv.js';
import type { Review } from '../review/document.js';
import { gatherReview } from '../review/gather.js';
import { reviewMarkdown } from '../review/markdown.js';
import { reviewPage } from '../review/page.js';
import { numberOf } from '../review/words.js';
import { printable } from '../report/printable.js';
import { describeSystemError, errorCode } from '../source/system-error.js';
import { termsOf } from '../policy/brokers/terms.js';
import type { BrokerPolicy } from '../policy/policy.js';
import type { Command } from './command.js';
import { exit, Failure, UsageError, type Io } from './io.js';
import { load } from './load.js';
import { readArguments } from './options.js';
import { writeWhole } from './replace-file.js';
import { maxWarningsOption, tell, verdictOf } from './verdict.js';

const FORMATS = ['html', 'markdown', 'csv', 'json'] as const;

type ReviewFormat = (typeof FORMATS)[number];

const usage = `warren report [PATH…] --out FILE [--format html|markdown|csv|json] [--against OLD]
    [--max-warnings N]

Writes one page for those who review a policy: who can do what with which exchange and queue, by which
line and scope; every role with its IAM policy; guardrails and tests with what became of them, and the
granted rights that none of them speaks of; and what the broker gives without being asked. The page is a
file of its own: it loads nothing and sends nothing.

  --out FILE     where to write it; \`-\` is standard output, but for html
  --format F     what the name of FILE says (.html, .md, .csv, .json), else html; markdown for a wiki or a pull request; csv with a
                 line for each role, resource and operation; json with everything
  --against OLD  marks what is gained and lost against a folder, a file, or a broker's rabbitmq.conf

Guardrails and tests that fail hinder no report: they stand in it. With other errors nothing is written.
What is wrong with the policy is told on standard error.

Exit code: 0 without errors, 1 with errors or too many warnings, 2 for wrong usage, or input or output
that fails.
`;

/** `warren report`. */
export const command: Command = {
  usage,
  options: {
    against: 'file',
    format: FORMATS,
    'max-warnings': 'text',
    out: 'file',
  },
  takes: 'files',
  run: report,
};

/** `warren report`: what is wrong with the policy goes to standard error. */
function report(args: readonly string[], io: Io): number {
  const options = readArguments(args, command.options);
  const { values, positionals } = options;
  const format = formatOf(values['format'] ?? formatByName(values['out']));
  const most = maxWarningsOption(options);
  const out = outputOf(values['out'], format, io);
  const loaded = load(positionals, io);
  if (out !== undefined) refuseForeign(out, format);
  const { against } = values;
  const old = against === undefined ? undefined : sideOf(against, io);
  if (old === 'faulty') return exit.failed;
  const { checked, review } = gatherReview(loaded, (policies) =>
    old === undefined || against === undefined ? undefined : compared(old, policies, against),
  );
  tell(checked.diagnostics, 'text', io, io.err);
  const code = verdictOf([{ loaded, checked }], most, io);
  if (review === undefined) {
    io.err.write('The policy has errors, so no report was written.\n');
    return exit.failed;
  }
  const terms = checked.policies.map(({ broker }) => termsOf(broker));
  write(TEXTS[format](review, terms), out, io);
  if (out !== undefined)
    io.out.write(`${printable(values['out'] ?? out)}: ${contentsOf(review)}\n`);
  return code;
}

const TEXTS: Readonly<
  Record<ReviewFormat, (review: Review, terms: readonly BrokerTerms[]) => string>
> = {
  html: reviewPage,
  markdown: reviewMarkdown,
  csv: reviewCsv,
  json: reviewJson,
};

/** The format that the name of a file says. */
function formatByName(out = ''): string | undefined {
  const formats: Readonly<Record<string, ReviewFormat>> = {
    '.csv': 'csv',
    '.json': 'json',
    '.md': 'markdown',
    '.markdown': 'markdown',
  };
  return formats[extname(out).toLowerCase()];
}

/** @throws UsageError for a format that there is not */
function formatOf(wanted = 'html'): ReviewFormat {
  const format = FORMATS.find((known) => known === wanted);
  if (format !== undefined) return format;
  throw new UsageError(
    `report has no format '${wanted}'; it has ${FORMATS.join(', ')}.${didYouMean(nearest(wanted, FORMATS))}`,
  );
}

/**
 * The file to write, absolute; undefined for standard output.
 *
 * @throws UsageError where none is named, or a folder
 */
function outputOf(out: string | undefined, format: ReviewFormat, io: Io): string | undefined {
  if (out === undefined || out === '') throw new UsageError('report needs --out FILE');
  if (out === '-') {
    if (format !== 'html') return undefined;
    throw new UsageError(
      `a page on standard output is of no use: give --out a file, or take --format markdown`,
    );
  }
  const path = resolve(io.cwd, out);
  const known = statSync(path, { throwIfNoEntry: false });
  if (out.endsWith('/') || known?.isDirectory() === true) {
    const inside = `${out.replace(/\/+$/, '')}/access.html`;
    throw new UsageError(`'${out}' is a folder; --out takes a file, such as ${inside}`);
  }
  if (known?.isFile() === false) throw new UsageError(`'${out}' is no file that can be replaced`);
  return path;
}

/** How a file begins that is a report, by format. */
const BEGINNINGS: Readonly<Record<ReviewFormat, RegExp>> = {
  html: /^<!doctype html>.{0,1000}<title>Access review of /s,
  markdown: /^# Access review of /,
  csv: /^broker,role,arn,/,
  json: /^\{\s*"title": ".*",\s*"version": ".*",\s*"brokers": \[/,
};

/**
 * A policy, or whatever else stands where the report is to go, is easily named by a slip.
 *
 * @throws Failure where there is a file that is no report
 */
function refuseForeign(path: string, format: ReviewFormat): void {
  const text = readIfThere(path);
  if (text === undefined || text === '' || BEGINNINGS[format].test(text)) return;
  const known = FORMATS.find((one) => BEGINNINGS[one].test(text));
  throw new Failure([
    known === undefined
      ? `${path} holds what \`warren report\` did not write, and is left as it is: remove it, or name another file`
      : `${path} is a report as ${known}, and this one is ${format}: name another file, or take --format ${known}`,
  ]);
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').slice(0, 2_000);
  } catch (thrown) {
    if (errorCode(thrown) === 'ENOENT') return undefined;
    throw new Failure([`${path}: ${describeSystemError(thrown)}`]);
  }
}

/** What the policy is compared with. One with errors is none, which is reported. */
function sideOf(path: string, io: Io): Side | 'faulty' {
  if (path === '') throw new UsageError('the path of --against is empty');
  const answer = readSide(path, filesOnDisk(io.cwd));
  if (answer.kind === 'unable') throw new Failure(answer.reasons);
  if (answer.kind === 'read') return answer.side;
  io.err.write(render('text', errorsOf(answer.diagnostics), io.err));
  io.err.write('What --against names has errors, so no report was written.\n');
  return 'faulty';
}

function compared(old: Side, policies: readonly BrokerPolicy[], against: string): ReviewComparison {
  const answer = compareWith(old, policies, against);
  if (!answer.ok) throw new UsageError(answer.reason);
  return answer.comparison;
}

/** What is in a report, in numbers. */
function contentsOf({ brokers, claims }: Review): string {
  const roles = new Set(brokers.flatMap((broker) => broker.roles.map(({ name }) => name)));
  const resources = Math.max(0, ...brokers.map((broker) => broker.resources.length));
  return [
    numberOf(brokers.length, 'broker'),
    numberOf(roles.size, 'role'),
    `${numberOf(resources, 'resource')}${brokers.length > 1 ? ' at most on one' : ''}`,
    numberOf(claims.length, 'claim'),
  ].join(', ');
}

/** @throws Failure where the file cannot be written, which then stays as it was */
function write(text: string, path: string | undefined, io: Io): void {
  if (path === undefined) {
    io.out.write(text);
    return;
  }
  try {
    writeWhole(path, text);
  } catch (thrown) {
    throw new Failure([`${path} cannot be written: ${describeSystemError(thrown)}`]);
  }
}
