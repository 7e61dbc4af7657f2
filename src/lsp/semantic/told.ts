import { createHash } from 'node:crypto';
import type {
  SemanticTokens,
  SemanticTokensDelta,
  SemanticTokensEdit,
} from 'vscode-languageserver';

/** How many files are remembered; of more the oldest are told as a whole again. */
const REMEMBERED = 64;

/** Remembers what was told of each file last, so that the next time only the difference is told. */
export class ToldTokens {
  readonly #last = new Map<string, Required<SemanticTokens>>();

  /** The tokens of a file, to be told as they are; equal ones have equal ids. */
  whole(uri: string, data: number[]): SemanticTokens {
    const resultId = createHash('sha256').update(data.join()).digest('base64url');
    const tokens = { resultId, data };
    this.#last.delete(uri);
    this.#last.set(uri, tokens);
    const [oldest] = this.#last.keys();
    if (this.#last.size > REMEMBERED && oldest !== undefined) this.#last.delete(oldest);
    return tokens;
  }

  /** What to change in the tokens told as `previous`; all tokens where these are no longer known. */
  difference(uri: string, previous: string, data: number[]): SemanticTokens | SemanticTokensDelta {
    const before = this.#last.get(uri);
    const tokens = this.whole(uri, data);
    if (before?.resultId !== previous || tokens.resultId === undefined) return tokens;
    return { resultId: tokens.resultId, edits: differenceOf(before.data, data) };
  }
}

/** What stands between the numbers that two lists have in common at their starts and ends. */
function differenceOf(old: readonly number[], now: readonly number[]): SemanticTokensEdit[] {
  const shorter = Math.min(old.length, now.length);
  let start = 0;
  while (start < shorter && old[start] === now[start]) start++;
  let end = 0;
  while (end < shorter - start && old[old.length - 1 - end] === now[now.length - 1 - end]) end++;
  const deleteCount = old.length - end - start;
  const data = now.slice(start, now.length - end);
  return deleteCount === 0 && data.length === 0 ? [] : [{ start, deleteCount, data }];
}
