import type { ReviewCell, ReviewOperation, ReviewResource } from '../document.js';
import { isAmong, lostAltogether } from '../words.js';
import { html } from './dom.js';

/** What stands for an operation where there is little room, and what it means. */
export const OPERATIONS = [
  { word: 'publish', sign: 'P', means: 'publish to it' },
  { word: 'consume', sign: 'C', means: 'consume and purge it' },
  { word: 'bind to', sign: 'S', means: 'bind to it, as the source of messages' },
  { word: 'bind', sign: 'B', means: 'bind and unbind it, as the destination' },
  { word: 'configure', sign: 'D', means: 'declare and delete it' },
  { word: 'write', sign: 'W', means: 'the bare permission to write' },
  { word: 'read', sign: 'R', means: 'the bare permission to read' },
] as const;

const SIGNS: ReadonlyMap<string, string> = new Map(
  OPERATIONS.map(({ word, sign }) => [word, sign]),
);

/** A small sign for an operation: filled for all of it, hollow for a part. */
export function chip({ word, how, unasked }: ReviewOperation, difference?: string): HTMLElement {
  const classes = ['chip', `op-${word.replace(' ', '-')}`, how];
  if (unasked === true) classes.push('unasked');
  if (difference !== undefined) classes.push(difference);
  const sign = how === 'unknown' ? '?' : (SIGNS.get(word) ?? '?');
  return html('span', { class: classes.join(' '), 'aria-hidden': 'true' }, sign);
}

/** The signs of a cell, and for what was lost altogether a struck sign. */
export function chips(cell: ReviewCell, kind: ReviewResource['kind']): readonly HTMLElement[] {
  const { can, gained, lost } = cell;
  const held = can.map((one) =>
    chip(one, isAmong(one, gained) ? 'gained' : isAmong(one, lost) ? 'lost' : undefined),
  );
  return [
    ...held,
    ...lostAltogether(cell).map((permission) => {
      const word = USES[kind]?.[permission] ?? permission.replace(/ key$/, '');
      return html(
        'span',
        { class: 'chip gone lost', 'aria-hidden': 'true' },
        SIGNS.get(word) ?? '?',
      );
    }),
  ];
}

/** What a permission is mostly used for, by the kind of what it is on. */
const USES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  exchange: { write: 'publish', read: 'bind to' },
  queue: { write: 'bind', read: 'consume' },
  stream: { write: 'publish', read: 'consume' },
};

/** The same in words. */
export function cellText({ can, gained = [], lost = [] }: ReviewCell): string {
  const held = can.map(operationText);
  const changes = [
    ...(gained.length === 0 ? [] : [`gained: ${gained.join(', ')}`]),
    ...(lost.length === 0 ? [] : [`lost: ${lost.join(', ')}`]),
  ];
  return [...held, ...changes].join('; ');
}

/** An operation in words. */
export function operationText({ word, how, keys = [], unasked }: ReviewOperation): string {
  const part =
    how === 'unknown'
      ? ', too complex to tell'
      : how === 'part' && keys.length === 0
        ? ' in part'
        : '';
  const keyed = keys.length === 0 ? '' : ` (key ${keys.join(', ')})`;
  return `${word}${keyed}${part}${unasked === true ? ', not asked for' : ''}`;
}
