import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import type { Diagnostic, Severity } from '#warren/diagnostics/diagnostic.js';
import { render } from '#warren/report/formats.js';
import { Source } from '#warren/source/source.js';
import { draw } from './sketch.js';
import { sketches } from './sketches.js';

const golden = new URL('golden/', import.meta.url);

function text(diagnostics: readonly Diagnostic[], colour = false): string {
  return render('text', diagnostics, { colour });
}

function many(counts: Readonly<Record<Severity, number>>): readonly Diagnostic[] {
  const source = new Source('a.warren', 'x'.repeat(1000));
  const severities = ['hint', 'warning', 'error'] as const;
  return severities
    .flatMap((severity) => Array.from({ length: counts[severity] }, () => severity))
    .map((severity, at) => ({
      code: `n${at}`,
      severity,
      message: 'm',
      place: { source, range: { start: at, end: at + 1 } },
      notes: [],
      fixes: [],
      uses: [],
    }));
}

/** The codes of the diagnostics that a report shows, in its order. */
function codes(report: string): readonly string[] {
  return Array.from(report.matchAll(/^\w+\[(\w+)\]/gm), ([, code = '']) => code);
}

describe('a text report', () => {
  for (const [name, sketch] of Object.entries(sketches))
    it(`is as in golden/${name}.txt`, () => {
      const file = new URL(`${name}.txt`, golden);
      const report = text(draw(sketch));
      if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, report);
      assert.equal(report, readFileSync(file, 'utf8'));
    });

  it('has no golden file without a case', () => {
    const files = readdirSync(golden).filter((name) => name.endsWith('.txt'));
    assert.deepEqual(
      files.sort(),
      Object.keys(sketches)
        .map((name) => `${name}.txt`)
        .sort(),
    );
  });

  it('is empty when there is nothing to tell', () => {
    assert.equal(text([]), '');
  });

  it('paints by severity when asked, and is the same text otherwise', () => {
    for (const [severity, colour] of [
      ['error', 31],
      ['warning', 33],
      ['hint', 36],
    ] as const) {
      const diagnostics = many({ error: 0, warning: 0, hint: 0, [severity]: 1 });
      const painted = text(diagnostics, true);
      assert.ok(painted.startsWith(`\u001B[1m\u001B[${colour}m${severity}[n0]`), painted);
      assert.equal(stripVTControlCharacters(painted), text(diagnostics));
    }
  });

  it('shows a hundred errors and three warnings of a code, with the number of the others', () => {
    const found = many({ hint: 4, warning: 5, error: 200 }).map((one) => ({
      ...one,
      code: one.severity,
    }));
    const report = text(found);
    const shown = codes(report);
    assert.equal(shown.length, 3 + 3 + 100);
    assert.match(report, /\n\nand 100 more `error` errors\n\n/);
    assert.deepEqual(shown.slice(0, 7), [
      ...Array.from({ length: 3 }, () => 'hint'),
      ...Array.from({ length: 3 }, () => 'warning'),
      'error',
    ]);
    assert.match(report, /\n\nand 1 more `hint` hint\n\nwarning/);
    assert.match(report, /\n\nand 2 more `warning` warnings\n\nerror/);
    const end =
      '\n\n200 errors, 5 warnings, 4 hints in 1 file\n`warren check --all` shows every one.\n';
    assert.ok(report.endsWith(end), report.slice(-200));
    const all = render('text', found, { colour: false, all: true });
    assert.equal(codes(all).length, found.length);
    assert.ok(all.endsWith('\n\n200 errors, 5 warnings, 4 hints in 1 file\n'));
  });

  it('counts by code, and says nothing of a rest where there is none', () => {
    const report = text(many({ hint: 100, warning: 0, error: 0 }));
    assert.equal(codes(report).length, 100);
    assert.ok(report.endsWith('\n\n100 hints in 1 file\n'));
  });

  it('never holds a control character, whatever the text, the place and the message', () => {
    const any = fc.string({ unit: 'binary', maxLength: 30 });
    fc.assert(
      fc.property(any, any, any, fc.nat(), fc.nat(), (name, content, message, a, b) => {
        const source = new Source(name, content);
        const [start = 0, end = 0] = [a % (content.length + 1), b % (content.length + 1)].sort(
          (x, y) => x - y,
        );
        const place = { source, range: { start, end } };
        const report = text([
          {
            code: 'c',
            severity: 'error',
            message,
            place,
            notes: [{ message, place }],
            fixes: [{ title: message, edits: [] }],
            uses: [],
          },
        ]);
        assert.doesNotMatch(report.replaceAll('\n', ''), /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u);
        assert.doesNotMatch(report, /[\u202A-\u202E\u2066-\u2069]/u);
      }),
    );
  });

  it('underlines ASCII exactly, however long the line', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '.'), maxLength: 500 });
    fc.assert(
      fc.property(word, fc.integer({ min: 1, max: 40 }), word, (before, length, after) => {
        const source = new Source('a', `${before}${'#'.repeat(length)}${after}`);
        const range = { start: before.length, end: before.length + length };
        const place = { source, range };
        const report = text([
          { code: 'c', severity: 'error', message: 'm', place, notes: [], fixes: [], uses: [] },
        ]);
        const [, , , code = '', marks = ''] = report.split('\n');
        assert.equal(marks.indexOf('^'), code.indexOf('#'));
        assert.equal(marks.lastIndexOf('^'), code.lastIndexOf('#'));
        assert.ok(code.length <= '1 | '.length + 162, code);
      }),
    );
  });
});
