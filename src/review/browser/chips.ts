import type { ReviewCell, ReviewOperation } from '../document.js';
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

/** The signs of a cell, and for what was lost a struck sign. */
export function chips(cell: ReviewCell): readonly HTMLElement[] {
  const { can, gained = [], lost = [] } = cell;
  const held = can.map((one) =>
    chip(
      one,
      gained.includes(one.permission)
        ? 'gained'
        : lost.includes(one.permission)
          ? 'lost'
          : undefined,
    ),
  );
  const gone = lost
    .filter((permission) => !can.some((one) => one.permission === permission))
    .map((permission) =>
      html(
        'span',
        { class: 'chip gone lost', 'aria-hidden': 'true' },
        SIGNS.get(permission) ?? '?',
      ),
    );
  return [...held, ...gone];
}

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
  const keyed = keys.length === 0 ? '' : ` key ${keys.join(', ')}`;
  return `${word}${keyed}${part}${unasked === true ? ', not asked for' : ''}`;
}
