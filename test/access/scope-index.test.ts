import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ScopeIndex } from '#warren/access/scope-index.js';
import { includes } from '#warren/pattern/include.js';
import { intersection } from '#warren/pattern/intersect.js';
import { firstFit } from '#warren/pattern/name-set.js';
import type { Pattern } from '#warren/pattern/pattern.js';
import { PERMISSIONS, type ResourceScope } from '#warren/rabbitmq/scope.js';
import { patterns, scope } from '../prove/samples.js';

const one = fc
  .tuple(
    fc.constantFrom(...PERMISSIONS),
    patterns('v', 'w'),
    fc.oneof(patterns('a', 'b'), fc.constant('')),
    fc.option(patterns('k')),
  )
  .map(([permission, vhost, name, key]): ResourceScope => {
    const made = scope(permission, vhost, name, key ?? undefined);
    assert.ok(made.kind === 'resource');
    return made;
  });

/** Fewer than are looked through one by one, and many more. */
const filed = fc.oneof(
  fc.array(one, { maxLength: 10 }),
  fc.array(one, { minLength: 30, maxLength: 60 }),
);

const holds = (outer: Pattern, inner: Pattern): boolean =>
  includes(firstFit(outer), firstFit(inner));
const meets = (a: Pattern, b: Pattern): boolean =>
  intersection(firstFit(a), firstFit(b)).kind === 'witness';

function covers(outer: ResourceScope, inner: ResourceScope): boolean {
  if (outer.permission !== inner.permission) return false;
  if (!holds(outer.vhost, inner.vhost) || !holds(outer.name, inner.name)) return false;
  return inner.key === undefined || (outer.key !== undefined && holds(outer.key, inner.key));
}

describe('an index of scopes', () => {
  it('finds all that cover a scope, and no others', () => {
    fc.assert(
      fc.property(filed, one, (scopes, wanted) => {
        const items = scopes.map((held) => ({ scope: held }));
        const found = new Set(new ScopeIndex(items).covering(wanted));
        for (const item of items) assert.equal(found.has(item), covers(item.scope, wanted));
      }),
    );
  });

  it('finds all that give access to vhosts, and no others', () => {
    fc.assert(
      fc.property(filed, one, (scopes, { vhost }) => {
        const items = scopes.map((held) => ({ scope: held }));
        const found = new Set(new ScopeIndex(items).entering(vhost));
        for (const item of items) assert.equal(found.has(item), holds(item.scope.vhost, vhost));
      }),
    );
  });

  it('finds all others that meet one, in their order, and none that was removed', () => {
    fc.assert(
      fc.property(filed, fc.nat(), fc.nat(), (scopes, at, gone) => {
        const items = scopes.map((held) => ({ scope: held }));
        const [item, removed] = [items[at % items.length], items[gone % items.length]];
        if (item === undefined || removed === undefined) return;
        const index = new ScopeIndex(items);
        index.remove(removed);
        const { permission, vhost, name, key } = item.scope;
        const found = index.meeting(item, key);
        assert.ok(!found.includes(item) && !found.includes(removed));
        const rank = ({ scope: other }: { scope: ResourceScope }): number =>
          items.length < 24
            ? 0
            : Number(vhost.isLiteral && !other.vhost.isLiteral) * 2 +
              Number(name.isLiteral && !other.name.isLiteral);
        const places = found.map((other) => rank(other) * 1_000 + items.indexOf(other));
        assert.deepEqual(
          places,
          places.toSorted((a, b) => a - b),
        );
        for (const other of items) {
          if (other === item || other === removed || other.scope.permission !== permission)
            continue;
          if (!meets(other.scope.vhost, vhost) || !meets(other.scope.name, name)) continue;
          const keyed = other.scope.key;
          if (key !== undefined && (keyed === undefined || !meets(keyed, key))) continue;
          assert.ok(found.includes(other));
        }
      }),
    );
  });

  it('puts the vhost by its name before patterns, and short beginnings before long ones', () => {
    const scopes = ['v*', 'v', '*', 'vv*'].map((vhost) => scope('read', vhost, 'a'));
    const items = scopes.flatMap((held) => (held.kind === 'resource' ? [{ scope: held }] : []));
    const wanted = scope('read', 'v', 'a');
    assert.ok(wanted.kind === 'resource');
    const found = Array.from(new ScopeIndex(items).covering(wanted), (item) => items.indexOf(item));
    assert.deepEqual(found, [1, 2, 0]);
  });
});
