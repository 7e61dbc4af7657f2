import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeScope, type DecodedScope } from '#warren/rabbitmq/read/scope.js';
import { encodeScope } from '#warren/rabbitmq/encode.js';
import { compareScopes } from '#warren/rabbitmq/scope.js';
import { anyResourceScope } from '../patterns.js';

/** A decoded scope in one line: its bytes, with stars for wildcards. */
function shown(decoded: DecodedScope): string {
  if (decoded.kind === 'ignored') return decoded.because;
  if (decoded.kind === 'claims') return 'claims';
  const { scope } = decoded;
  if (scope.kind === 'tag') return `tag ${scope.tag}`;
  const patterns = [scope.vhost, scope.name, ...(scope.key === undefined ? [] : [scope.key])];
  const texts = patterns.map(({ isNothing, literals }) =>
    isNothing ? 'nothing' : literals.map(({ binary }) => binary).join('*'),
  );
  return [scope.permission, ...texts].join('|');
}

describe('the reader of scopes', () => {
  const table: readonly [text: string, shown: string][] = [
    ['p.read:v/q', 'read|v|q'],
    ['p.write:v/x/k.*', 'write|v|x|k.*'],
    ['p.configure:*/**', 'configure|*|**'],
    ['p.read:v/', 'read|v|'],
    ['p.read:/', 'read||'],
    ['p.read:v/a+b%2Fc%2a', 'read|v|a b/c*'],
    ['p.read:v/%ff\xFF', 'read|v|\xFF\xFF'],
    ['p.read:v/%', 'read|v|nothing'],
    ['p.read:%4/%zz/a', 'read|nothing|nothing|a'],
    ['p.read:v:w/q', 'read|v:w|q'],
    ['p.read:v', 'parts'],
    ['p.read:a/b/c/d', 'parts'],
    ['p.reed:a/b', 'no-permission'],
    ['p.Read:a/b', 'no-permission'],
    ['p.', 'no-permission'],
    ['read:a/b', 'no-prefix'],
    ['P.read:a/b', 'no-prefix'],
    ['p.read:{vhost}/q', 'claims'],
    ['p.{x}', 'claims'],
    ['p.read:v/}', 'read|v|}'],
    ['p.tag:monitoring', 'tag monitoring'],
    ['p.tag:Monitoring', 'unknown-tag'],
    ['p.tag:', 'unknown-tag'],
    ['p.tag:{x}', 'unknown-tag'],
  ];
  for (const [text, expected] of table)
    it(`reads ${JSON.stringify(text)}`, () => {
      assert.equal(shown(decodeScope(text, 'p.')), expected);
    });

  it('reads back what is written', () => {
    fc.assert(
      fc.property(anyResourceScope, fc.constantFrom('', 'p', 'read:'), (scope, prefix) => {
        const decoded = decodeScope(prefix + encodeScope(scope).text, prefix);
        assert(decoded.kind === 'scope');
        assert.equal(compareScopes(decoded.scope, scope), 0);
      }),
    );
  });
});
