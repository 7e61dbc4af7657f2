import { createHash } from 'node:crypto';
import { call, pages } from './http.mjs';
import { setting } from './program.mjs';

/** The notes of the merge request that this pipeline is about; undefined where none can be written. */
export function notesOf() {
  const token = setting('WARREN_GITLAB_TOKEN');
  const [api, project, request] = [
    'CI_API_V4_URL',
    'CI_MERGE_REQUEST_PROJECT_ID',
    'CI_MERGE_REQUEST_IID',
  ].map(setting);
  if (token === undefined || api === undefined || project === undefined || request === undefined)
    return undefined;
  const headers = { 'private-token': token };
  const notes = `${api}/projects/${encodeURIComponent(project)}/merge_requests/${encodeURIComponent(request)}/notes`;
  return {
    /** @param {string} marker */
    async find(marker) {
      const own = idOf(await call(`${api}/user`, { headers }));
      const list = pages((page) => call(`${notes}?per_page=100&page=${page}`, { headers }));
      for await (const note of list) {
        // Anybody could write the marker; only what this token wrote is replaced.
        const isOurs = own !== undefined && idOf(note['author']) === own;
        if (isOurs && String(note['body']).startsWith(marker)) return idOf(note);
      }
      return undefined;
    },
    /** @param {string} id @param {string} body */
    replace: (id, body) => call(`${notes}/${id}`, { method: 'PUT', headers, body: { body } }),
    /** @param {string} body */
    add: (body) => call(notes, { method: 'POST', headers, body: { body } }),
  };
}

/** @param {unknown} value */
function idOf(value) {
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined;
  return typeof id === 'number' ? String(id) : undefined;
}

/** How GitLab calls what is that grave. @type {Readonly<Record<string, string>>} */
const SEVERITIES = { error: 'critical', warning: 'minor', hint: 'info' };

/**
 * What `check --format json` tells as a Code Quality report: one entry for each diagnostic, the same as long as its
 * file, code and message are.
 *
 * @param {string} json
 */
export function codeQuality(json) {
  /** @type {{ diagnostics: readonly { code: string, severity: string, message: string, file: string, range: { start: { line: number } } }[] }} */
  const { diagnostics } = JSON.parse(json);
  /** @type {Map<string, number>} */
  const seen = new Map();
  const entries = diagnostics.map(({ code, severity, message, file, range }) => {
    const about = JSON.stringify([file, code, message]);
    const before = seen.get(about) ?? 0;
    seen.set(about, before + 1);
    return {
      description: message,
      check_name: code,
      fingerprint: createHash('sha256').update(`${about} ${before}`).digest('hex'),
      severity: SEVERITIES[severity] ?? 'info',
      location: { path: file, lines: { begin: range.start.line } },
    };
  });
  return `${JSON.stringify(entries, undefined, 2)}\n`;
}
