import assert from 'node:assert/strict';
import { linesOf, PRODUCTS } from '#warren/rabbitmq/engines.js';
import { parseEngine } from '#warren/rabbitmq/parse-engine.js';
import { checkSetting } from '#warren/rabbitmq/settings/check.js';
import { settableKeys } from '#warren/rabbitmq/settings/settable.js';

/** What is wrong with a key itself, whatever its value. */
const aboutKeys: readonly string[] = [
  'unknown-key',
  'not-in-every-release',
  'written-by-compiler',
  'refused',
];

const engines = PRODUCTS.flatMap((product) =>
  linesOf(product).map((line) => `${product} ${line}${product === 'rabbitmq' ? '.0' : ''}`),
);

describe('the keys that a policy may set', () => {
  for (const name of engines)
    it(`on ${name} are ones that the check of settings accepts`, () => {
      const [product = '', version = ''] = name.split(' ');
      const found = parseEngine(product, version);
      assert.ok(found.ok);
      const keys = settableKeys(found.engine);
      assert.ok(keys.length > 3);
      const bad = keys.flatMap(({ key }) => {
        const result = checkSetting(found.engine, key, '1');
        return !result.ok && aboutKeys.includes(result.problem.kind)
          ? [`${key}: ${result.problem.kind}`]
          : [];
      });
      assert.deepEqual(bad, []);
    });

  it('are none that only closes a door', () => {
    const found = parseEngine('rabbitmq', '4.3');
    assert.ok(found.ok);
    const names = settableKeys(found.engine).map(({ key }) => key);
    assert.ok(names.includes('heartbeat'));
    assert.ok(
      names.every(
        (name) =>
          !/^(?:auth_|default_user|load_definitions)/.test(name) ||
          name.startsWith('auth_oauth2.https.'),
      ),
    );
  });
});
