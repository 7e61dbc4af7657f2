import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { Diagnostic, Severity } from '#warren/diagnostics/diagnostic.js';
import { allDefinitions } from '#warren/diagnostics/registry.js';
import { render } from '#warren/report/formats.js';
import { Source } from '#warren/source/source.js';
import { bad, head, warren } from '../cli/warren.js';
import { inFolder } from '../source/temporary.js';
import { againstSarif } from './sarif-schema.js';
import { draw } from './sketch.js';
import { awkward, sketches } from './sketches.js';

/** What is looked at here of a SARIF document. */
interface Document {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly Rule[] } };
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly properties?: { readonly brokers: readonly string[] };
    }[];
  }[];
}

interface Rule {
  readonly id: string;
  readonly name?: string;
  readonly shortDescription?: { readonly text: string };
  readonly fullDescription?: { readonly text: string };
  readonly help?: { readonly text: string; readonly markdown?: string };
  readonly helpUri?: string;
  readonly defaultConfiguration?: { readonly level: string };
}

/** A document that the schema takes and that holds what this file reads of it. */
function valid(text: string): Document {
  const document: unknown = JSON.parse(text);
  assert.deepEqual(againstSarif(document), []);
  assert.ok(isDocument(document));
  return document;
}

function isDocument(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && 'runs' in value;
}

const sarif = (diagnostics: readonly Diagnostic[]): Document =>
  valid(render('sarif', diagnostics, { colour: false }));

const levels: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  hint: 'note',
};

const text = fc.string({ unit: 'binary', maxLength: 12 });
const fileName = text.filter((name) => name !== '');

/** A place in one of a few files, so that some come twice. */
const places = (sources: readonly Source[]): fc.Arbitrary<Diagnostic['place']> =>
  fc.tuple(fc.constantFrom(...sources), fc.nat(1_000), fc.nat(1_000)).map(([source, a, b]) => {
    const [start = 0, end = 0] = [a, b]
      .map((at) => at % (source.text.length + 1))
      .sort((left, right) => left - right);
    return { source, range: { start, end } };
  });

const anything: fc.Arbitrary<readonly Diagnostic[]> = fc
  .uniqueArray(fc.tuple(fileName, text), { minLength: 1, maxLength: 3, selector: ([name]) => name })
  .chain((files) => {
    const place = places(files.map(([name, content]) => new Source(name, content)));
    const edit = fc.tuple(place, text).map(([at, put]) => ({ ...at, text: put }));
    return fc.array(
      fc.record({
        code: fc.constantFrom('no-such-code', ...allDefinitions.map(({ code }) => code)),
        severity: fc.constantFrom<Severity>('error', 'warning', 'hint'),
        message: text,
        place,
        notes: fc.array(
          fc.oneof(
            fc.record({ message: fc.constantFrom('here', 'there'), place }),
            fc.record({ message: text }),
          ),
          { maxLength: 4 },
        ),
        fixes: fc.array(fc.record({ title: text, edits: fc.array(edit, { maxLength: 3 }) }), {
          maxLength: 3,
        }),
        uses: fc.constant([]),
        on: fc.constantFrom(
          undefined,
          { names: ['dev'], all: ['dev', 'prod'] },
          { names: ['dev', 'prod'], all: ['dev', 'prod'] },
        ),
      }),
      { maxLength: 4 },
    );
  });

describe('SARIF', () => {
  it('is held against a schema that refuses what is none', () => {
    const document: unknown = JSON.parse(render('sarif', draw(awkward), { colour: false }));
    assert.ok(isDocument(document));
    assert.deepEqual(againstSarif({ ...document, version: '2.0.0' }).length, 1);
    assert.deepEqual(againstSarif({ ...document, more: 1 }).length, 1);
    const [run] = document.runs;
    const [result] = run?.results ?? [];
    for (const wrong of [{ level: 'hint' }, { locations: [1] }, { message: {} }]) {
      const results = [{ ...result, ...wrong }];
      assert.notDeepEqual(againstSarif({ ...document, runs: [{ ...run, results }] }), []);
    }
  });

  it('of nothing is valid', () => {
    assert.deepEqual(sarif([]).runs[0]?.results, []);
  });

  for (const [name, sketch] of Object.entries({ ...sketches, awkward }))
    it(`of ${name} is valid`, () => {
      const diagnostics = draw(sketch);
      assert.equal(sarif(diagnostics).runs[0]?.results.length, diagnostics.length);
    });

  it('is valid whatever it tells of', () => {
    fc.assert(
      fc.property(anything, (diagnostics) => {
        const { tool, results } = sarif(diagnostics).runs[0] ?? {};
        for (const { ruleId, ruleIndex } of results ?? [])
          assert.equal(tool?.driver.rules[ruleIndex]?.id, ruleId);
      }),
    );
  });

  it('of a policy of three brokers is valid, and names them', () => {
    const three = new URL('../cli/three-brokers/old/orders.warren', import.meta.url);
    const broken = `${readFileSync(three, 'utf8')}\nvhost orders { allow nobody { connect } on prod { allow oncall { publish exchange amq.default } } }\n`;
    inFolder({ 'a b/ü%, "x".warren': broken }, (folder) => {
      const { stdout } = warren(folder, ['check', '--format', 'sarif']);
      const found = valid(stdout).runs.flatMap(({ results }) => results);
      const brokers = found.map(({ ruleId, properties }) => [ruleId, properties?.brokers.join()]);
      assert.deepEqual(brokers, [
        ['bare-wildcard-grant', 'dev,staging'],
        ['never-violated', 'dev,staging,prod'],
        ['unknown-name', 'dev,staging,prod'],
        ['default-exchange', 'prod'],
      ]);
    });
  });

  it('of warren.yaml, of standard input and of what --fix leaves is valid', () => {
    const tree = { 'p.warren': bad, 'warren.yaml': 'severity: { spil: off }\n' };
    inFolder(tree, (folder) => {
      const runs = [
        warren(folder, ['check', '--format', 'sarif']),
        warren(folder, ['check', '--fix', '--format', 'sarif']),
        warren(folder, ['check', '-', '--format', 'sarif'], { input: `${head}allow r {` }),
        warren(folder, ['test', '--format', 'sarif']),
        warren(folder, ['compile', '--out', 'out', '--format', 'sarif']),
      ];
      for (const { stdout } of runs)
        assert.ok((valid(stdout).runs[0]?.results.length ?? 0) > 0, stdout);
    });
  });

  it('describes the rule of every code as its page does', () => {
    const source = new Source('a.warren', 'x');
    const place = { source, range: { start: 0, end: 1 } };
    const diagnostics = allDefinitions.map(({ code, severity }) => {
      return { code, severity, message: code, place, notes: [], fixes: [], uses: [] };
    });
    const rules = sarif(diagnostics).runs[0]?.tool.driver.rules ?? [];
    const byCode = new Map(rules.map((rule) => [rule.id, rule]));
    assert.equal(byCode.size, rules.length);
    for (const { code, severity } of allDefinitions) {
      const rule = byCode.get(code);
      assert.ok(rule, code);
      const page = new URL(`../../docs/diagnostics/${code}.md`, import.meta.url);
      assert.equal(rule.defaultConfiguration?.level, levels[severity], code);
      assert.match(rule.name ?? '', /^([A-Z0-9][a-z0-9]*)+$/, code);
      const short = rule.shortDescription?.text ?? '';
      const full = rule.fullDescription?.text ?? '';
      // A sentence in plain text, that says more than the severity.
      assert.match(short, /^[^`\n]{12,}[.]$/, code);
      assert.doesNotMatch(short, /^(Error|Warning|Hint)\b/, code);
      assert.ok(full.startsWith(short.slice(0, -1)), code);
      assert.doesNotMatch(full, /\n|\]\(|`/, code);
      assert.equal(rule.help?.markdown, readFileSync(page, 'utf8'), code);
      assert.equal(rule.help.text, `${full}\n\nwarren help ${code}`, code);
      assert.equal(rule.helpUri, page.href);
    }
  });

  it('gives rules the severity that their code has, not the one of warren.yaml', () => {
    const warned = `${head}vhost v { allow r { publish exchange amq.default } }\n`;
    const tree = { 'p.warren': warned, 'warren.yaml': 'severity: { default-exchange: error }' };
    inFolder(tree, (folder) => {
      const { stdout } = warren(folder, ['check', '--format', 'sarif']);
      const [run] = valid(stdout).runs;
      assert.equal(run?.tool.driver.rules[0]?.defaultConfiguration?.level, 'warning');
      assert.match(stdout, /"ruleId":"default-exchange","ruleIndex":0,"level":"error"/);
    });
  });
});
