import assert from 'node:assert/strict';
import fc from 'fast-check';
import { between, type Files } from './between.js';

const REST = `auth_backends.1 = oauth2
auth_oauth2.resource_server_id = b
auth_oauth2.additional_scopes_key = sub
`;
const SECRET = 'hunter2';

/** Large configurations, each some megabytes of one kind. */
const LARGE: readonly (readonly [title: string, files: Files])[] = [
  ['one long value', [`${REST}auth_oauth2.scope_prefix = ${'a'.repeat(10_000_000)}\n`]],
  [
    'one long line of scopes',
    [`${REST}auth_oauth2.scope_aliases.x = ${'b.read:v/a '.repeat(500_000)}\n`],
  ],
  ['one long key', [`${REST}auth_oauth2.${'a'.repeat(5_000_000)} = 1\n`]],
  ['a key of many words', [`${REST}auth_oauth2.${'a.'.repeat(2_000_000)}a = 1\n`]],
  ['many unknown keys', [REST + lines(50_000, (at) => `auth_oauth2.no_such_key_${at}.x = y`)]],
  ['many keys of others', [REST + lines(100_000, (at) => `other.k${at} = y`)]],
  ['many wrong values', [REST + lines(50_000, (at) => `listeners.tcp.${at} = no port`)]],
  ['many backends', [REST + lines(50_000, (at) => `auth_backends.${at + 2}.authn = internal`)]],
  ['many claims', [REST.replace('= sub', `= '${'a.b '.repeat(500_000)}'`)]],
  [
    'many modules',
    [REST, `[{rabbit, [{auth_backends, [${'internal,'.repeat(300_000)}internal]}]}].`],
  ],
  [
    'many aliases',
    [
      REST,
      `[{rabbitmq_auth_backend_oauth2, [{scope_aliases, #{${lines(10_000, (at) => `<<"r${at}">> => [<<"b.read:v/a">>],`)}<<"x">> => []}}]}].`,
    ],
  ],
];

function lines(count: number, line: (at: number) => string): string {
  return Array.from({ length: count }, (_, at) => `${line(at)}\n`).join('');
}

const KEYS = [
  ...['auth_backends.1', 'auth_backends.2.authn', 'auth_backends.2.authz', 'auth_backends.x'],
  ...['auth_cache.cached_backend', 'auth_cache.cached_backend.authz', 'auth_oauth2.issuer'],
  ...['auth_oauth2.resource_server_id', 'auth_oauth2.additional_scopes_key', 'default_pass'],
  ...['auth_oauth2.scope_prefix', 'auth_oauth2.verify_aud', 'auth_oauth2.jwks_url', 'heartbeat'],
  ...['auth_oauth2.scope_aliases.a', 'auth_oauth2.scope_aliases.1.alias', 'ssl_options.password'],
  ...['auth_oauth2.scope_aliases.1.scope', 'auth_oauth2.default_oauth_provider', 'x.y'],
  ...['auth_oauth2.https.verify', 'auth_oauth2.resource_servers.a.id', 'anonymous_login_pass'],
];
const VALUES = [
  ...[
    'oauth2',
    'internal',
    'cache',
    'nobody',
    'sub',
    'sub groups',
    "''",
    'true',
    'false',
    '.',
    '{',
  ],
  ...['b.read:v/a', 'b.read:v/{sub} b.tag:administrator', '$(default_pass)', '$(x.y)', '$(', '1'],
  ...['https://a', 'http://a', 'verify_none', 'a\u{1B}[31mb', 'ä', 'ł', '\u{2028}'],
];
const TERMS = [
  ...['rabbit_auth_backend_oauth2', '[rabbit_auth_backend_oauth2]', '[{a, []}]', '#{}', '"sub"'],
  ...['<<"sub">>', '[{rabbit_auth_backend_oauth2, rabbit_auth_backend_internal}]', 'false', '1.5'],
  ...['#{<<"a">> => ["b.read:v/a", {x}]}', '#{<<"a">> => [<<"b.read:v/a">>]}', '[', `"${SECRET}"`],
];
const SETTINGS = [
  ...['auth_backends', 'resource_server_id', 'scope_prefix', 'extra_scopes_source', 'verify_aud'],
  ...[
    'scope_aliases',
    'key_config',
    'cached_backend',
    'default_pass',
    'resource_servers',
    'issuer',
  ],
];
const APPLICATIONS = ['rabbit', 'rabbitmq_auth_backend_oauth2', 'rabbitmq_auth_backend_cache'];

const secrets = (key: string, value: string): string =>
  /pass/.test(key) && !value.includes('$') ? SECRET : value;
const conf = fc
  .array(fc.tuple(fc.constantFrom(...KEYS), fc.constantFrom(...VALUES)), { maxLength: 9 })
  .map((all) => all.map(([key, value]) => `${key} = ${secrets(key, value)}\n`).join(''));
const advanced = fc
  .array(
    fc.tuple(
      fc.constantFrom(...APPLICATIONS),
      fc.constantFrom(...SETTINGS),
      fc.constantFrom(...TERMS),
    ),
    { maxLength: 3 },
  )
  .map(
    (all) => `[${all.map(([app, name, term]) => `{${app}, [{${name}, ${term}}]}`).join(', ')}].`,
  );
const files: fc.Arbitrary<Files> = fc.oneof(
  fc.tuple(conf),
  fc.tuple(conf.map((text) => REST + text)),
  fc.tuple(conf, advanced),
  fc.tuple(
    conf.map((text) => REST + text),
    advanced,
  ),
);

describe('diff of hostile configurations', () => {
  for (const [title, large] of LARGE)
    it(`ends soon with ${title}`, function () {
      this.timeout(60_000);
      assert.notEqual(between(large, [REST]), '');
    });

  it('takes a resource server of no name for none', () => {
    const none = "auth_oauth2.resource_servers.a.id = ''\n";
    assert.match(between([none, '[].'], [none, '[].']), /^The same access\./);
    assert.match(between([none], ['']), /^The same access\./);
  });

  it('says something of any two, the same of the same, and shows neither secrets nor controls', () => {
    fc.assert(
      fc.property(files, files, (old, now) => {
        const text = between(old, now);
        assert.notEqual(text, '');
        assert.doesNotMatch(text, new RegExp(`${SECRET}|\\u001b|\\u2028`));
        const [itself, again] = [between(old, old), between(old, old)];
        assert.equal(itself, again);
        // Nothing differs from itself; what cannot be read is never said to be the same.
        assert.match(itself, /^The same access\.\n|^(?:old|new)\.conf(?:ig)?:\d+:\d+: /);
      }),
      { numRuns: 1000 },
    );
  });
});
