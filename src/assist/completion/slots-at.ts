import { blockKinds } from '../../syntax/placement.js';
import type { Site } from './site.js';
import { nextIn } from './next.js';
import type { Slot } from './slots.js';

/** Behind these signs nothing but an item can come. */
const opening = ['{', '}', ')'];

/** Everything that can come next at a place, the likeliest first. */
export function slotsAt({ kind, item, tokens, line }: Site): readonly Slot[] {
  const last = tokens.at(-1)?.text;
  const open = openExpect(tokens.map(({ text }) => text));
  // In an `@expect` only the code can be known.
  if (open !== undefined) return open === '@expect(' ? [{ type: 'warning-code' }] : [];
  const next = item === undefined || last === undefined ? undefined : nextIn(item, last);
  const slots = next?.slots ?? [];
  const inHead = item !== undefined && 'type' in item && last !== '}' && item.type in blockKinds;
  const opener: Slot = { type: kind === 'settings' ? 'conf-key' : 'opener' };
  const complete = next?.complete !== false;
  if (inHead) return slots;
  if (last === undefined || opening.includes(last)) return [opener, ...slots];
  // Where an item may end, a line more likely starts the next one.
  if (line === 'start' && last !== ',') return complete ? [opener, ...slots] : [...slots, opener];
  return line === 'block' && complete ? [...slots, opener] : slots;
}

/** The tokens of an `@expect` that is still open at the end of some tokens, as one text. */
function openExpect(texts: readonly string[]): string | undefined {
  const start = texts.lastIndexOf('@expect');
  const tail = start < 0 ? [] : texts.slice(start);
  return tail.length > 1 && !tail.includes(')') ? tail.join('') : undefined;
}
