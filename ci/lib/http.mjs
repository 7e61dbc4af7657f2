import { setTimeout as pause } from 'node:timers/promises';
import { Trouble } from './trouble.mjs';

/** How long a call may take, in milliseconds. */
const PATIENCE = 30_000;

/** How often a call is tried that fails on the other side, and how long is waited before, in milliseconds. */
const PAUSES = [0, 1_000, 3_000];

/** An answer that says no: with its status. */
export class Refused extends Error {
  /** @param {number} status */
  constructor(status) {
    super(`the answer is ${status}`);
    this.status = status;
  }
}

/**
 * Calls a REST API. Nothing of the token is ever told.
 *
 * @param {string} url
 * @param {{ method?: string, headers: Record<string, string>, body?: object }} call
 * @returns {Promise<unknown>}
 */
export async function call(url, { method = 'GET', headers, body }) {
  const { hostname, protocol } = new URL(url);
  if (protocol !== 'https:' && !['127.0.0.1', 'localhost', '[::1]'].includes(hostname))
    throw new Trouble(
      `${protocol}//${hostname} is not asked, as a token would be sent without TLS`,
    );
  for (const [at, wait] of PAUSES.entries()) {
    if (wait > 0) await pause(wait);
    const isLast = at === PAUSES.length - 1;
    /** @type {Response} */
    let answer;
    try {
      answer = await fetch(url, {
        method,
        // A redirect would take the token along to somebody else.
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE),
        headers: { 'content-type': 'application/json', 'user-agent': 'warren', ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    } catch (thrown) {
      // What was sent may have arrived: only questions are asked again.
      if (method === 'GET' && !isLast) continue;
      throw new Trouble(`${hostname} does not answer: ${reasonOf(thrown)}`);
    }
    if (answer.ok) return await answer.json();
    if (answer.status < 500 || method !== 'GET' || isLast) throw new Refused(answer.status);
  }
  return undefined;
}

/** @param {unknown} thrown */
function reasonOf(thrown) {
  if (!(thrown instanceof Error)) return 'it is not known why';
  return thrown.cause instanceof Error ? thrown.cause.message : thrown.message;
}

/**
 * All entries of a list that comes in pages.
 *
 * @param {(page: number) => Promise<unknown>} pageOf
 * @returns {AsyncGenerator<Record<string, unknown>>}
 */
export async function* pages(pageOf) {
  for (let page = 1; page <= 50; page++) {
    const found = await pageOf(page);
    if (!Array.isArray(found)) return;
    for (const one of found) if (typeof one === 'object' && one !== null) yield one;
    if (found.length < 100) return;
  }
}
