import assert from 'node:assert/strict';
import type { Fix } from '#warren/diagnostics/diagnostic.js';
import { BROKER, ROLES } from './cases/case.js';
import { diagnose } from './harness.js';

/** Policies with one diagnostic, and what its first fix makes of them; `undefined` where it has none. */
const fixes: readonly (readonly [code: string, before: string, after: string | undefined])[] = [
  [
    'undeclared-name',
    'vhost v { queue orders.work allow a { consume queue orders.wrok } }',
    'vhost v { queue orders.work allow a { consume queue orders.work } }',
  ],
  [
    'undeclared-name',
    'vhost v { queue "rôle" allow a { consume queue "röle" } }',
    'vhost v { queue "rôle" allow a { consume queue "rôle" } }',
  ],
  [
    'undeclared-name',
    'profile p(n) { consume queue ${n} } vhost v { queue work allow a { p(wrok) } }',
    undefined,
  ],
  [
    'unexpected-token',
    'role d = arn:aws:iam::${account}:role/x,y,z allow a { tag monitoring }',
    'role d = "arn:aws:iam::${account}:role/x,y,z" allow a { tag monitoring }',
  ],
  [
    'undeclared-dead-letter',
    'vhost v { exchange dead queue q dead-letter daad }',
    'vhost v { exchange dead queue q dead-letter dead }',
  ],
  [
    'undeclared-dead-letter',
    'vhost v { exchange "queue" queue q dead-letter queues }',
    'vhost v { exchange "queue" queue q dead-letter "queue" }',
  ],
  [
    'missing-dead-letter',
    'vhost v { exchange x queue q dead-letter x allow a { declare queue q } }',
    'vhost v { exchange x queue q dead-letter x allow a { declare queue q dead-letter x } }',
  ],
  [
    'missing-dead-letter',
    'vhost v { exchange x queue q dead-letter x queue r allow a { declare queue q, r } }',
    undefined,
  ],
  [
    'missing-dead-letter',
    'vhost v { exchange x queue q dead-letter x allow a { declare, consume queue q } }',
    undefined,
  ],
  [
    'missing-alternate',
    'vhost v { exchange "to" exchange x alternate "to" allow a { declare exchange x } }',
    'vhost v { exchange "to" exchange x alternate "to" allow a { declare exchange x alternate "to" } }',
  ],
  [
    'hash-in-key',
    'vhost v { allow a { publish exchange x key "order.#" } }',
    'vhost v { allow a { publish exchange x key order.* } }',
  ],
  ['hash-in-key', 'vhost v { allow a { publish exchange x key "${role}.#" } }', undefined],
  ['unused-expect', 'vhost v { @expect(default-exchange, "?")\n  queue q }', 'vhost v { queue q }'],
];

describe('fixes', () => {
  for (const [code, before, after] of fixes)
    it(`${code}: ${before}`, () => {
      const [found, ...more] = diagnosed(before);
      assert.deepEqual([found?.code, more.length], [code, 0]);
      const [fix] = found?.fixes ?? [];
      assert.equal(fix && applied(fix, before), after);
      if (after !== undefined) assert.deepEqual(diagnosed(after), []);
    });
});

function diagnosed(text: string): ReturnType<typeof diagnose>['diagnostics'] {
  return diagnose({ 'beside.warren': BROKER + ROLES, 'p.warren': text }).diagnostics;
}

function applied({ edits }: Fix, text: string): string {
  return edits.reduceRight(
    (edited, { range, text: replacement }) =>
      edited.slice(0, range.start) + replacement + edited.slice(range.end),
    text,
  );
}
