import { parseArgs } from 'node:util';
import { didYouMean, nearest } from '../diagnostics/nearest.js';
import { formats, type Format } from '../report/formats.js';
import type { Options } from './command.js';
import { UsageError } from './io.js';

/** The options and paths of a command line. */
export interface Arguments {
  readonly values: Readonly<Record<string, string | undefined>>;
  readonly positionals: readonly string[];
  /** The options without a value that are given. */
  readonly flags: ReadonlySet<string>;
}

/**
 * Reads the arguments of a command.
 *
 * @throws UsageError for another option, and for one without a value or given twice
 */
export function readArguments(args: readonly string[], options: Options): Arguments {
  const isSwitch = (name: string): boolean => options[name] === 'nothing';
  const known = Object.fromEntries<{ type: 'string' | 'boolean' }>(
    Object.keys(options).map((name) => [name, { type: isSwitch(name) ? 'boolean' : 'string' }]),
  );
  try {
    const { values, positionals, tokens } = parseArgs({
      args: [...args],
      options: known,
      allowPositionals: true,
      tokens: true,
    });
    const given = tokens.filter((token) => token.kind === 'option').map(({ name }) => name);
    const twice = given.find((name, at) => given.indexOf(name) !== at);
    if (twice !== undefined) throw new UsageError(`Option '--${twice}' is given twice`);
    const texts = Object.entries(values).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value] as const] : [],
    );
    const flags = new Set(given.filter(isSwitch));
    return { values: Object.fromEntries(texts), positionals, flags };
  } catch (thrown) {
    if (thrown instanceof UsageError) throw thrown;
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    // What follows is advice about positional arguments, on several lines.
    const [first = ''] = message.split(/\.\n|\. To specify/);
    const [, unknown] = /^Unknown option '--?([^']+)'$/.exec(first) ?? [];
    const near = unknown === undefined ? undefined : nearest(unknown, Object.keys(options));
    throw new UsageError(near === undefined ? first : `${first}.${didYouMean(`--${near}`)}`);
  }
}

/**
 * The report format that was asked for, `text` by default.
 *
 * @throws UsageError for a format that there is not
 */
export function formatOption({ values }: Arguments): Format {
  const wanted = values['format'] ?? 'text';
  const format = formats.find((known) => known === wanted);
  if (format === undefined) {
    const near = nearest(wanted, formats);
    const known = `there is no format '${wanted}'; there are ${formats.join(', ')}`;
    throw new UsageError(near === undefined ? known : `${known}.${didYouMean(near)}`);
  }
  return format;
}
