import assert from 'node:assert/strict';
import { parseMarked } from './markers.js';
import { printInline } from './sexpr.js';

/** What is missing at the top of a file, and the tree of what is there. A role follows each. */
const AT_THE_TOP: readonly [string, string][] = [
  ['role ⟦expected-token:=⟧ x', '(role _ x)'],
  ['role r ⟦expected-token:x⟧', '(role r x)'],
  ['role r ⟦expected-token:=⟧', '(role r _)'],
  ['role ⟦expected-token:r⟧', '(role r _)'],
  ['⟦expected-token:role⟧', '(role _ _)'],
  ['role r ⟦expected-token::=⟧ x', '(role r x)'],
  ['role r ⟦expected-token:==⟧ x', '(role r x)'],
  ['role r⟦expected-token::⟧ x', '(role r x)'],
  ['role ⟦bad-identifier:"r"⟧ = x', '(role _ x)'],
  ['role ⟦bad-identifier:1r⟧ = x', '(role _ x)'],
  ['role ⟦bad-identifier:r.s⟧ = x', '(role _ x)'],
  ['role r = x ⟦unexpected-token:y⟧ z', '(role r x)'],
  ['role r = x⟦unexpected-token:,⟧ y', '(role r x)'],
  ['group ⟦expected-token:=⟧ a', '(group _ [a])'],
  ['group g ⟦expected-token:a⟧, b', '(group g [a b])'],
  ['group g = a ⟦expected-token:b⟧ c', '(group g [a b c])'],
  ['group g = a⟦expected-token:,⟧', '(group g [a _])'],
  ['group g = ⟦expected-token:,⟧ a', '(group g [_ a])'],
  ['group g = a,⟦expected-token:,⟧ b', '(group g [a _ b])'],
  ['profile ⟦expected-token:(⟧) { connect }', '(profile _ [] (connect))'],
  ['profile p ⟦expected-token:{⟧ connect }', '(profile p [] (connect))'],
  ['profile p(⟦expected-token:{⟧ connect }', '(profile p [] (connect))'],
  ['profile p(a ⟦expected-token:{⟧ connect }', '(profile p [a] (connect))'],
  ['profile p(a⟦expected-token:,⟧) { connect }', '(profile p [a _] (connect))'],
  ['profile p(a ⟦expected-token:b⟧) { connect }', '(profile p [a b] (connect))'],
  ['profile p() ⟦expected-token:connect⟧ }', '(profile p [] (connect))'],
  ['vhost ⟦expected-token:{⟧ queue q }', '(vhost _ (queue q))'],
  ['vhost v ⟦expected-token:queue⟧ q }', '(vhost v (queue q))'],
  ['vhost ⟦expected-token:v⟧\n  queue q\n}', '(vhost v (queue q))'],
  ['vhost v ⟦expected-token:w⟧ { queue q }', '(vhost v (queue q))'],
  ['vhost v⟦unexpected-token:,⟧ w { queue q }', '(vhost v (queue q))'],
  ['vhost v ⟦unclosed-block:{⟧ queue q', '(vhost v (queue q))'],
  ['vhost v { queue q }\n⟦stray-brace:}⟧', '(vhost v (queue q))'],
  ['vhost v { queue q } ⟦stray-brace:}⟧ } }', '(vhost v (queue q))'],
  ['on ⟦expected-token:{⟧ group g = a }', '(on [_] (group g [a]))'],
  ['on a ⟦expected-token:b⟧ { group g = a }', '(on [a b] (group g [a]))'],
  ['test ⟦expected-token:{⟧ can a { deploy } }', '(test _ (can [a] (api [deploy])))'],
  ['test ⟦expected-token:t⟧ { can a { deploy } }', '(test "t" (can [a] (api [deploy])))'],
  ["test ⟦needs-quotes:'t'⟧ { can a { deploy } }", '(test "t" (can [a] (api [deploy])))'],
  ['allow ⟦expected-token:{⟧ deploy }', '(allow [_] (api [deploy]))'],
  ['allow a ⟦expected-token:b⟧ { deploy }', '(allow [a b] (api [deploy]))'],
  ['allow a⟦expected-token:,⟧ { deploy }', '(allow [a _] (api [deploy]))'],
  ['allow a ⟦expected-token:deploy⟧ }', '(allow [a] (api [deploy]))'],
  ['allow a ⟦expected-token:(⟧ deploy )', '(allow [a] (api [deploy]))'],
  ['never anyone ⟦expected-token:a⟧ { connect }', '(never anyone (connect))'],
  ['never anyone except ⟦expected-token:{⟧ connect }', '(never anyone except [_] (connect))'],
  ['never a ⟦unexpected-token:except⟧ b { connect }', '(never _ (connect))'],
  ['@expect ⟦expected-token:a⟧ "b"', '(expect a "b")'],
  ['@expect(⟦expected-token:)⟧', '(expect _ _)'],
  ['@expect(a⟦expected-token:)⟧', '(expect a _)'],
  ['@expect(a ⟦expected-token:"b"⟧)', '(expect a "b")'],
  ['@expect(a, ⟦expected-token:b⟧)', '(expect a "b")'],
  ['@expect(a, ⟦expected-token:"b"⟧', '(expect a "b")'],
  ['⟦expected-token:@expect⟧', '(expect _ _)'],
  [
    'role r = arn:aws:iam::${account}:role/x⟦unexpected-token:,⟧y,z',
    '(role r arn:aws:iam::${account}:role/x)',
  ],
  ['⟦unexpected-token:import⟧ x', ''],
  ['⟦unknown-keyword:deny⟧ a {\n connect }', '(never [a] (connect))'],
  ['⟦unexpected-token:"x"⟧', ''],
  ['⟦unexpected-token:=⟧', ''],
  ['⟦unexpected-token:{⟧ role x = y }', ''],
  ['⟦unexpected-token:(⟧((,,', ''],
];

/** The same in a broker; `region z` follows each. */
const IN_A_BROKER: readonly [string, string][] = [
  ['⟦expected-token:engine⟧', '(engine [_ _])'],
  ['engine ⟦expected-token:rabbitmq⟧', '(engine [rabbitmq _])'],
  ['engine rabbitmq 4.2 ⟦unexpected-token:x⟧', '(engine [rabbitmq 4.2])'],
  ['account ⟦unexpected-token:=⟧ 1', '(account [1])'],
  ['⟦expected-token:token⟧', '(token [_])'],
  ['token ES384⟦expected-token:,⟧', '(token [ES384 _])'],
  ['token ES384 ⟦expected-token:RS256⟧ max 1m', '(token [ES384 RS256] 1m)'],
  ['token ES384 ⟦expected-token:max⟧', '(token [ES384] _)'],
  ['let ⟦expected-token:=⟧ x', '(let _ x)'],
  ['let n ⟦expected-token:x⟧', '(let n x)'],
  ['⟦expected-token:let⟧', '(let _ _)'],
  ['settings { a = ⟦expected-token:}⟧', '(settings a=_)'],
  ['settings { a ⟦expected-token:b⟧ }', '(settings a=b)'],
  ['settings { ⟦unexpected-token:=⟧ b }', '(settings)'],
  ['settings { a = b⟦unexpected-token:,⟧ c = d }', '(settings a=b)'],
  ['settings { a = b c ⟦expected-token:}⟧', '(settings a=b c=_)'],
  ['settings { a = ⟦expected-token:{⟧{x}}\n b = c }', '(settings a=_ b=c)'],
  ['settings ⟦expected-token:a⟧ = b }', '(settings a=b)'],
  ['settings ⟦unclosed-block:{⟧\n a = b', '(settings a=b)'],
  ['⟦unexpected-token:something⟧ else', ''],
];

/** The same in a vhost; `queue z` follows each. */
const IN_A_VHOST: readonly [string, string][] = [
  ['⟦expected-token:exchange⟧', '(exchange _)'],
  ['exchange e topic ⟦expected-token:alternate⟧', '(exchange e topic)'],
  ['exchange e topic ⟦unexpected-token:fanout⟧', '(exchange e topic)'],
  ['⟦expected-token:queue⟧', '(queue _)'],
  ['queue q⟦unexpected-token:,⟧ r', '(queue q)'],
  ['⟦expected-token:stream⟧', '(stream _)'],
  ['⟦expected-token:topology⟧', '(topology _)'],
  ['topology ⟦expected-token:a.json⟧', '(topology "a.json")'],
  ['allow a ⟦unclosed-block:{⟧\n    consume queue q\n', '(allow [a] (phrase [consume] queue [q]))'],
  ['test "t" ⟦unclosed-block:{⟧\n    can a { connect }\n', '(test "t" (can [a] (connect)))'],
  ['on b {\n    allow a { connect }\n}', '(on [b] (allow [a] (connect)))'],
];

/** The same in a rule; `connect` follows each. */
const IN_A_RULE: readonly [string, string][] = [
  ['⟦expected-token:publish⟧', '(phrase [publish] _ [_])'],
  ['publish ⟦expected-token:exchange⟧', '(phrase [publish] exchange [_])'],
  ['publish exchange e ⟦expected-token:key⟧', '(phrase [publish] exchange [e] (key [_]))'],
  ['publish exchange e key k⟦expected-token:,⟧', '(phrase [publish] exchange [e] (key [k _]))'],
  ['publish exchange e⟦expected-token:,⟧ key k', '(phrase [publish] exchange [e _] (key [k]))'],
  [
    'publish exchange e ⟦expected-token:f⟧ g key k',
    '(phrase [publish] exchange [e f g] (key [k]))',
  ],
  ['publish exchange e key ⟦expected-token:,⟧ k', '(phrase [publish] exchange [e] (key [_ k]))'],
  ['publish ⟦expected-token:e⟧', '(phrase [publish] _ [e])'],
  ['publish ⟦unknown-keyword:topic⟧ e', '(phrase [publish] exchange [e])'],
  ['publish⟦expected-token:,⟧ exchange e', '(phrase [publish _] exchange [e])'],
  ['declare ⟦expected-token:consume⟧ queue q', '(phrase [declare consume] queue [q])'],
  ['bind queue q ⟦expected-token:exchange⟧ e', '(phrase [bind] queue [q] (to [e]))'],
  [
    'unbind queue q ⟦expected-token:exchange⟧ e key k',
    '(phrase [unbind] queue [q] (from [e]) (key [k]))',
  ],
  ['bind queue q to ⟦expected-token:e⟧', '(phrase [bind] queue [q] (to [e]))'],
  ['bind queue q ⟦expected-token:to⟧', '(phrase [bind] queue [q] (to [_]))'],
  ['bind queue q to ⟦expected-token:exchange⟧', '(phrase [bind] queue [q] (to [_]))'],
  ['bind queue ⟦expected-token:to⟧ exchange e', '(phrase [bind] queue [_] (to [e]))'],
  ['⟦unknown-keyword:listen⟧ queue q', '(phrase [consume] queue [q])'],
  ['⟦unknown-keyword:receive⟧ queue q', '(phrase [consume] queue [q])'],
  ['⟦unknown-keyword:gobble⟧ queue q', '(phrase [_] queue [q])'],
  ['⟦unexpected-token:orders⟧', ''],
  ['⟦unexpected-token:allow-all⟧ x', ''],
  ['⟦expected-token:tag⟧', '(tag [_])'],
  ['tag monitoring⟦expected-token:,⟧', '(tag [monitoring _])'],
  ['tag monitoring ⟦expected-token:management⟧', '(tag [monitoring management])'],
  ['deploy⟦expected-token:,⟧', '(api [deploy _])'],
  ['connect⟦unexpected-token:,⟧ deploy', '(connect) (api [deploy])'],
  ['rpc(⟦expected-token:,⟧ a)', '(call rpc [_ a])'],
  ['rpc(a⟦expected-token:,⟧)', '(call rpc [a _])'],
  ['rpc(⟦needs-quotes:a;⟧)', '(call rpc [a;])'],
  ['rpc⟦expected-token:(⟧', '(call rpc [])'],
  ['@expect(a, "b")\nconsume queue q', '(expect a "b") (phrase [consume] queue [q])'],
];

type Cases = readonly [string, string][];

function reads(cases: Cases, open: string, next: string, close: string, tree: string): void {
  for (const [text, own] of cases)
    it(text, () => {
      const { file } = parseMarked(`${open}${text}\n${next}\n${close}`);
      assert.equal(
        printInline(file.items),
        tree.replace('%', own).replace('  ', ' ').replace(' )', ')').trimStart(),
      );
    });
}

describe('a mistake is told once, where it is, and the rest is read', () => {
  describe('in a file', () => {
    reads(AT_THE_TOP, '', 'role z = z', '', '% (role z z)');
  });
  describe('in a broker', () => {
    reads(
      IN_A_BROKER,
      'broker b {\n  ',
      '  region z',
      '}\nrole z = z',
      '(broker [b] % (region [z])) (role z z)',
    );
  });
  describe('in a vhost', () => {
    reads(
      IN_A_VHOST,
      'vhost v {\n  ',
      '  queue z',
      '}\nrole z = z',
      '(vhost v % (queue z)) (role z z)',
    );
  });
  describe('in a rule', () => {
    reads(
      IN_A_RULE,
      'never a {\n  ',
      '  connect',
      '}\nrole z = z',
      '(never [a] % (connect)) (role z z)',
    );
    reads(
      IN_A_RULE.filter(([text]) => !text.includes('\n')),
      'never a {\n  ',
      '  # c',
      '}\nrole z = z',
      '(never [a] %) (role z z)',
    );
  });
});
