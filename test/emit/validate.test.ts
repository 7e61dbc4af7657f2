import assert from 'node:assert/strict';
import type { Artifact } from '#warren/emit/output/artifacts.js';
import { validate } from '#warren/emit/validate.js';
import type { Scope } from '#warren/rabbitmq/scope.js';
import { accessOf, filesOf, SAMPLE, sampleBroker, scope } from './validate-samples.js';

const BROKER = sampleBroker('rabbitmq 4.3');
const OLDER = sampleBroker('rabbitmq 4.0');

/** The files with a text replaced in the last one, which holds the aliases. */
function changed(files: readonly Artifact[], from: string | RegExp, to: string): Artifact[] {
  return files.map((file, at) => {
    if (at < files.length - 1) return file;
    const text = file.text.replace(from, to);
    assert.notEqual(text, file.text, `${String(from)} is not there`);
    return { ...file, text };
  });
}

describe('validation of what was emitted', () => {
  for (const engine of ['rabbitmq 4.3', 'rabbitmq 4.0', 'rabbitmq 3.13'])
    it(`finds nothing where nothing is wrong, ${engine}`, () => {
      const broker = sampleBroker(engine);
      assert.equal(validate(broker, SAMPLE, filesOf(broker, SAMPLE)), undefined);
    });

  it('knows no other policy', () => {
    const files = filesOf(BROKER, SAMPLE);
    assert.equal(
      validate({ ...BROKER, internalUsers: true }, SAMPLE, files),
      'auth_backends.2 is missing',
    );
    assert.match(validate({ ...BROKER, audience: 'x' }, SAMPLE, files) ?? '', /resource_server_id/);
    assert.match(validate({ ...BROKER, scopePrefix: 'x' }, SAMPLE, files) ?? '', /scope_prefix/);
    assert.match(validate({ ...BROKER, settings: [] }, SAMPLE, files) ?? '', /heartbeat = 120/);
    assert.equal(
      validate(BROKER, [...SAMPLE, ...accessOf({ late: [scope('read', 'v', 'q')] })], files),
      'role late has no alias',
    );
    assert.equal(validate(BROKER, SAMPLE.slice(1), files), 'there are 3 aliases for 2 roles');
  });

  const inConf: readonly [what: string, from: string | RegExp, to: string, found: RegExp][] = [
    ['a dropped scope', ' o.write:orders/gr%C3%B6%C3%9Fe%20%231', '', /checkout: less is given/],
    ['a shorter name', 'orders.work', 'orders.wor', /worker: more is given/],
    ['swapped letters', 'orders.events', 'orders.evenst', /checkout: more is given/],
    ['another permission', 'o.read:orders', 'o.write:orders', /worker: more is given/],
    ['a wildcard more', 'checkout.reply.*', 'checkout.*.*', /checkout: more is given/],
    ['a wildcard less', 'checkout.reply.*', 'checkout.reply.', /checkout: less is given/],
    ['a double wildcard', 'checkout.reply.*', 'checkout.reply.**', /checkout: less is given/],
    ['a lost key', '/order.created.*', '', /checkout: less is given/],
    ['a wider key', 'order.created.*', 'order.*', /checkout: more is given/],
    ['a part more', 'order.created.*', 'order/created.*', /does not take/],
    ['a changed escape', '%20', '%21', /checkout: more is given/],
    ['a broken escape', '%20', '%2', /checkout: (?:less|more) is given/],
    ['a blank for an escape', '%20', ' ', /does not take/],
    ['another tag', 'tag:monitoring', 'tag:management', /oncall: more is given/],
    ['an unknown tag', 'tag:monitoring', 'tag:monitor', /does not take/],
    ['a lost prefix', 'o.tag', 'tag', /does not take/],
    ['a claim', 'orders.work', '{sub}', /does not take/],
    ['a comment', 'orders/orders.work', 'orders/#orders.work', /read as cut-by-comment/],
    ['another role', 'role/oncall', 'role/onca11', /oncall has no alias/],
    [
      'an alias more',
      /$/,
      'auth_oauth2.scope_aliases.9.alias = x\nauth_oauth2.scope_aliases.9.scope = y\n',
      /4 aliases for 3 roles/,
    ],
    ['a named alias', /$/, 'auth_oauth2.scope_aliases.x = y\n', /4 aliases for 3 roles/],
    [
      'a doubled alias',
      /$/,
      'auth_oauth2.scope_aliases.9.alias = arn:aws:iam::111122223333:role/oncall\nauth_oauth2.scope_aliases.9.scope = o.tag:monitoring\n',
      /alias-twice/,
    ],
    ['a doubled line', /(auth_oauth2.scope_aliases.1.scope.*\n)/, '$1$1', /key-twice/],
    ['a lost line', /auth_oauth2.scope_aliases.1.scope.*\n/, '', /alias-without-scope/],
    ['a substitution', 'orders.work', '$(auth_oauth2.resource_server_id)', /worker: more is given/],
    ['an unknown substitution', 'orders.work', '$(HOME)', /unknown-substitution/],
    ['an included file', /$/, 'include more.conf\n', /read as include/],
    ['a line that is none', /$/, 'x\n', /read as syntax/],
    [
      'another backend',
      'auth_backends.1 = oauth2',
      'auth_backends.1 = internal',
      /was not decided/,
    ],
    ['an unverified peer', 'verify_peer', 'verify_none', /was not decided/],
    ['other keys', '.well-known/jwks.json', '.well-known/jwks', /was not decided/],
    ['a setting more', /$/, 'loopback_users = none\n', /was not decided/],
    [
      'another audience',
      'resource_server_id = orders',
      'resource_server_id = order',
      /was not decided/,
    ],
    ['a lost setting', 'heartbeat = 120\n', '', /heartbeat is missing/],
    ['a quote', "'a #1'", "'a #1", /syntax|was not decided/],
    ['a raw byte', 'orders.work', 'örders.work', /not-ascii/],
  ];
  for (const [what, from, to, found] of inConf)
    it(`notices ${what} in rabbitmq.conf`, () => {
      const files = changed(filesOf(BROKER, SAMPLE), from, to);
      assert.match(validate(BROKER, SAMPLE, files) ?? 'nothing', found);
    });

  const inAdvanced: readonly [what: string, from: string | RegExp, to: string, found: RegExp][] = [
    ['a dropped scope', /,\n *<<"o.write:orders\/gr[^,]*?>>/, '', /checkout: less is given/],
    ['a changed name', 'orders.work', 'orders.wark', /worker: more is given/],
    ['another role', 'role/oncall', 'role/onca11', /oncall has no alias/],
    ['an alias more', '#{', '#{<<"x">> => [],', /4 aliases for 3 roles/],
    [
      'a doubled alias',
      '#{',
      '#{<<"arn:aws:iam::111122223333:role/oncall">> => [],',
      /alias-twice/,
    ],
    ['what is no text', '<<"o.read:spare/">>', '42', /does not take "42"/],
    ['a lost bracket', '#{', '{', /not-a-term/],
    ['two scopes in one', '">>,\n        <<"', ' ', /does not take|is given/],
    [
      'another prefix',
      '{scope_aliases',
      '{scope_prefix, <<"x">>}, {scope_aliases',
      /scope prefix is x/,
    ],
    [
      'other backends',
      '[\n',
      '[{rabbit, [{auth_backends, [rabbit_auth_backend_internal]}]},\n',
      /order of backends is internal/,
    ],
    [
      'a further audience',
      '{scope_aliases',
      '{resource_servers, #{<<"x">> => [{id, <<"x">>}]}}, {scope_aliases',
      /resource-server/,
    ],
  ];
  for (const [what, from, to, found] of inAdvanced)
    it(`notices ${what} in advanced.config`, () => {
      const files = changed(filesOf(OLDER, SAMPLE), from, to);
      assert.match(validate(OLDER, SAMPLE, files) ?? 'nothing', found);
    });

  it('notices a file that is missing', () => {
    const [conf] = filesOf(OLDER, SAMPLE);
    assert(conf);
    assert.equal(validate(OLDER, SAMPLE, [conf]), 'role checkout has no alias');
    assert.match(validate(OLDER, SAMPLE, []) ?? '', /auth_backends.1 is missing/);
  });

  /** Other scopes that give the same, or not quite. */
  const unions: readonly [decided: Scope[], written: Scope[], same: boolean][] = [
    [[scope('read', 'v', 'a*')], [scope('read', 'v', 'a'), scope('read', 'v', 'a**')], true],
    [[scope('read', 'v', 'a*')], [scope('read', 'v', 'a'), scope('read', 'v', 'a*b')], false],
    [[scope('read', 'v', '*')], [scope('read', 'v', '**')], true],
    [[scope('read', '*', 'q')], [scope('read', '**', 'q')], false],
    [[scope('read', 'v', 'x', '*')], [scope('read', 'v', 'x'), scope('read', 'v', 'x', '*')], true],
    [[scope('read', 'v', 'x', '*')], [scope('read', 'v', 'x', '**')], false],
    [[scope('read', 'v', '')], [scope('write', 'v', '')], true],
    [[scope('read', 'v', '*-dlq')], [scope('read', 'v', '*dlq')], false],
  ];
  for (const [decided, written, same] of unions)
    it(`${same ? 'accepts' : 'refuses'} ${written.map(textOf).join(' ')} for ${decided.map(textOf).join(' ')}`, () => {
      const files = filesOf(BROKER, accessOf({ a: written }));
      const found = validate(BROKER, accessOf({ a: decided }), files);
      assert.equal(found === undefined, same, found);
    });
});

function textOf(of: Scope): string {
  if (of.kind === 'tag') return of.tag;
  const parts = of.key === undefined ? [of.vhost, of.name] : [of.vhost, of.name, of.key];
  const texts = parts.map(({ literals }) => literals.map(({ binary }) => binary).join('*'));
  return `${of.permission}:${texts.join('/')}`;
}
