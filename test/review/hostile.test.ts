import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { head, warren } from '../cli/warren.js';
import { ran } from '../hostile/capture.js';
import { assertShown, HOSTILE } from '../hostile/characters.js';
import { quoted, takenPolicy } from '../hostile/policies.js';
import { inFolder, whileInFolder } from '../source/temporary.js';

const FORMATS = ['html', 'markdown', 'csv', 'json'] as const;

/** Signs that mean something in HTML, Markdown and spreadsheets. */
const SIGNS = '=1+1|`<b>a_[x](y)"\'\\&@\u00e9';

/** The rows of a CSV by RFC 4180, each with its cells. */
function parsed(csv: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  let at = 0;
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  while (at < csv.length) {
    cell.lastIndex = at;
    const [whole = '', quoted, plain = '', end] = cell.exec(csv) ?? [];
    assert.ok(whole !== '', csv.slice(at, at + 80));
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    at += whole.length;
    if (end === '\r\n' && at < csv.length) rows.push([]);
  }
  return rows;
}

/** A policy with a hostile text in its names and in the title of a test; a guardrail fails. */
function policyWith(text: string): string {
  const name = quoted(text);
  const [taken = ''] = takenPolicy(text).split('\nnever r');
  return `${taken}\nnever r { consume queue ${name} }
test ${name} { vhost ${name} { can r { purge queue ${name} } } }\n`;
}

describe('a report of hostile names', () => {
  for (const [kind, text] of Object.entries({ ...HOSTILE, 'signs of notations': SIGNS }))
    it(`shows what cannot be seen, and breaks out of nothing: ${kind}`, () =>
      whileInFolder({ 'p/a.warren': policyWith(text) }, async (folder) => {
        for (const format of FORMATS) {
          const out = `out.${format}`;
          const args = ['report', 'p', '--out', out, '--format', format];
          const { status, stderr } = await ran(folder, args);
          assert.equal(status, 1, stderr);
          const written = readFileSync(join(folder, out), 'utf8');
          assertShown(written.replaceAll('\r\n', '\n'), false, format);
          if (format === 'csv') assertSheet(written);
          if (format === 'markdown') assertTables(written);
        }
      }));

  it('guards what a spreadsheet would take for a formula', () => {
    const text = `${head}\nvhost v { queue -1 queue "=1" allow r { consume queue -1, "=1" } }\n`;
    inFolder({ 'a.warren': text }, (folder) => {
      const { stdout } = warren(folder, ['report', '--out', '-', '--format', 'csv']);
      const names = parsed(stdout).map((row) => row[6]);
      assert.deepEqual(names, ['resource', '"=1"', "'-1"]);
    });
  });
});

function assertSheet(csv: string): void {
  const rows = parsed(csv);
  assert.ok(rows.length > 3);
  for (const row of rows) {
    assert.equal(row.length, 14);
    for (const cell of row) assert.doesNotMatch(cell, /^[=+\-@\t\r]/);
  }
}

/** Holds that every row of a table has as many cells as its head, and nothing outside of code opens a tag. */
function assertTables(markdown: string): void {
  let width = 0;
  for (const line of markdown.split('\n')) {
    assert.doesNotMatch(line.replaceAll(/(`+).*?\1/g, '').replaceAll('<br>', ''), /</, line);
    if (!line.startsWith('|')) {
      width = 0;
      continue;
    }
    const cells = line.split(/(?<!\\)\|/).length;
    width ||= cells;
    assert.equal(cells, width, line);
  }
}
