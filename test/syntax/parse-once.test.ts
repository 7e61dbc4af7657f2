import assert from 'node:assert/strict';
import { Reporter } from '#warren/diagnostics/reporter.js';
import { Source } from '#warren/source/source.js';
import { parsePolicy } from '#warren/syntax/parse.js';
import { parsingOnce } from '#warren/syntax/parse-once.js';

const GOOD = 'vhost v {\n  queue q\n}\n';
const BAD = 'vhost v {\n  queue\n}\n';

describe('parsing equal texts once', () => {
  it('gives each file its own source and the same items', () => {
    const parse = parsingOnce();
    const [old, now] = [new Source('old/p.warren', GOOD), new Source('new/p.warren', GOOD)];
    const reporter = new Reporter();
    const files = [parse(old, reporter), parse(now, reporter)];
    assert.deepEqual(
      files.map(({ source }) => source),
      [old, now],
    );
    assert.equal(files[0]?.items, files[1]?.items);
    assert.deepEqual(files[1], parsePolicy(now, new Reporter()));
  });

  it('tells the mistakes of every file, each at its own place', () => {
    const parse = parsingOnce();
    const reporter = new Reporter();
    for (const name of ['old/p.warren', 'new/p.warren']) parse(new Source(name, BAD), reporter);
    assert.deepEqual(
      reporter.diagnostics.map(({ place }) => place.source.name),
      ['old/p.warren', 'new/p.warren'],
    );
  });
});
