/**
 * The type of a setting's value: words and types with `|` between them, in the notation of the
 * schema table. The empty text stands for any value.
 */
export type ValueType = string;

/** How a value fails its type. */
export type TypeProblem =
  | { readonly kind: 'wrong-type'; readonly expected: string }
  | { readonly kind: 'out-of-range'; readonly least?: number; readonly most?: number };

interface TextType {
  readonly meaning: string;
  readonly form: RegExp;
}

/** Integers as Erlang reads them. */
const INTEGER: TextType = { meaning: 'an integer', form: /^[+-]?\d+$/ };

/**
 * The other types. Source: Kyorai/cuttlefish, which reads rabbitmq.conf; Amazon MQ for `:https`. A form may take a little
 * more than one of its versions does, but never less: what the broker accepts is not an error.
 */
const TEXT_TYPES: Readonly<Record<string, TextType>> = {
  ':integer': INTEGER,
  ':float': {
    meaning: 'a number with a decimal point',
    form: /^[+-]?\d+[.,]\d+(?:e[+-]?\d+)?$/i,
  },
  ':bytesize': {
    meaning: 'a number of bytes, as 64MB',
    form: /^[+-]?(?:\d+(?:[.,]\d+)?|\.\d+)(?:[kmgtp]i?b?)?$/i,
  },
  ':size': { meaning: 'a number of bytes, as 64MiB', form: /\d[kmgtp]i?b?\s*$/i },
  ':duration': {
    meaning: 'a duration, as 1m30s',
    form: /^(?:\d+|(?:\d*\.?\d+(?:ms|[fwdhms]))+)$/i,
  },
  // The first word between colons and slashes: the validator `https_uri` of the OAuth 2 plugin.
  ':keyserver': { meaning: 'a URL that starts with https://', form: /^[:/]*https(?:[:/]|$)/ },
  ':https': { meaning: 'a URL that starts with https://', form: /^https:\/\/\S+$/ },
  ':ip': { meaning: 'an IP address and port, as 127.0.0.1:5672', form: /^\S+:\d+$/ },
};

/** Why a value is not of a type; undefined where it is. */
export function typeProblem(type: ValueType, value: string): TypeProblem | undefined {
  if (type === '') return undefined;
  const choices = type.split('|');
  if (choices.some((choice) => isOf(choice, value))) return undefined;
  const range = choices.map(rangeOf).find((found) => found !== undefined);
  if (range !== undefined && INTEGER.form.test(value)) return { kind: 'out-of-range', ...range };
  return { kind: 'wrong-type', expected: choices.map(meaningOf).join(' or ') };
}

function isOf(choice: string, value: string): boolean {
  const range = rangeOf(choice);
  if (range === undefined) return TEXT_TYPES[choice]?.form.test(value) ?? choice === value;
  if (!INTEGER.form.test(value)) return false;
  const number = Number(value);
  return (range.least ?? number) <= number && number <= (range.most ?? number);
}

function meaningOf(choice: string): string {
  const range = rangeOf(choice);
  if (range === undefined) return TEXT_TYPES[choice]?.meaning ?? choice;
  const least = range.least === undefined ? '' : ` from ${range.least}`;
  const most = range.most === undefined ? '' : ` to ${range.most}`;
  return `${INTEGER.meaning}${least}${most}`;
}

function rangeOf(choice: string): { least?: number; most?: number } | undefined {
  const bounds = /^:(\d*)\.\.(\d*)$/.exec(choice);
  if (bounds === null) return undefined;
  const [, least, most] = bounds;
  return { ...(least && { least: Number(least) }), ...(most && { most: Number(most) }) };
}
