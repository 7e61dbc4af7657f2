import assert from 'node:assert/strict';
import { contextOf } from '#warren/access/context.js';
import { grantedRoles } from '#warren/access/granted.js';
import { Reporter } from '#warren/diagnostics/reporter.js';
import { current, metered } from '#warren/pattern/meter.js';
import { NameSet } from '#warren/pattern/name-set.js';
import { resolvePolicy } from '#warren/policy/resolve.js';
import type { BrokerPolicy } from '#warren/policy/policy.js';
import { spillOfRole } from '#warren/prove/spill/spill.js';
import { readRelated } from '#warren/source/read-related.js';
import { Source } from '#warren/source/source.js';
import { parsePolicy } from '#warren/syntax/parse.js';
import { hostile } from './hostile-policy.js';

const ROLE = 'role r = arn:aws:iam::111122223333:role/r\n';

function policyOf(text: string): BrokerPolicy {
  const reporter = new Reporter();
  const files = [parsePolicy(new Source('hostile.warren', text), reporter)];
  const [policy] = resolvePolicy(files, readRelated, reporter);
  assert(policy);
  return policy;
}

/** How often work asks a set for a name, and for what it may still take. */
function counted<T>(work: () => T): { readonly value: T; readonly asked: number } {
  const meter: unknown = Object.getPrototypeOf(current());
  assert(typeof meter === 'object' && meter !== null);
  let asked = 0;
  const undo = [
    watched(NameSet.prototype, 'has', () => asked++),
    watched(meter, 'afford', () => asked++),
  ];
  try {
    return { value: work(), asked };
  } finally {
    for (const one of undo) one();
  }
}

/** Has each call of a method heard. Answers how to undo it. */
function watched(on: object, name: string, hear: () => void): () => void {
  const method: unknown = Reflect.get(on, name);
  assert(typeof method === 'function');
  Reflect.set(on, name, function (this: unknown, ...args: unknown[]): unknown {
    hear();
    const answer: unknown = Reflect.apply(method, this, args);
    return answer;
  });
  return () => {
    Reflect.set(on, name, method);
  };
}

describe('the search for spill in a hostile policy', () => {
  for (const [blocks, things] of [
    [30, 3],
    [10, 8],
  ] as const)
    for (const moves of [1_000, 40_000])
      it(`ends with its ${moves} moves: ${blocks} blocks of ${things}`, () => {
        const policy = policyOf(ROLE + hostile(blocks, things));
        const [granted] = grantedRoles(policy).values();
        assert(granted);
        const { value, asked } = counted(() =>
          metered(moves, () => spillOfRole(granted, contextOf(policy))),
        );
        assert.equal(value.isExhausted, true);
        assert.equal(value.value.isWhole, false);
        const allowed = 150_000 + 2 * moves;
        assert(asked <= allowed, `${asked} steps, and ${allowed} are allowed`);
      });

  it('is whole where it ends by itself', () => {
    const policy = policyOf(ROLE + hostile(2, 1));
    const [granted] = grantedRoles(policy).values();
    assert(granted);
    const { value, isExhausted } = metered(Infinity, () => spillOfRole(granted, contextOf(policy)));
    assert.deepEqual([value.isWhole, isExhausted], [true, false]);
  });
});
