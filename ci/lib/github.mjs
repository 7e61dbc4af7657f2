import { appendFileSync, readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { call, pages, Refused } from './http.mjs';
import { setting } from './program.mjs';
import { Trouble } from './trouble.mjs';

/**
 * What the event of a run tells.
 *
 * @returns {{ number?: number, head: string, base: string } | undefined} undefined where there is nothing to
 *   compare with
 */
export function changeOf() {
  const event = readEvent();
  const request = at(event, 'pull_request');
  if (request !== undefined) {
    const number = at(request, 'number');
    return {
      ...(typeof number === 'number' ? { number } : {}),
      head: textAt(request, 'head', 'sha'),
      base: textAt(request, 'base', 'sha'),
    };
  }
  const group = at(event, 'merge_group');
  if (group !== undefined)
    return { head: textAt(group, 'head_sha'), base: textAt(group, 'base_sha') };
  const before = at(event, 'before');
  // A branch that is new has nothing before.
  return typeof before === 'string' && !/^0*$/.test(before)
    ? { head: '', base: before }
    : undefined;
}

/** The comments of a pull request. @param {number} number */
export function commentsOf(number) {
  const api = setting('GITHUB_API_URL') ?? 'https://api.github.com';
  const repository = setting('GITHUB_REPOSITORY') ?? '';
  const token = setting('WARREN_TOKEN');
  if (token === undefined) return undefined;
  const headers = { accept: 'application/vnd.github+json', authorization: `Bearer ${token}` };
  const issues = `${api}/repos/${repository}/issues`;
  return {
    /** @param {string} marker */
    async find(marker) {
      const own = await ownId(api, headers);
      const list = pages((page) =>
        call(`${issues}/${number}/comments?per_page=100&page=${page}`, { headers }),
      );
      for await (const comment of list) {
        const [body, id] = [at(comment, 'body'), at(comment, 'id')];
        // Anybody could write the marker; only what this token wrote is replaced.
        const user = at(comment, 'user');
        const isOurs = own === undefined ? at(user, 'type') === 'Bot' : at(user, 'id') === own;
        if (isOurs && typeof body === 'string' && body.startsWith(marker)) return String(id);
      }
      return undefined;
    },
    /** @param {string} id @param {string} body */
    replace: (id, body) =>
      call(`${issues}/comments/${id}`, { method: 'PATCH', headers, body: { body } }),
    /** @param {string} body */
    add: (body) =>
      call(`${issues}/${number}/comments`, { method: 'POST', headers, body: { body } }),
  };
}

/**
 * Who a token belongs to; undefined for that of a run or another app, which writes as a bot and may not ask.
 *
 * @param {string} api
 * @param {Record<string, string>} headers
 */
async function ownId(api, headers) {
  try {
    return at(await call(`${api}/user`, { headers }), 'id');
  } catch (thrown) {
    if (thrown instanceof Refused) return undefined;
    throw thrown;
  }
}

/**
 * Writes to the page of the run.
 *
 * @param {string} markdown
 */
export function summarise(markdown) {
  const file = setting('GITHUB_STEP_SUMMARY');
  if (file !== undefined) appendFileSync(file, `${markdown}\n`);
}

/**
 * Gives the steps that follow a value of one line.
 *
 * @param {string} name
 * @param {string} value
 */
export function output(name, value) {
  const file = setting('GITHUB_OUTPUT');
  if (file !== undefined) appendFileSync(file, `${name}=${value.replaceAll(/[\r\n]/g, ' ')}\n`);
}

/**
 * Writes texts of others to the log, in which nothing is a command of the workflow.
 *
 * @param {string} text
 */
export function log(text) {
  const key = randomUUID();
  process.stdout.write(`::stop-commands::${key}\n${text.replace(/\n?$/, '\n')}::${key}::\n`);
}

/**
 * A remark of the run, on one line.
 *
 * @param {'notice' | 'warning' | 'error'} kind
 * @param {string} message
 */
export function remark(kind, message) {
  const told = message.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  return `::${kind} title=Warren::${told}`;
}

function readEvent() {
  const file = setting('GITHUB_EVENT_PATH');
  if (file === undefined)
    throw new Trouble('GITHUB_EVENT_PATH is not set: this runs in GitHub Actions');
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new Trouble(`the event of this run cannot be read: ${file}`);
  }
}

/**
 * @param {unknown} value
 * @param {string} key
 * @returns {unknown}
 */
function at(value, key) {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? Reflect.get(value, key)
    : undefined;
}

/**
 * @param {unknown} value
 * @param {readonly string[]} keys
 */
function textAt(value, ...keys) {
  const found = keys.reduce(at, value);
  return typeof found === 'string' ? found : '';
}
