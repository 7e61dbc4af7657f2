import { Bytes } from '#warren/pattern/bytes.js';
import { glob } from '#warren/pattern/name-set.js';
import { Pattern } from '#warren/pattern/pattern.js';
import type { QueryableBroker } from '#warren/program/query/queryable.js';
import { refusedBy } from '#warren/program/why/why.js';
import { messageOf } from '../../bed/verdict.js';
import type { Piece } from './pieces.js';

/** What `why` makes of the text of a refusal. */
export type Read =
  /** It asks the policy about just what lacks. */
  | { readonly kind: 'named' }
  /** It asks about something else. */
  | { readonly kind: 'other'; readonly asked: string }
  /** It says what the text means, as the text does not tell what lacks. */
  | { readonly kind: 'meaning'; readonly meaning: string }
  /** It is no text that it knows. */
  | { readonly kind: 'unread'; readonly problem: string };

/** Asks `why` about a text, and whether that comes to the thing that the role lacks. */
export function readBy(
  text: string,
  role: string,
  piece: Piece,
  brokers: readonly QueryableBroker[],
): Read {
  try {
    const refused = refusedBy(text, brokers);
    if (refused.kind === 'meaning') return refused;
    const { refusal, questions } = refused;
    const isRole = questions.every((question) => question.role === role);
    const isPiece = ((): boolean => {
      switch (piece.kind) {
        case 'tag':
          return refusal.kind === 'tag' && refusal.tag === piece.tag;
        case 'vhost':
          return refusal.kind === 'vhost';
        case 'resource':
          // Where a key counts, it went with the name.
          return (refusal.kind === 'resource' || refusal.kind === 'topic') && isOn(piece, refusal);
        case 'topic':
          return (
            refusal.kind === 'topic' &&
            isOn(piece, refusal) &&
            refusal.key === decodeURIComponent(piece.key)
          );
      }
    })();
    if (isRole && isPiece) return { kind: 'named' };
    return { kind: 'other', asked: JSON.stringify(questions) };
  } catch (error) {
    return { kind: 'unread', problem: messageOf(error) };
  }
}

function isOn(
  piece: { readonly permission: string; readonly name: string },
  refusal: { readonly permission: string | undefined; readonly name: string | undefined },
): boolean {
  const [first = '', ...rest] = piece.name.split('*').map((part) => decodeURIComponent(part));
  const pattern = Pattern.fromBytes([first, ...rest].map((text) => Bytes.fromText(text)));
  return (
    refusal.permission === piece.permission && glob(pattern).has(Bytes.fromText(refusal.name ?? ''))
  );
}
