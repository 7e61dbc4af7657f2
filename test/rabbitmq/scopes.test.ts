import assert from 'node:assert/strict';
import fc from 'fast-check';
import { encodeScope } from '#warren/rabbitmq/encode.js';
import { compareScopes, type ResourceScope, type Scope } from '#warren/rabbitmq/scope.js';
import { TAGS } from '#warren/rabbitmq/tags.js';
import { Pattern } from '#warren/pattern/pattern.js';
import { decodeScope } from './decode.js';
import { anyResourceScope, pattern } from './patterns.js';

function resource(permission: ResourceScope['permission'], ...texts: string[]): ResourceScope {
  const [vhost = '', name = '', key] = texts;
  const two = { kind: 'resource', permission, vhost: pattern(vhost), name: pattern(name) } as const;
  return key === undefined ? two : { ...two, key: pattern(key) };
}

const anyScope: fc.Arbitrary<Scope> = fc.oneof(
  fc.record({ kind: fc.constant('tag'), tag: fc.constantFrom(...TAGS.map(({ name }) => name)) }),
  anyResourceScope,
);

describe('scopes', () => {
  const encoded: readonly [scope: Scope, text: string][] = [
    [{ kind: 'tag', tag: 'monitoring' }, 'tag:monitoring'],
    [resource('read', 'orders', 'work'), 'read:orders/work'],
    [
      resource('write', 'orders', 'orders.events', 'order.created.*'),
      'write:orders/orders.events/order.created.*',
    ],
    [resource('configure', '*', '*-dlq'), 'configure:*/*-dlq'],
    [resource('read', 'orders', ''), 'read:orders/'],
    [resource('write', 'orders', 'x', ''), 'write:orders/x/'],
    [resource('read', '/', 'a b'), 'read:%2F/a%20b'],
    [resource('read', 'v', 'a+b%2Fc'), 'read:v/a%2Bb%252Fc'],
    [resource('read', 'v', 'order.#'), 'read:v/order.%23'],
    [resource('read', 'v', '{sub}$(x)'), 'read:v/%7Bsub%7D%24%28x%29'],
    [resource('read', 'v', '\'"\\'), 'read:v/%27%22%5C'],
    [resource('read', 'v', 'größe-🐰'), 'read:v/gr%C3%B6%C3%9Fe-%F0%9F%90%B0'],
    [resource('read', 'v', 'Aa0._~-'), 'read:v/Aa0._~-'],
    [{ ...resource('read', 'v'), name: Pattern.literal('a*b') }, 'read:v/a%2Ab'],
  ];
  for (const [scope, text] of encoded)
    it(`writes ${text}`, () => {
      assert.equal(encodeScope(scope).text, text);
    });

  it('the pattern of nothing cannot be written', () => {
    const scope: Scope = { ...resource('read', 'v'), name: Pattern.nothing };
    assert.throws(() => encodeScope(scope), RangeError);
  });

  it('what is written is read back as the same patterns', () => {
    fc.assert(
      fc.property(anyScope, (scope) => {
        if (scope.kind === 'tag') return;
        const { permission, patterns } = decodeScope(encodeScope(scope).text);
        const { vhost, name, key } = scope;
        const expected = key === undefined ? [vhost, name] : [vhost, name, key];
        assert.equal(permission, scope.permission);
        assert.deepEqual(
          patterns.map((read) => read.key),
          expected.map((written) => written.key),
        );
      }),
    );
  });

  it('nothing is ever written that rabbitmq.conf or the broker reads as more', () => {
    fc.assert(
      fc.property(anyScope, (scope) => {
        assert.match(encodeScope(scope).text, /^[a-z]+:(?:[A-Za-z0-9._~*/-]|%[0-9A-F]{2})*$/);
      }),
    );
  });

  it('the canonical order is tags, vhosts, names, permissions, keys', () => {
    const ordered: readonly Scope[] = [
      { kind: 'tag', tag: 'administrator' },
      { kind: 'tag', tag: 'monitoring' },
      resource('configure', 'a', ''),
      resource('configure', 'a', 'm'),
      resource('write', 'a', 'm'),
      resource('write', 'a', 'm', ''),
      resource('write', 'a', 'm', 'k'),
      resource('write', 'a', 'm', '*'),
      resource('read', 'a', 'm'),
      resource('configure', 'a', 'n'),
      resource('configure', 'a', '*'),
      resource('configure', 'b', 'a'),
    ];
    for (const [at, scope] of ordered.entries())
      for (const [other, later] of ordered.entries())
        assert.equal(Math.sign(compareScopes(scope, later)), Math.sign(at - other));
  });

  it('scopes are equal in the order exactly when they are written alike', () => {
    fc.assert(
      fc.property(anyScope, anyScope, (a, b) => {
        const alike = encodeScope(a).text === encodeScope(b).text;
        assert.equal(compareScopes(a, b) === 0, alike);
        assert.equal(Math.sign(compareScopes(a, b)) + Math.sign(compareScopes(b, a)), 0);
      }),
    );
  });
});
