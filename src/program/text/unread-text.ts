import type { Unread } from '../../prove/diff/unread.js';
import { printable } from '../../report/printable.js';
import { firstOf } from '../../source/counted.js';

/** So many are told. */
const MOST_TOLD = 20;

/** What a comparison cannot tell, for people; the empty text where it tells all. */
export function unreadText(unread: readonly Unread[]): string {
  if (unread.length === 0) return '';
  const lines = firstOf(
    unread.map((one) => `${one.side}: ${unreadDoubt(one)}`),
    MOST_TOLD,
  );
  return [
    'Not compared, as it depends on the claims of a token:',
    ...lines.map((line) => `  ${line}`),
    '',
  ].join('\n');
}

/** Why one scope cannot be compared, with its place; without a full stop. */
export function unreadDoubt({ bare, arn, place: { source, range } }: Unread): string {
  const { line, column } = source.position(range.start);
  const what = printable(`what \`${bare}\` gives to ${arn} depends on the token`);
  return `${printable(source.name)}:${line}:${column}: ${what}`;
}
