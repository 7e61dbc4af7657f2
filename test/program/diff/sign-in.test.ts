import assert from 'node:assert/strict';
import { between, type Files } from './between.js';

const ARN = 'arn:aws:iam::111122223333:role/r';
const ALIAS = `auth_oauth2.scope_aliases.1.alias = ${ARN}\nauth_oauth2.scope_aliases.1.scope = b.read:v/a\n`;
const ID = 'auth_oauth2.resource_server_id = b\n';
const KEY = 'auth_oauth2.additional_scopes_key = sub\n';
const REST = ID + KEY + ALIAS;
const CHAIN = 'auth_backends.1 = oauth2\n';
/** Every token of the role reads `a` in `v`. */
const GOOD = CHAIN + REST;

const cached = (name: string): string => `auth_cache.cached_backend = ${name}\n`;
const chain = (term: string): Files => [REST, `[{rabbit, [{auth_backends, ${term}}]}].`];
const pair = (authn: string, authz: string): string =>
  `auth_backends.1.authn = ${authn}\nauth_backends.1.authz = ${authz}\n`;
const O = 'rabbit_auth_backend_oauth2';
const I = 'rabbit_auth_backend_internal';
const same = /^The same access\.\n$/;
const gained = new RegExp(`^broker b\n  role ${ARN}\n    \\+ GAINED read resource a in vhost v`);
const others = /^The same access\.\nOutside of this comparison:\n {2}the broker's own users/;

/** What is said of a configuration before, and GOOD after it. */
const CASES: readonly (readonly [title: string, old: Files | string, said: RegExp])[] = [
  ['the same', GOOD, same],
  ['the whole name of the backend', `auth_backends.1 = ${O}\n${REST}`, same],
  ['its older name', `auth_backends.7 = oauth\n${REST}`, same],
  ['both parts of it', pair('oauth2', O) + REST, same],
  ['one part of it', `auth_backends.1.authn = oauth2\n${REST}`, same],
  ['a cache over it', `auth_backends.1 = cache\n${cached(O)}${REST}`, same],
  ['a pair of caches over it', pair('cache', 'cache') + cached(O) + REST, same],
  [
    'the backend that lets nobody in before it',
    `auth_backends.1 = dummy\nauth_backends.2 = oauth2\n${REST}`,
    same,
  ],
  ['no backend', REST, gained],
  ['the cache as it is by default', `auth_backends.1 = cache\n${REST}`, gained],
  ['own users who are to have tokens for passwords', pair('internal', 'oauth2') + REST, gained],
  ['no audience', CHAIN + KEY + ALIAS, gained],
  ['an empty audience', GOOD.replace('_id = b', "_id = ''"), gained],
  [
    'another claim',
    GOOD.replace('= sub', '= groups'),
    /^broker b\n {2}alias arn:\S+, in the claim `groups`\n {4}- LOST read[^]*\n {2}role arn[^]*\+ GAINED read[^]*in the claim `groups`\n.*\n\n1 gained, 2 lost/,
  ],
  [
    'a claim of a claim',
    GOOD.replace('= sub', '= realm.sub'),
    /in the claim `realm\.sub`\n {4}- LOST[^]*\+ GAINED read/,
  ],
  ['the claim `scope` alone', GOOD.replace(KEY, ''), gained],
  [
    'a further claim',
    GOOD.replace('= sub', "= 'sub groups'"),
    /alias \S+, in the claim `groups`\n {4}- LOST read[^]*\n {4}- LOST tokens that bring scopes with the prefix `b\.` in the claim `groups`/,
  ],
  [
    'a further audience',
    `${GOOD}auth_oauth2.resource_servers.x.id = y\nauth_oauth2.resource_servers.x.scope_prefix = b.\n`,
    /^broker y \(only in the old one\)\n {2}role \S+\n {4}- LOST read resource a in vhost v/,
  ],
  [
    'an audience of a resource server alone',
    GOOD.replace('resource_server_id', 'resource_servers.1.id'),
    same,
  ],
  [
    'a scope with a claim beside the others',
    GOOD.replace('v/a', 'v/a b.read:v/{sub}'),
    /^The same access\.\nNot compared[^\n]*\n {2}old: old\.conf:5:48: what `read:v\/\{sub\}` gives to arn\S+ depends on the token\n$/,
  ],
  [
    'every audience',
    `${GOOD}auth_oauth2.verify_aud = false\n`,
    /- LOST tokens for any audience\n {8}old: old\.conf:6:26/,
  ],
  [
    'another audience',
    `${GOOD.replace('_id = b', '_id = c')}auth_oauth2.scope_prefix = b.\n`,
    /GAINED tokens for `b`[^]*LOST tokens for `c`/,
  ],
  [
    'keys of whoever',
    `${GOOD}auth_oauth2.https.verify = verify_none\n`,
    /LOST tokens of whoever can pass for the server of the keys/,
  ],
  ['endless tokens', `${GOOD}auth_oauth2.require_exp = false\n`, /LOST tokens that never expire/],
  [
    'own users too',
    `${GOOD}auth_backends.2 = internal\ndefault_pass = hunter2\n`,
    /- LOST the broker's own users\n {8}old: old\.conf:6:19\n {4}- LOST what `default_pass` opens to the broker's own users\n/,
  ],
  [
    'somebody else too',
    `${GOOD}auth_backends.2 = ldap\n`,
    /- LOST whom `rabbit_auth_backend_ldap` lets in/,
  ],
  [
    'a prefix that an ARN begins with',
    `${GOOD}auth_oauth2.scope_prefix = arn:aws:iam::111122223333:role/\n`,
    /LOST roles whose ARN goes on as a scope, such as arn:aws:iam::111122223333:role\/read:\*\/a/,
  ],
  [
    'a role whose ARN is a scope',
    GOOD.replaceAll(ARN, `${ARN}ead:v/x`) +
      'auth_oauth2.scope_prefix = arn:aws:iam::111122223333:role/\n',
    /- LOST read resource x in vhost v/,
  ],
  ['modules in advanced.config', chain(`[${O}]`), same],
  ['pairs in advanced.config', chain(`[{${O}, [${O}, ${O}]}]`), same],
  ['own users in advanced.config', chain(`[${I}]`), gained],
  ['nobody in advanced.config', chain('[]'), gained],
  [
    'aliases that advanced.config replaces',
    [GOOD, `[{rabbitmq_auth_backend_oauth2, [{scope_aliases, #{}}]}].`],
    gained,
  ],
  [
    'a scope as a string',
    [
      CHAIN + ID + KEY,
      `[{rabbitmq_auth_backend_oauth2, [{scope_aliases, #{<<"${ARN}">> => ["b.read:v/a"]}}]}].`,
    ],
    same,
  ],
];

/** What cannot be known, or stops the boot. */
const DOUBTS: readonly (readonly [title: string, files: Files | string, said: RegExp])[] = [
  [
    'rights of own users',
    pair(O, 'internal') + REST,
    /^old\.conf:2:25: who comes in with a token has the rights that `rabbit_auth_backend_internal` gives/,
  ],
  [
    'the same in advanced.config',
    chain(`[{${O}, ${I}}]`),
    /^old\.config:1:29: who comes in with a token/,
  ],
  ['rights of two', chain(`[{${O}, [${O}, ${I}]}]`), /`rabbit_auth_backend_internal` gives/],
  [
    'rights of own users by the cache',
    `auth_backends.1 = cache\nauth_cache.cached_backend.authn = ${O}\nauth_cache.cached_backend.authz = internal\n${REST}`,
    /rights that `rabbit_auth_backend_internal` gives/,
  ],
  [
    'another backend first',
    `auth_backends.1 = http\nauth_backends.2 = oauth2\n${REST}`,
    /`rabbit_auth_backend_http` is asked before tokens are read/,
  ],
  [
    'a module first',
    `auth_backends.1 = my_backend\n${REST}`,
    /:1:19: `my_backend` is asked before/,
  ],
  ['a short name in advanced.config', chain('[oauth2]'), /`oauth2` is asked before/],
  [
    'a short name in the cache',
    `auth_backends.1 = cache\n${cached('oauth2')}${REST}`,
    /`oauth2` is asked before/,
  ],
  [
    'a cache of itself',
    `auth_backends.1 = cache\n${cached('rabbit_auth_backend_cache')}${REST}`,
    /is the cache itself/,
  ],
  ['nobody for rights', chain(`[{${O}, []}]`), /none to ask for rights/],
  ['no list of backends', chain(O), /no list of modules/],
  [
    'several claims',
    [
      CHAIN + ID + 'auth_oauth2.additional_scopes_key = sub groups\n',
      `[{rabbitmq_auth_backend_oauth2, [{scope_aliases, #{<<"${ARN}">> => [<<"b.read:v/a">>]}}]}].`,
    ],
    /^old\.conf:3:37: RabbitMQ before 4\.1 takes `sub groups` for the name of one claim/,
  ],
  [
    'an empty audience that is not verified',
    `${GOOD.replace('_id = b', "_id = ''")}auth_oauth2.verify_aud = false\n`,
    /empty `auth_oauth2\.resource_server_id`/,
  ],
  [
    'backends of HTTP',
    `${GOOD}http_dispatch.auth_backends.1 = internal\n`,
    /over HTTP the broker asks other backends/,
  ],
  [
    'an issuer without https',
    `${GOOD}auth_oauth2.issuer = http://a.example\n`,
    /^old\.conf:6:22: the broker does not start with this: `auth_oauth2\.issuer` takes a URL that starts with https:\/\//,
  ],
  [
    'keys of a provider without https',
    `${GOOD}auth_oauth2.oauth_providers.p.jwks_uri = http://a.example\n`,
    /`auth_oauth2\.oauth_providers\.p\.jwks_uri` takes a URL/,
  ],
  [
    'a value of no type',
    `${GOOD}auth_oauth2.verify_aud = no\n`,
    /`auth_oauth2\.verify_aud` takes true or false/,
  ],
  ['a value of another setting', `${GOOD}heartbeat = soon\n`, /`heartbeat` takes an integer/],
  [
    'a key that is none',
    `${GOOD}auth_oauth2.resource_server = b\n`,
    /no release knows the key `auth_oauth2\.resource_server`; did you mean `auth_oauth2\.resource_server_id`\?/,
  ],
  [
    'a place that is no number',
    `auth_backends.x = oauth2\n${REST}`,
    /the place of a backend is an integer/,
  ],
  [
    'a backend twice',
    `${GOOD}auth_backends.01 = internal\n`,
    /`auth_backends\.01` gives a backend that is given already/,
  ],
  ['a backend whole and in part', `${GOOD}auth_backends.1.authz = internal\n`, /is given already/],
];

describe('diff of configurations that sign people in differently', () => {
  for (const [title, old, said] of CASES)
    it(`compares ${title}`, () => {
      const files: Files = typeof old === 'string' ? [old] : old;
      assert.match(between(files, [GOOD]), said);
      assert.match(between(files, files), /^The same access\.\n/);
    });

  for (const [title, files, said] of DOUBTS)
    it(`does not compare ${title}`, () => {
      const old: Files = typeof files === 'string' ? [files] : files;
      assert.match(between(old, old), said);
      assert.match(between(old, [GOOD]), said);
    });

  it('says who stays outside', () => {
    const files: Files = [
      `${GOOD}auth_backends.2 = internal\ndefault_user = a\ndefault_pass = hunter2\n`,
    ];
    const text = between(files, files);
    assert.match(text, others);
    assert.match(
      text,
      /\n {2}what `default_pass` opens to the broker's own users, new\.conf:8:16\n/,
    );
    assert.doesNotMatch(text, /hunter2/);
    const changed = between(files, [files[0].replace('hunter2', 'hunter3')]);
    assert.match(changed, /GAINED what `default_pass` opens/);
    assert.doesNotMatch(changed, /hunter/);
  });

  it('minds nothing where no token counts', () => {
    const files: Files = [`auth_backends.1 = internal\n${REST.replace('v/a', 'v/{sub}')}`];
    assert.match(between(files, files), others);
  });
});
