/** What keeps a script from its work: one line for people, with what to do. */
export class Trouble extends Error {}

/**
 * Runs a script: what it answers is the exit code, and of trouble one line is told.
 *
 * @param {() => Promise<number>} work
 * @param {(line: string) => string} shown how a line is told
 */
export async function main(work, shown = (line) => `warren: ${line}`) {
  try {
    process.exitCode = await work();
  } catch (thrown) {
    if (!(thrown instanceof Trouble)) throw thrown;
    console.error(shown(oneLine(thrown.message)));
    process.exitCode = 2;
  }
}

/**
 * A text without line ends and other characters that a log or a terminal could obey.
 *
 * @param {string} text
 */
export function oneLine(text) {
  return text.replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]+|(?![\u200C\u200D])\p{Cf}/gu, ' ').trim();
}
