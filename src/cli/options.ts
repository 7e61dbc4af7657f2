import { parseArgs } from 'node:util';
import { didYouMean, nearest } from '../diagnostics/nearest.js';
import type { Options } from './command.js';
import { UsageError } from './io.js';

/** What every command hears beside its own options. */
export const EVERYWHERE: Options = {
  help: 'nothing',
  version: 'nothing',
  'no-color': 'nothing',
  quiet: 'nothing',
};

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
 * @throws UsageError for another option, and for one without a value, with one too many or given twice
 */
export function readArguments(args: readonly string[], options: Options): Arguments {
  const known = Object.fromEntries<{ type: 'string' | 'boolean' }>(
    Object.entries(options).map(([name, value]) => [
      name,
      { type: value === 'nothing' ? 'boolean' : 'string' },
    ]),
  );
  // What is wrong is told in words of our own.
  const { positionals, tokens } = parseArgs({
    args: [...args],
    options: known,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const values = new Map<string, string>();
  const flags = new Set<string>();
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const { name, rawName, value, inlineValue } = token;
    const takes = Object.hasOwn(options, name) ? options[name] : undefined;
    if (takes === undefined) throw unknownOption(name, rawName, options);
    if (values.has(name) || flags.has(name))
      throw new UsageError(`Option '--${name}' is given twice`);
    if (takes === 'nothing') {
      if (value !== undefined) throw new UsageError(`Option '--${name}' takes no value`);
      flags.add(name);
    } else {
      if (value === undefined) throw new UsageError(`Option '--${name}' needs a value`);
      if (!inlineValue && isLikeOption(value))
        throw new UsageError(
          `Option '--${name}' needs a value, and '${value}' looks like an option; a value of that look is joined to it: --${name}=${value}`,
        );
      values.set(name, value);
    }
  }
  return { values: Object.fromEntries(values), positionals, flags };
}

function unknownOption(name: string, written: string, options: Options): UsageError {
  const near = nearest(name, [...Object.keys(options), ...Object.keys(EVERYWHERE)]);
  const unknown = `Unknown option '${written}'`;
  return new UsageError(near === undefined ? unknown : `${unknown}.${didYouMean(`--${near}`)}`);
}

/** A number below zero is a value, though hardly a right one. */
function isLikeOption(value: string): boolean {
  return /^-./.test(value) && !/^-\d/.test(value);
}

/**
 * The format that was asked for of those that a command has, `text` by default.
 *
 * @throws UsageError for one that it has not
 */
export function formatOption<Known extends string>(
  { values }: Arguments,
  known: readonly (Known | 'text')[],
): Known | 'text' {
  const wanted = values['format'] ?? 'text';
  const format = known.find((one) => one === wanted);
  if (format === undefined) throw unknownWord('format', wanted, known);
  return format;
}

/** That a word is none of those that can stand somewhere, with the nearest of them. */
export function unknownWord(what: string, word: string, known: readonly string[]): UsageError {
  const near = didYouMean(nearest(word, known));
  const all = `there is no ${what} '${word}' here; there are ${known.join(', ')}`;
  return new UsageError(near === '' ? all : `${all}.${near}`);
}
