import assert from 'node:assert/strict';
import { parse } from './markers.js';
import { printInline } from './sexpr.js';

/** What stands at the top of a file, and the tree that it gives. */
const AT_THE_TOP: readonly [string, string][] = [
  ['', ''],
  ['broker b { }', '(broker [b])'],
  ['broker a, b,c { }', '(broker [a b c])'],
  ['role r = arn:aws:iam::1:role/x', '(role r arn:aws:iam::1:role/x)'],
  ['role r=arn:aws:iam::1:role/a/b', '(role r arn:aws:iam::1:role/a/b)'],
  ['role r = "arn:aws:iam::1:role/a,b"', '(role r "arn:aws:iam::1:role/a,b")'],
  [
    'role r = arn:${partition}:iam::${account}:role/a+b=c.d@e',
    '(role r arn:${partition}:iam::${account}:role/a+b=c.d@e)',
  ],
  [
    'role topic = x role monitoring = y role engine = z',
    '(role topic x) (role monitoring y) (role engine z)',
  ],
  ['role Ab-c_1 = x', '(role Ab-c_1 x)'],
  ['group g = a', '(group g [a])'],
  ['group g = a, b, c', '(group g [a b c])'],
  ['group g = a\n  , b\n', '(group g [a b])'],
  ['profile p() { connect }', '(profile p [] (connect))'],
  ['profile p(a) { }', '(profile p [a])'],
  ['profile p ( a, b ) { }', '(profile p [a b])'],
  ['vhost orders { }', '(vhost orders)'],
  ['vhost / { }', '(vhost /)'],
  ['vhost * { }', '(vhost *)'],
  ['vhost tenant-* { }', '(vhost tenant-*)'],
  ['vhost "a b" { }', '(vhost "a b")'],
  ['vhost ${broker}.x { }', '(vhost ${broker}.x)'],
  ['on a { role r = x }', '(on [a] (role r x))'],
  ['on a, b { on c { group g = h } }', '(on [a b] (on [c] (group g [h])))'],
  ['test "t" { }', '(test "t")'],
  ['allow a { tag monitoring }', '(allow [a] (tag [monitoring]))'],
  ['allow a, b { deploy }', '(allow [a b] (api [deploy]))'],
  ['allow anyone { deploy }', '(allow anyone (api [deploy]))'],
  ['never anyone except a, b { connect }', '(never anyone except [a b] (connect))'],
  ['never a { connect }', '(never [a] (connect))'],
  ['on a { vhost v { queue q } }', '(on [a] (vhost v (queue q)))'],
  ['test "t" { vhost v { can a { connect } } }', '(test "t" (vhost v (can [a] (connect))))'],
  [
    'test "t" { on b { vhost v { never a { connect } } } }',
    '(test "t" (on [b] (vhost v (never [a] (connect)))))',
  ],
  [
    'test "t" { can a { deploy } never b { deploy } }',
    '(test "t" (can [a] (api [deploy])) (never [b] (api [deploy])))',
  ],
  ['@expect(a-b, "because") role r = x', '(expect a-b "because") (role r x)'],
  ['@expect(a, "b")\n@expect(c, "d")\nvhost v { }', '(expect a "b") (expect c "d") (vhost v)'],
  ['@expect ( a , "b" ) role r = x', '(expect a "b") (role r x)'],
];

/** What stands in a broker. */
const IN_A_BROKER: readonly [string, string][] = [
  ['engine amazon-mq 4.2', '(engine [amazon-mq 4.2])'],
  ['engine rabbitmq 4.3.5', '(engine [rabbitmq 4.3.5])'],
  ['account 111122223333', '(account [111122223333])'],
  ['region eu-west-1', '(region [eu-west-1])'],
  ['partition aws-cn', '(partition [aws-cn])'],
  ['id b-1234', '(id [b-1234])'],
  ['configuration c-1234', '(configuration [c-1234])'],
  ['issuer https://a.example/b?c=d', '(issuer [https://a.example/b?c=d])'],
  ['audience "my broker"', '(audience ["my broker"])'],
  ['scope-prefix x.', '(scope-prefix [x.])'],
  ['internal-users off', '(internal-users [off])'],
  ['token ES384', '(token [ES384])'],
  ['token ES384, RS256 max 15m', '(token [ES384 RS256] 15m)'],
  ['token ES384 max 1h', '(token [ES384] 1h)'],
  ['let env = prod', '(let env prod)'],
  ['let account-id = "a b"', '(let account-id "a b")'],
  ['let x = ${account}-*', '(let x ${account}-*)'],
  ['settings { }', '(settings)'],
  ['settings { a.b = c d.1.e=f }', '(settings a.b=c d.1.e=f)'],
  ['settings { queue = x\n on = off }', '(settings queue=x on=off)'],
  ['settings { a = "x, {y}" }', '(settings a="x, {y}")'],
  ['engine rabbitmq 4.2 region x', '(engine [rabbitmq 4.2]) (region [x])'],
];

/** What stands in a vhost. */
const IN_A_VHOST: readonly [string, string][] = [
  ['exchange e', '(exchange e)'],
  ['exchange e direct', '(exchange e direct)'],
  ['exchange e fanout', '(exchange e fanout)'],
  ['exchange e topic', '(exchange e topic)'],
  ['exchange e headers', '(exchange e headers)'],
  ['exchange e x-delayed-message', '(exchange e x-delayed-message)'],
  ['exchange e "my type"', '(exchange e "my type")'],
  ['exchange e topic alternate f', '(exchange e topic alternate=f)'],
  ['exchange e alternate f', '(exchange e alternate=f)'],
  ['exchange e alternate\n f', '(exchange e alternate=f)'],
  ['exchange e alternate # x\n "f"', '(exchange e alternate="f")'],
  ['exchange e exchange\n f', '(exchange e) (exchange f)'],
  ['exchange topic topic', '(exchange topic topic)'],
  ['exchange e\n  topic', '(exchange e topic)'],
  ['queue q', '(queue q)'],
  ['queue q.* dead-letter dlx', '(queue q.* dead-letter=dlx)'],
  ['queue "key" dead-letter "to"', '(queue "key" dead-letter="to")'],
  ['stream s', '(stream s)'],
  ['topology "definitions.json"', '(topology "definitions.json")'],
  ['allow a { connect }', '(allow [a] (connect))'],
  ['never a { connect }', '(never [a] (connect))'],
  ['test "t" { can a { connect } }', '(test "t" (can [a] (connect)))'],
  ['on b { exchange e queue q }', '(on [b] (exchange e) (queue q))'],
  [
    'on b { test "t" { on c { can a { connect } } } }',
    '(on [b] (test "t" (on [c] (can [a] (connect)))))',
  ],
  ['@expect(a, "b") queue q', '(expect a "b") (queue q)'],
];

function gives(cases: readonly [string, string][], open: string, close: string): void {
  for (const [text, tree] of cases)
    it(text === '' ? 'nothing' : text, () => {
      const { file, diagnostics } = parse(`${open}${text}${close}`);
      assert.deepEqual(diagnostics, []);
      const [outer] = file.items;
      const items = open === '' ? file.items : outer && 'items' in outer ? outer.items : [];
      assert.equal(printInline(items), tree);
    });
}

describe('what a file holds', () => {
  gives(AT_THE_TOP, '', '');
});
describe('what a broker holds', () => {
  gives(IN_A_BROKER, 'broker b {', '}');
});
describe('what a vhost holds', () => {
  gives(IN_A_VHOST, 'vhost v {', '}');
});
