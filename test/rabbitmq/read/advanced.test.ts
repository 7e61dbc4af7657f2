import assert from 'node:assert/strict';
import fc from 'fast-check';
import { overlayAdvanced } from '#warren/rabbitmq/read/advanced.js';
import {
  effectiveBackends,
  EMPTY_CONFIG,
  type BrokerConfig,
} from '#warren/rabbitmq/read/broker-config.js';
import { readConf } from '#warren/rabbitmq/read/conf.js';
import { Source } from '#warren/source/source.js';

function overlay(text: string, config = EMPTY_CONFIG): BrokerConfig {
  return overlayAdvanced(config, new Source('advanced.config', text));
}

/** A configuration of the OAuth 2 plugin. */
function plugin(settings: string): string {
  return `[{rabbitmq_auth_backend_oauth2, [${settings}]}].`;
}

function chain(backends: string): string {
  return `[{rabbit, [{auth_backends, ${backends}}]}].`;
}

describe('the reader of advanced.config', () => {
  const binaries: readonly [term: string, bytes: string][] = [
    ['<<"a b">>', 'a b'],
    ['<<>>', ''],
    ['<<"a", 66, $c, $\\n>>', 'aBc\n'],
    ['<<"a" "b">>', 'ab'],
    ['<<"\\x{E4}\\x41\\101\\n\\s\\q\\"\\\\\\^A">>', '\xE4AA\n q"\\\x01'],
    ['<<"\\x{E4}"/utf8>>', '\xC3\xA4'],
    ['<<"\\x{142}">>', 'B'],
    ['<<"ä">>', '\xC3\xA4'],
    ['%% coding: utf-8\n<<"ä">>', '\xE4'],
    ['%% coding: utf-8\n<<"ä"/utf8>>', '\xC3\xA4'],
    ['<<"%">> % "\n', '%'],
  ];
  for (const [term, bytes] of binaries)
    it(`reads ${JSON.stringify(term)}`, () => {
      const [head = '', body = term] = /^%/.test(term) ? term.split(/(?<=\n)/) : [''];
      const config = overlay(head + plugin(`{scope_prefix, ${body}}`));
      assert.equal(config.scopePrefix, bytes);
      assert.deepEqual(config.remarks, []);
    });

  it('replaces what it names, wholly, and nothing else', () => {
    const conf = readConf(
      new Source(
        'rabbitmq.conf',
        `auth_backends.1 = oauth2
auth_oauth2.resource_server_id = a
auth_oauth2.scope_aliases.1.alias = x
auth_oauth2.scope_aliases.1.scope = y
`,
      ),
    );
    const config = overlay(
      `[{rabbit, [{auth_backends, [rabbit_auth_backend_oauth2,
         {rabbit_auth_backend_internal, rabbit_auth_backend_ldap}]}]},
        {rabbitmq_auth_backend_oauth2, [
          {key_config, [{signing_keys, #{<<"k">> => {pem, <<"p">>}}}]},
          {verify_aud, false}, {extra_scopes_source, <<"sub">>},
          {scope_aliases, #{<<"one">> => [<<"a b">>, <<"c">>], <<"two">> => <<"d">>}}]}].`,
      conf,
    );
    const table = Array.from(config.aliases, ([name, { scopes }]) => [
      name,
      ...scopes.map(({ text, place }) => [text, place.source.slice(place.range)]),
    ]);
    assert.deepEqual(table, [
      ['one', ['a b', '<<"a b">>'], ['c', '<<"c">>']],
      ['two', ['d', '<<"d">>']],
    ]);
    assert.equal(config.audience, 'a');
    assert.equal(config.scopesKey, 'sub');
    assert.equal(config.verifyAudience, false);
    assert.deepEqual(effectiveBackends(config), ['oauth2', 'internal/ldap']);
    assert.deepEqual(config.remarks, []);
  });

  const flaws: readonly [text: string, remark: string][] = [
    ['', 'not-a-term'],
    ['[]', 'not-a-term'],
    ['[]. []', 'not-a-term'],
    ['[a|b].', 'not-a-term'],
    ['[fun() -> 1 end].', 'not-a-term'],
    ['["unterminated].', 'not-a-term'],
    ['[""" x """].', 'not-a-term'],
    ['['.repeat(100_000), 'not-a-term'],
    ['{}.', 'not-a-configuration'],
    ['[{rabbit, x}].', 'not-a-configuration'],
    [plugin('{scope_aliases, [{<<"a">>, []}]}'), 'wrong-type'],
    [plugin('{scope_aliases, #{"a" => []}}'), 'wrong-type'],
    [plugin('{scope_aliases, #{<<"a">> => "b"}}'), 'wrong-type'],
    [plugin('{scope_aliases, #{<<"a">> => [{b}]}}'), 'no-scope'],
    [plugin('{scope_aliases, #{<<"a">> => 1.5}}'), 'no-scope'],
    [plugin('{scope_aliases, #{<<"a">> => [], <<"a">> => []}}'), 'alias-twice'],
    [plugin('{scope_prefix, "a"}'), 'string-for-binary'],
    [plugin('{scope_prefix, 1}'), 'wrong-type'],
    [plugin('{resource_servers, #{<<"a">> => []}}'), 'resource-server'],
    [chain('rabbit_auth_backend_oauth2'), 'no-backends'],
    [chain('[{a, b, c}]'), 'no-backends'],
    [chain('[{a, [b, "c"]}]'), 'no-backends'],
    [chain('["oauth2"]'), 'no-backends'],
    [chain('[{a, []}]'), 'no-rights-asked'],
    ['[{rabbitmq_auth_backend_cache, [{cached_backend, {a, [b]}}]}].', 'no-backends'],
    ['[{rabbitmq_web_dispatch, [{auth_backends, [a]}]}].', 'other-http-backends'],
  ];
  for (const [text, remark] of flaws)
    it(`remarks ${remark} of ${text.slice(0, 60)}`, () => {
      assert.deepEqual(
        overlay(text).remarks.map(({ kind }) => kind),
        [remark],
      );
    });

  it('takes for a scope what the broker does, and no short names of backends', () => {
    const { aliases, scopesKey, remarks } = overlay(
      plugin(`{scope_aliases, #{<<"a">> => ["b", c, 'd:e', 1], <<"f">> => undefined}},
        {extra_scopes_source, "sub"}, {resource_servers, #{}}`),
    );
    const texts = Array.from(aliases.values(), ({ scopes }) => scopes.map(({ text }) => text));
    assert.deepEqual(
      [texts, scopesKey, remarks],
      [[['b', 'c', 'd:e', '1'], ['undefined']], undefined, []],
    );
    const { backends } = overlay(chain('[oauth2, {rabbit_auth_backend_oauth2, [a, b]}]'));
    assert.deepEqual(
      backends?.map(({ authn, authz }) => [authn, ...authz]),
      [
        ['oauth2', 'oauth2'],
        ['rabbit_auth_backend_oauth2', 'a', 'b'],
      ],
    );
  });

  it('replaces the settings of the keys wholly', () => {
    const conf = readConf(
      new Source(
        'rabbitmq.conf',
        'auth_oauth2.jwks_url = https://a\nauth_oauth2.https.peer_verification = verify_none\nauth_oauth2.verify_aud = false\n',
      ),
    );
    assert.deepEqual([...conf.loosened.keys()], ['verify_aud', 'https.peer_verification']);
    const { jwksUrl, loosened } = overlay(
      plugin('{key_config, [{jwks_url, <<"https://b">>}]}, {require_exp, false}'),
      conf,
    );
    assert.deepEqual([jwksUrl, ...loosened.keys()], ['https://b', 'verify_aud', 'require_exp']);
  });

  it('never throws', () => {
    const pieces = ['[', ']', '{', '}', '#{', '=>', ',', '<<', '>>', '"a"', "'", '"', '\\', '.'];
    const more = ['$', '$\\', '%', '/utf8', 'rabbit', '1.5e', '16#', 'ä', '\\x{110000}', ' '];
    const text = fc.array(fc.constantFrom(...pieces, ...more)).map((all) => all.join(''));
    fc.assert(
      fc.property(fc.oneof(text, text.map(plugin)), (document) => {
        assert.doesNotThrow(() => overlay(document));
      }),
    );
  });
});
