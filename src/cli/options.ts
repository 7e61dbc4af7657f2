import { parseArgs, type ParseArgsConfig } from 'node:util';
import { formats, type Format } from '../report/formats.js';
import { UsageError } from './io.js';

/** The options and paths of a command line. */
export interface Arguments {
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  readonly positionals: readonly string[];
}

/**
 * Reads the options of a command.
 *
 * @throws UsageError for an option that the command does not have
 */
export function readArguments(
  args: readonly string[],
  options: NonNullable<ParseArgsConfig['options']>,
): Arguments {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { ...options, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    });
    const single = Object.entries(values).map(([name, value]) => {
      if (Array.isArray(value)) throw new UsageError(`--${name} is given twice`);
      return [name, value] as const;
    });
    return { values: Object.fromEntries(single), positionals };
  } catch (thrown) {
    if (thrown instanceof UsageError) throw thrown;
    const [message = ''] = (thrown instanceof Error ? thrown.message : String(thrown)).split('. ');
    throw new UsageError(message.replace(/\.$/, ''));
  }
}

/** The text value of an option. */
export function textOption({ values }: Arguments, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

/**
 * The report format that was asked for, `text` by default.
 *
 * @throws UsageError for a format that there is not
 */
export function formatOption(args: Arguments): Format {
  const wanted = textOption(args, 'format') ?? 'text';
  const format = formats.find((known) => known === wanted);
  if (format === undefined)
    throw new UsageError(`there is no format ${wanted}; there are ${formats.join(', ')}`);
  return format;
}
