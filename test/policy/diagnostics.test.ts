import assert from 'node:assert/strict';
import { brokerDiagnostics } from '#warren/diagnostics/catalog/brokers.js';
import { checkDiagnostics } from '#warren/diagnostics/catalog/checks.js';
import { nameDiagnostics } from '#warren/diagnostics/catalog/names.js';
import { phraseDiagnostics } from '#warren/diagnostics/catalog/phrases.js';
import { policyDiagnostics } from '#warren/diagnostics/catalog/policy.js';
import { textDiagnostics } from '#warren/diagnostics/catalog/text.js';
import { topologyDiagnostics } from '#warren/diagnostics/catalog/topology.js';
import { brokerCases } from './cases/brokers.js';
import { BROKER, ROLES, type Case, type CaseTable } from './cases/case.js';
import { checkCases } from './cases/checks.js';
import { nameCases } from './cases/names.js';
import { phraseCases } from './cases/phrases.js';
import { policyCases } from './cases/policy.js';
import { textCases } from './cases/texts.js';
import { topologyCases } from './cases/topology.js';
import { diagnose } from './harness.js';
import { markLine, readMarks } from './markers.js';

/** The catalogs with their cases, and the codes that no policy text can give by itself. */
const catalogs: readonly (readonly [
  title: string,
  catalog: Readonly<Record<string, { readonly code: string }>>,
  table: CaseTable,
  elsewhere: readonly string[],
])[] = [
  ['brokers', brokerDiagnostics, brokerCases, []],
  [
    'texts',
    textDiagnostics,
    textCases,
    ['invalid-utf8', 'nul-character', 'byte-order-mark', 'not-utf8-text', 'file-too-large'],
  ],
  ['names', nameDiagnostics, nameCases, []],
  ['declarations', policyDiagnostics, policyCases, ['empty-policy']],
  ['phrases', phraseDiagnostics, phraseCases, []],
  ['topology files', topologyDiagnostics, topologyCases, []],
  ['granted rights', checkDiagnostics, checkCases, []],
];

for (const [title, catalog, { beside, cases }, elsewhere] of catalogs)
  describe(`diagnostics of ${title}`, () => {
    it('have cases, every one', () => {
      const codes = Object.values(catalog).map(({ code }) => code);
      assert.deepEqual([...Object.keys(cases), ...elsewhere].sort(), codes.sort());
    });

    for (const [code, { gives, spares }] of Object.entries(cases)) {
      for (const given of gives)
        it(`${code}: ${titleOf(given)}`, () => {
          assert.ok(codesIn(given).has(code), 'the case is not marked with its own code');
          assertMarks(given, beside, code);
        });
      for (const given of spares)
        it(`no ${code}: ${titleOf(given)}`, () => {
          assert.ok(!codesIn(given).has(code));
          assertMarks(given, beside, code);
        });
    }
  });

function textOf(given: Case): string {
  return typeof given === 'string' ? given : given.text;
}

function titleOf(given: Case): string {
  const title = textOf(given).replace(/\s+/g, ' ');
  return title.length > 300 ? `${title.slice(0, 300)}…` : title;
}

function codesIn(given: Case): ReadonlySet<string> {
  return new Set(readMarks(textOf(given)).marks.map(({ code }) => code));
}

/**
 * The diagnostics are those marked, each at its place, and no others anywhere. What is not used is marked
 * in the cases about that alone, which are not about the roles beside them.
 */
function assertMarks(given: Case, beside: string, code: string): void {
  const { text, marks } = readMarks(textOf(given));
  const files = typeof given === 'string' ? {} : given.files;
  const all = { 'beside.warren': beside, 'case.warren': text, ...files };
  const isAboutUnused = code === 'unused-name';
  const { diagnostics } = diagnose(all, isAboutUnused ? 'unused told' : 'unused untold');
  const told = diagnostics.filter(
    ({ code: of, place: { source } }) => of !== 'unused-name' || source.name === 'case.warren',
  );
  const found = told.map(({ code, place: { source, range }, message }) =>
    source.name === 'case.warren'
      ? markLine({ code, start: range.start, end: range.end }, text)
      : `${code} in ${source.name}: ${message}`,
  );
  assert.deepEqual(found.sort(), marks.map((mark) => markLine(mark, text)).sort());
}

describe('a gap of first fit', () => {
  it('of a topic is told as it was written', () => {
    const text = `${BROKER}${ROLES}vhost v { allow a { publish mqtt sensors/*/t } }`;
    const found = diagnose({ 'a.warren': text }).diagnostics;
    const gap = found.find(({ code }) => code === 'first-fit-gap');
    assert.match(gap?.message ?? '', /`sensors\/\*\/t` does not cover `sensors\/[^.]*`/);
  });
});
