import assert from 'node:assert/strict';
import { warning } from '#warren/diagnostics/define.js';
import { Recall } from '#warren/diagnostics/recall.js';
import { Reporter } from '#warren/diagnostics/reporter.js';
import { Source, type Place } from '#warren/source/source.js';

const source = new Source('a.warren', 'some text');
const place: Place = { source, range: { start: 0, end: 4 } };
const kind = warning('some-code', ({ word }: { word: string }) => `It says ${word}.`);

/** Work that reports what it is given, and counts how often it is done. */
function reporting(word: string, uses: readonly Place[] = []): (reporter: Reporter) => number {
  let times = 0;
  return (reporter) => {
    reporter.report(kind, place, { word }, { uses });
    return ++times;
  };
}

function messages({ diagnostics }: Reporter): readonly string[] {
  return diagnostics.map(({ message }) => message);
}

describe('what came of some work', () => {
  it('is used again with the same inputs, and what it reported is reported again', () => {
    const recall = new Recall<number>();
    const [about, input] = [{}, {}];
    const work = reporting('this');
    for (let time = 0; time < 3; time++) {
      const reporter = new Reporter();
      assert.equal(recall.of(about, 'b', [input, 'x'], reporter, work), 1);
      assert.deepEqual(messages(reporter), ['It says this.']);
    }
  });

  for (const [title, about, which, inputs] of [
    ['another thing', {}, 'b', [1]],
    ['another work about it', undefined, 'c', [1]],
    ['another input', undefined, 'b', [2]],
    ['more inputs', undefined, 'b', [1, 1]],
    ['fewer inputs', undefined, 'b', []],
  ] as const)
    it(`is not used for ${title}`, () => {
      const recall = new Recall<number>();
      const thing = {};
      const work = reporting('this');
      recall.of(thing, 'b', [1], new Reporter(), work);
      assert.equal(recall.of(about ?? thing, which, inputs, new Reporter(), work), 2);
    });

  it('is not kept where it may not be used again', () => {
    const recall = new Recall<number>();
    const about = {};
    const work = reporting('this');
    const once = (): number => recall.of(about, '', [], new Reporter(), work, (value) => value > 1);
    assert.deepEqual([once(), once(), once()], [1, 2, 2]);
  });

  it('takes from the budget for suggestions what it took, and is worked out where that is over', () => {
    const recall = new Recall<string | undefined>();
    const about = {};
    const ask = (reporter: Reporter): string | undefined =>
      recall.of(about, '', [], reporter, (part) => part.suggester.nearest('quue', ['a', 'queue']));
    const [first, second] = [new Reporter(), new Reporter()];
    assert.equal(ask(first), 'queue');
    assert.equal(ask(second), 'queue');
    assert.equal(first.suggester.left, second.suggester.left);
    const poor = new Reporter();
    poor.suggester.spend(poor.suggester.left - 1);
    assert.equal(ask(poor), undefined);
    assert.equal(ask(new Reporter()), 'queue');
  });

  it('stays as it is when the same is reported elsewhere', () => {
    const recall = new Recall<number>();
    const about = {};
    const work = reporting('this', [place]);
    const report = (): Reporter => {
      const reporter = new Reporter();
      recall.of(about, '', [], reporter, work);
      reporter.report(kind, place, { word: 'this' });
      return reporter;
    };
    assert.deepEqual(report().diagnostics, report().diagnostics);
    assert.deepEqual(
      report().diagnostics.map(({ uses }) => uses),
      [[[place], []]],
    );
  });
});
