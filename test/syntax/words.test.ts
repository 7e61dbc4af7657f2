import assert from 'node:assert/strict';
import { reservedWords } from '#warren/syntax/words.js';
import { parse, parseMarked } from './markers.js';
import { printInline } from './sexpr.js';

/** Every word of the language misspelt where it can stand, and what must be suggested. */
const MISSPELT: readonly [string, string][] = [
  ['⟦unknown-keyword:brokr⟧ b { region x }', 'broker'],
  ['⟦unknown-keyword:rol⟧ r = x', 'role'],
  ['⟦unknown-keyword:grup⟧ g = a', 'group'],
  ['⟦unknown-keyword:profle⟧ p() { connect }', 'profile'],
  ['⟦unknown-keyword:vhosts⟧ v { queue q }', 'vhost'],
  ['vhost v { ⟦unknown-keyword:exchnge⟧ e topic }', 'exchange'],
  ['vhost v { ⟦unknown-keyword:queu⟧ q dead-letter d }', 'queue'],
  ['vhost v { ⟦unknown-keyword:steam⟧ s }', 'stream'],
  ['vhost v { ⟦unknown-keyword:topolgy⟧ "f" }', 'topology'],
  ['vhost v { ⟦unknown-keyword:alow⟧ a { connect } }', 'allow'],
  ['⟦unknown-keyword:nevr⟧ a { connect }', 'never'],
  ['test "t" { ⟦unknown-keyword:cann⟧ a { connect } }', 'can'],
  ['⟦unknown-keyword:tests⟧ "t" { can a { deploy } }', 'test'],
  ['⟦unknown-keyword:onn⟧ b { role r = x }', 'on'],
  ['broker b { ⟦unknown-keyword:lett⟧ x = y }', 'let'],
  ['broker b { ⟦unknown-keyword:setings⟧ { a = b } }', 'settings'],
  ['broker b { ⟦unknown-keyword:engin⟧ rabbitmq 4.2 }', 'engine'],
  ['broker b { ⟦unknown-keyword:acount⟧ 1 }', 'account'],
  ['broker b { ⟦unknown-keyword:regoin⟧ x }', 'region'],
  ['broker b { ⟦unknown-keyword:partion⟧ x }', 'partition'],
  ['broker b { ⟦unknown-keyword:ids⟧ x }', 'id'],
  ['broker b { ⟦unknown-keyword:configuraton⟧ x }', 'configuration'],
  ['broker b { ⟦unknown-keyword:isuer⟧ x }', 'issuer'],
  ['broker b { ⟦unknown-keyword:audiance⟧ x }', 'audience'],
  ['broker b { ⟦unknown-keyword:scope_prefix⟧ x }', 'scope-prefix'],
  ['broker b { ⟦unknown-keyword:tokens⟧ ES384 max 15m }', 'token'],
  ['broker b { ⟦unknown-keyword:internal-user⟧ off }', 'internal-users'],
  ['never a { ⟦unknown-keyword:confgure⟧ queue q }', 'configure'],
  ['never a { ⟦unknown-keyword:wite⟧ queue q }', 'write'],
  ['never a { ⟦unknown-keyword:red⟧ queue q }', 'read'],
  ['never a { ⟦unknown-keyword:pubish⟧ exchange e }', 'publish'],
  ['never a { ⟦unknown-keyword:comsume⟧ queue q }', 'consume'],
  ['never a { ⟦unknown-keyword:purg⟧ queue q }', 'purge'],
  ['never a { ⟦unknown-keyword:declear⟧ queue q }', 'declare'],
  ['never a { ⟦unknown-keyword:delet⟧ queue q }', 'delete'],
  ['never a { ⟦unknown-keyword:bin⟧ queue q to exchange e }', 'bind'],
  ['never a { ⟦unknown-keyword:unbnd⟧ queue q from exchange e }', 'unbind'],
  ['never a { consume, ⟦unknown-keyword:prge⟧ queue q }', 'purge'],
  ['never a { ⟦unknown-keyword:conect⟧ }', 'connect'],
  ['never a { ⟦unknown-keyword:tags⟧ monitoring }', 'tag'],
  ['never a { ⟦unknown-keyword:deply⟧ }', 'deploy'],
  ['never a { deploy, ⟦unknown-keyword:observ⟧ }', 'observe'],
  ['never a { ⟦unknown-keyword:rebot⟧ }', 'reboot'],
  ['never a { ⟦unknown-keyword:creat⟧ }', 'create'],
  ['never a { publish ⟦unknown-keyword:exchang⟧ e }', 'exchange'],
  ['never a { consume ⟦unknown-keyword:quue⟧ q }', 'queue'],
  ['never a { consume ⟦unknown-keyword:strem⟧ q }', 'stream'],
  ['never a { read ⟦unknown-keyword:resorce⟧ q }', 'resource'],
  ['never a { publish exchange e ⟦unknown-keyword:keys⟧ k }', 'key'],
  ['never a { bind queue q ⟦unknown-keyword:too⟧ exchange e }', 'to'],
  ['never a { unbind queue q ⟦unknown-keyword:fro⟧ exchange e }', 'from'],
  ['never a { bind queue q to ⟦unknown-keyword:exchage⟧ e }', 'exchange'],
  ['never a { declare queue q ⟦unknown-keyword:deadletter⟧ e }', 'dead-letter'],
  ['never a { declare exchange e ⟦unknown-keyword:alternative⟧ f }', 'alternate'],
  ['vhost v { queue q ⟦unknown-keyword:dead_letter⟧ e }', 'dead-letter'],
  ['vhost v { exchange e ⟦unknown-keyword:alternat⟧ f }', 'alternate'],
  ['vhost v { exchange e topic ⟦unknown-keyword:alternat⟧ f }', 'alternate'],
  ['never ⟦unknown-keyword:anyon⟧ except a { connect }', 'anyone'],
  ['never anyone ⟦unknown-keyword:exept⟧ a { connect }', 'except'],
  ['broker b { token ES384 ⟦unknown-keyword:maxx⟧ 15m }', 'max'],
];

describe('a misspelt word', () => {
  for (const [text, word] of MISSPELT)
    it(`${text} is taken for \`${word}\``, () => {
      const { file, diagnostics } = parseMarked(text);
      assert.deepEqual(
        diagnostics.map(({ fixes }) => fixes.map(({ edits }) => edits.map((edit) => edit.text))),
        [[[word]]],
      );
      const repaired = parse(text.replace(/⟦[^⟧]*⟧/, word));
      assert.deepEqual(repaired.diagnostics, []);
      assert.equal(printInline(file.items), printInline(repaired.file.items));
    });
});

describe('a reserved word', () => {
  for (const word of reservedWords) {
    it(`\`${word}\` is no identifier`, () => {
      parseMarked(`role ⟦reserved-identifier:${word}⟧ = x\nrole r = y`);
      parseMarked(`group g = a, ⟦reserved-identifier:${word}⟧\nrole r = y`);
      parseMarked(`profile p(⟦reserved-identifier:${word}⟧) { connect }`);
      parseMarked(
        `profile p(⟦reserved-identifier:${word}⟧, q, ⟦reserved-identifier:key⟧) { connect }`,
      );
    });

    it(`\`${word}\` is a name in quotes alone`, () => {
      const { file, diagnostics } = parseMarked(
        `vhost v {\n  queue ⟦reserved-word:${word}⟧\n  queue q\n}`,
      );
      assert.equal(diagnostics[0]?.fixes[0]?.edits[0]?.text, `"${word}"`);
      assert.equal(printInline(file.items), `(vhost v (queue ${word}) (queue q))`);
      parseMarked(`vhost v {\n  queue "${word}"\n  queue ${word}.x\n  queue x-${word}\n}`);
      parseMarked(`never a { publish exchange e key k, ⟦reserved-word:${word}⟧ }`);
    });
  }
});
