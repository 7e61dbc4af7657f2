import assert from 'node:assert/strict';
import type { Bed } from './bed.js';
import type { Running } from './running.js';

/**
 * Holds that a program that has ended lost nothing: every number up to the last was confirmed, and arrived,
 * which is to say that the program took it or that it is still on the queue, from where this takes it.
 *
 * @returns how many there were
 */
export async function assertNoneLost(bed: Bed, name: string, running: Running): Promise<number> {
  const about = `${name}:\n${running.err.join('\n')}`;
  const confirmed = numbers(running, 'confirmed');
  const expected = confirmed.map((_, index) => String(index + 1));
  assert.deepEqual(sorted(confirmed), expected, about);
  const arrived = new Set([...numbers(running, 'received'), ...(await bed.leftOver(name))]);
  assert.deepEqual(sorted([...arrived]), expected, about);
  return confirmed.length;
}

/** The numbers of the messages that a program has told of by this word. */
export function numbers({ out }: Running, word: 'confirmed' | 'received'): readonly string[] {
  return out
    .filter((line) => line.startsWith(`${word} `))
    .map((line) => line.slice(word.length + 1));
}

function sorted(texts: readonly string[]): readonly string[] {
  return [...texts].sort((one, other) => Number(one) - Number(other));
}
