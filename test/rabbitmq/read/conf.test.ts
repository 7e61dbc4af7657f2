import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { BrokerConfig } from '#warren/rabbitmq/read/broker-config.js';
import { effectiveBackends, effectivePrefix } from '#warren/rabbitmq/read/broker-config.js';
import { readConf } from '#warren/rabbitmq/read/conf.js';
import { Source } from '#warren/source/source.js';

const ALIAS = 'auth_oauth2.scope_aliases.';

function read(text: string): BrokerConfig {
  return readConf(new Source('rabbitmq.conf', text));
}

/** The aliases as a table. */
function aliases(config: BrokerConfig): Record<string, string[]> {
  return Object.fromEntries(
    Array.from(config.aliases, ([arn, { scopes }]) => [arn, scopes.map(({ text }) => text)]),
  );
}

function alias(index: string, name: string, scope: string): string {
  return `${ALIAS}${index}.alias = ${name}\n${ALIAS}${index}.scope = ${scope}\n`;
}

/** The remarks as `kind line subject`. */
function remarks({ remarks: all }: BrokerConfig): string[] {
  return all.map(({ kind, place, subject }) => {
    return `${kind} ${place.source.position(place.range.start).line} ${subject}`.trim();
  });
}

describe('the reader of rabbitmq.conf', () => {
  const prefixes: readonly [text: string, prefix: string | undefined, remarks?: string[]][] = [
    ['p = a b # c\n', 'a b'],
    ['p = a#b\n', 'a', ['cut-by-comment 1 auth_oauth2.scope_prefix']],
    ["p = 'a#b'\n", 'a#b'],
    ["p = ''\n", ''],
    ["p = 'a\nx' # y\n", 'a\nx'],
    ["p = 'a", "'a"],
    ["p = '''\r\n a\nb'\n'''", ' a\nb', ['multiline-value 2']],
    ['p = "a"\n', '"a"'],
    [' \tp\t=a\r\n', 'a'],
    ['p = a \t', 'a \t'],
    ['p = a\rb\n', 'a\rb'],
    ['p = a\np = b\n', 'b', ['key-twice 1 auth_oauth2.scope_prefix']],
    ['p = ä', 'ä', ['not-ascii 1 auth_oauth2.scope_prefix']],
    ['p = ł', 'ł', ['not-latin-1 1 auth_oauth2.scope_prefix']],
    ['p =\n', undefined, ['syntax 1']],
    ["p = 'a' b\n", 'a', ['syntax 1']],
    ['\nx\np = a\n', undefined, ['syntax 2']],
    ['P = a\n', undefined, ['syntax 1']],
    ['p = a\\\n b\n', 'a\\', ['syntax 2']],
    ['{{section}}\np = a\n', 'a', ['section 1 section']],
    ['include x/*.conf # y\np = a\n', 'a', ['include 1 x/*.conf']],
    ['include x \np = a\n', undefined, ['syntax 1']],
    ['a = b\np = $( a ).$(a)\n', 'b.b'],
    ['a = $(b))\nb = $(c\nc = d\np = $(a)', 'd'],
    ['p = $(a', '$(a'],
    ['p = $(a)', '$(a)', ['unknown-substitution 1 a']],
    ['a = $(a)\n', undefined, ['circular-substitution 1 a']],
    [
      'p = $(<file)',
      '$(<file)',
      ['file-value 1 auth_oauth2.scope_prefix', 'unknown-substitution 1 <file'],
    ],
  ];
  for (const [text, prefix, found = []] of prefixes)
    it(`reads ${JSON.stringify(text)}`, () => {
      const config = read(
        text.replaceAll(/(^|\n)([ \t]*)p(?=\s*=)/g, '$1$2auth_oauth2.scope_prefix'),
      );
      assert.equal(config.scopePrefix, prefix);
      const syntax = text.startsWith('P') ? [] : found;
      assert.deepEqual(remarks(config), syntax);
    });

  const tables: readonly [what: string, text: string, table: object, remarks?: string[]][] = [
    ['an alias', alias('1', 'arn:x/y', 'a  b\tc'), { 'arn:x/y': ['a', 'b\tc'] }],
    ['quotes', alias('1', "'a b'", "'c #d' # e"), { 'a b': ['c', '#d'] }],
    ['no scope', alias('1', 'x', "''"), { x: [] }],
    [
      'half an alias',
      `${ALIAS}1.alias = x\n${ALIAS}2.scope = y\n`,
      {},
      ['alias-without-scope 1 1', 'scope-without-alias 2 2'],
    ],
    ['an alias by name', `${ALIAS}x = a b\n`, { x: ['a', 'b'] }],
    [
      'an index over a name',
      alias('1', 'x', 'a') + `${ALIAS}x = b\n`,
      { x: ['a'] },
      ['alias-twice 3 x'],
    ],
    [
      'the later index in byte order',
      alias('9', 'x', 'a') + alias('10', 'x', 'b'),
      { x: ['a'] },
      ['alias-twice 3 x'],
    ],
    ['an index with a dot', alias('a\\.b', 'x', 'a'), { x: ['a'] }],
    ['another attribute', `${ALIAS}1.name = x\n`, {}, [`unknown-alias-key 1 ${ALIAS}1.name`]],
    ['a further audience', 'auth_oauth2.resource_servers.a.id = b\n', {}, ['resource-server 1 a']],
  ];
  for (const [what, text, table, found = []] of tables)
    it(`reads ${what}`, () => {
      const config = read(text);
      assert.deepEqual(aliases(config), table);
      assert.deepEqual(remarks(config), found);
    });

  it('does not say which of two equal aliases wins among many', () => {
    const many = Array.from({ length: 33 }, (_, at) => alias(String(at), `x${at % 32}`, 'a'));
    assert.deepEqual(remarks(read(many.join(''))), ['alias-twice-among-many 1 x0']);
  });

  it('knows where every alias and scope stands', () => {
    const { aliases: found } = read(`# x\n${alias('1', 'role', "'one  two'")}`);
    const role = found.get('role');
    const places = [role?.place, ...(role?.scopes ?? []).map(({ place }) => place)].map((place) => {
      assert(place);
      const { line, column } = place.source.position(place.range.start);
      return [place.source.slice(place.range), line, column];
    });
    assert.deepEqual(places, [
      ['role', 2, 37],
      ['one', 3, 38],
      ['two', 3, 43],
    ]);
  });

  it('reads what the broker is', () => {
    const text = `auth_backends.10 = internal
auth_backends.2 = rabbit_auth_backend_oauth2
auth_oauth2.resource_server_id = id
auth_oauth2.additional_scopes_key = sub
auth_oauth2.verify_aud = false
auth_oauth2.jwks_url = https://a
auth_oauth2.algorithms.1 = ES384
`;
    const config = read(text);
    assert.deepEqual(effectiveBackends(config), ['oauth2', 'internal']);
    assert.equal(config.audience, 'id');
    assert.equal(effectivePrefix(config), 'id.');
    assert.equal(config.scopesKey, 'sub');
    assert.equal(config.verifyAudience, false);
    assert.equal(config.jwksUrl, 'https://a');
    assert.deepEqual(config.algorithms, ['ES384']);
    assert.deepEqual(effectiveBackends(read('')), ['internal']);
    assert.equal(effectivePrefix(read('')), undefined);
  });

  it('never throws, and ends where values name each other without end', () => {
    const lines = Array.from({ length: 60 }, (_, at) => `a${at} = $(a${at + 1})$(a${at + 1})\n`);
    const config = read(`${lines.join('')}a60 = x\n`);
    assert.ok(config.remarks.some(({ kind }) => kind === 'long-substitution'));
    const pieces = fc.constantFrom(
      ..."a.='#$()\\{}\r\n \t".split(''),
      ALIAS,
      '1.alias',
      'include ',
      '(<',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string({ unit: 'binary' }))), (parts) => {
        const text = parts.join('');
        for (const { place } of read(text).remarks)
          assert.ok(place.range.start <= place.range.end && place.range.end <= text.length);
      }),
    );
  });
});
