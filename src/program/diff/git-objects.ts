import { shellWord } from '../../source/shell.js';
import { git, type GitAnswer } from './git-run.js';

/** Something that a commit holds, and what people call it, such as `HEAD:p/a.warren`. */
export interface WantedObject {
  readonly id: string;
  readonly name: string;
}

/** The contents of an object; or its size in bytes, where that is over the limit. */
export type GitObject =
  | { readonly kind: 'read'; readonly bytes: Uint8Array }
  | { readonly kind: 'too-large'; readonly size: number };

/** Objects by their ids, or why one of them cannot be read, for people, without a full stop. */
export type ReadObjects =
  | { readonly ok: true; readonly objects: ReadonlyMap<string, GitObject> }
  | { readonly ok: false; readonly reason: string };

/**
 * The contents of objects. What is larger than `limit` bytes is not read. A repository may lack objects
 * that others have (a partial clone); they are not fetched.
 */
export function readObjects(
  folder: string,
  wanted: readonly WantedObject[],
  limit: number,
): ReadObjects {
  const objects = new Map<string, GitObject>();
  const names = new Map(wanted.map(({ id, name }) => [id, name]));
  const ids = [...names.keys()];
  if (ids.length === 0) return { ok: true, objects };
  const told = ask(folder, '--batch-check', ids);
  const lines = told.bytes.toString('latin1').split('\n').slice(0, -1);
  for (const [at, id] of ids.entries()) {
    // Each line is `ID TYPE SIZE`, or `ID missing`.
    const size = /^\w+ \w+ (\d+)$/.exec(lines[at] ?? '')?.[1];
    if (size === undefined) return { ok: false, reason: unreadable(names.get(id) ?? id, told) };
    if (Number(size) > limit) objects.set(id, { kind: 'too-large', size: Number(size) });
  }
  const answer = ask(
    folder,
    '--batch',
    ids.filter((id) => !objects.has(id)),
  );
  const { bytes } = answer;
  // Each object is such a line, then its bytes and a line end.
  let at = 0;
  for (const id of ids.filter((one) => !objects.has(one))) {
    const lineEnd = bytes.indexOf('\n', at);
    const size = /^\w+ \w+ (\d+)$/.exec(bytes.toString('latin1', at, lineEnd))?.[1];
    const start = lineEnd + 1;
    const end = start + Number(size ?? Infinity);
    if (end > bytes.length) return { ok: false, reason: unreadable(names.get(id) ?? id, answer) };
    objects.set(id, { kind: 'read', bytes: bytes.subarray(start, end) });
    at = end + 1;
  }
  return { ok: true, objects };
}

function ask(folder: string, how: string, ids: readonly string[]): GitAnswer {
  if (ids.length === 0) return { ok: true, bytes: Buffer.alloc(0) };
  return git(folder, ['cat-file', how], ids.map((id) => `${id}\n`).join(''));
}

/** Why something is not to be had: a partial clone lacks it, or git says what is the matter. */
export function unreadable(name: string, answer: GitAnswer): string {
  const lacks =
    answer.ok || /lazy fetch|promisor|not allowed|could not get object info/.test(answer.reason);
  return lacks
    ? `the repository does not hold ${name}, as if it were a partial clone, and nothing is fetched here; where you trust the repository, \`git show ${shellWord(name)}\` fetches it`
    : `${name} cannot be read: ${answer.reason}`;
}
