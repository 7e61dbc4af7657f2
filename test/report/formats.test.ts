import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { Source } from '#warren/source/source.js';
import type { Diagnostic } from '#warren/diagnostics/diagnostic.js';
import { formats, render } from '#warren/report/formats.js';
import type { Format } from '#warren/report/formats.js';
import { version } from '#warren/version.js';
import { draw } from './sketch.js';
import { awkward } from './sketches.js';

/** A golden file for each format for programs. */
const files: readonly (readonly [format: Format, file: string])[] = [
  ['json', 'awkward.json'],
  ['sarif', 'awkward.sarif'],
  ['github', 'awkward.github'],
  ['junit', 'awkward.xml'],
];

const nothing: Readonly<Record<Format, string>> = {
  text: '',
  json: '{\n  "diagnostics": []\n}\n',
  sarif: `{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"tool":{"driver":{"name":"warren","version":"${version}","semanticVersion":"${version}","rules":[]}},"columnKind":"utf16CodeUnits","results":[]}]}\n`,
  github: '',
  junit:
    '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="warren" tests="0" failures="0" time="0.000">\n</testsuites>\n',
};

function rendered(format: Format, diagnostics: readonly Diagnostic[]): string {
  return render(format, diagnostics, { colour: false });
}

function many(count: number): readonly Diagnostic[] {
  const source = new Source('a.warren', 'x\n'.repeat(count));
  return Array.from({ length: count }, (_, at) => ({
    code: 'code',
    severity: at === count - 1 ? ('error' as const) : ('hint' as const),
    message: `m${at}`,
    place: { source, range: { start: 2 * at, end: 2 * at + 1 } },
    notes: [],
    fixes: [],
    uses: [],
  }));
}

/** The listed diagnostics and the rest, of a JSON report. */
function parsed(report: string): { count: number; last: unknown; omitted: unknown } {
  const value: unknown = JSON.parse(report);
  assert.ok(typeof value === 'object' && value !== null && 'diagnostics' in value);
  const list: unknown = value.diagnostics;
  assert.ok(Array.isArray(list));
  const listed: readonly unknown[] = list;
  const omitted: unknown = 'omitted' in value ? value.omitted : undefined;
  return { count: listed.length, last: listed.at(-1), omitted };
}

describe('reports for programs', () => {
  for (const [format, name] of files)
    it(`${format} is as in golden/${name}`, () => {
      const file = new URL(`golden/${name}`, import.meta.url);
      const report = rendered(format, draw(awkward));
      if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, report);
      assert.equal(report, readFileSync(file, 'utf8'));
    });

  for (const format of formats)
    it(`${format} of nothing`, () => {
      assert.equal(rendered(format, []), nothing[format]);
    });

  it('JSON lists up to 10,000 without a word', () => {
    const { count, omitted } = parsed(rendered('json', many(10_000)));
    assert.deepEqual([count, omitted], [10_000, undefined]);
  });

  it('JSON counts what it omits, and omits no error for a hint', () => {
    const { count, last, omitted } = parsed(rendered('json', many(10_005)));
    assert.deepEqual([count, omitted], [10_000, 5]);
    assert.deepEqual(last, {
      code: 'code',
      severity: 'error',
      message: 'm10004',
      file: 'a.warren',
      range: { start: { line: 10_005, column: 1 }, end: { line: 10_005, column: 2 } },
      notes: [],
      fixes: [],
    });
  });

  it('XML holds no character that XML 1.0 forbids', () => {
    const all = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).join('');
    const source = new Source('a', '');
    const place = { source, range: { start: 0, end: 0 } };
    const report = rendered('junit', [
      { code: 'c', severity: 'error', message: all, place, notes: [], fixes: [], uses: [] },
    ]);
    const allowed = new Set(['\t', '\n', '\r']);
    for (const character of report) {
      const code = character.codePointAt(0) ?? 0;
      const fine = code >= 0x20 && !(code >= 0xd800 && code <= 0xdfff) && code < 0xfffe;
      assert.ok(fine || code > 0xffff || allowed.has(character), code.toString(16));
    }
  });
});
