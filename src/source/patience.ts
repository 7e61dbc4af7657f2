/** After how long whoever looks on is told, in milliseconds: most answers come sooner. */
const A_WHILE = 3_000;

/**
 * Has something told that goes on for a while.
 *
 * @param timeout how long it may take, in milliseconds
 * @returns what calls it off
 */
export function afterAWhile(timeout: number, tell: () => void): () => void {
  const timer = setTimeout(tell, Math.min(A_WHILE, timeout / 10));
  return () => {
    clearTimeout(timer);
  };
}

/** A time as people say it, in whole seconds and at least one. */
export function secondsText(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1_000);
  return seconds > 1 ? `${seconds} seconds` : 'a second';
}
