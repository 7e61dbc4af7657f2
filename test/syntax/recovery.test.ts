import assert from 'node:assert/strict';
import { parse, parseMarked } from './markers.js';
import { printInline } from './sexpr.js';

/** Whole files with something wrong, and the tree of all that can be read. */
const FILES: Readonly<Record<string, readonly [string, string]>> = {
  'a rule that is not closed before the next one': [
    `vhost v {
  allow a ⟦unclosed-block:{⟧
    consume queue q

  allow b {
    consume queue r
  }
}
role z = z`,
    '(vhost v (allow [a] (phrase [consume] queue [q])) (allow [b] (phrase [consume] queue [r]))) (role z z)',
  ],
  'a vhost that is not closed before the next one': [
    `vhost v ⟦unclosed-block:{⟧
  queue q

# The other one.
vhost w {
  queue r
}`,
    '(vhost v (queue q)) (vhost w (queue r))',
  ],
  'a broker and its settings that are not closed': [
    `broker b ⟦unclosed-block:{⟧
  settings ⟦unclosed-block:{⟧
    a = b

role z = z`,
    '(broker [b] (settings a=b)) (role z z)',
  ],
  'a block that is not closed at the end': [
    `vhost v ⟦unclosed-block:{⟧
  allow a {
    connect
  }
`,
    '(vhost v (allow [a] (connect)))',
  ],
  'braces that close nothing': [
    `vhost v {
  queue q
}
⟦stray-brace:}⟧
}
role z = z
⟦stray-brace:}⟧`,
    '(vhost v (queue q)) (role z z)',
  ],
  'no brace after the subject': [
    `vhost v {
  allow ⟦expected-token:a⟧
    consume queue q
  }
  queue r
}`,
    '(vhost v (allow [a] (phrase [consume] queue [q])) (queue r))',
  ],
  'a misspelt word before a block': [
    `⟦unknown-keyword:vhosst⟧ v {
  ⟦unknown-keyword:allw⟧ a {
    ⟦unknown-keyword:publis⟧ exchange e key k
  }
}`,
    '(vhost v (allow [a] (phrase [publish] exchange [e] (key [k]))))',
  ],
  'an unknown word before a block': [
    `⟦unexpected-token:firewall⟧ x {
  allow a {
    connect
  }
}
role z = z`,
    '(role z z)',
  ],
  'a phrase half typed at the end of a block': [
    `never a {
  connect
  bind queue q ⟦expected-token:to⟧
}
role z = z`,
    '(never [a] (connect) (phrase [bind] queue [q] (to [_]))) (role z z)',
  ],
  'a phrase half typed before the use of a profile': [
    `never a {
  publish ⟦expected-token:exchange⟧
  rpc(b)
  publish exchange e ⟦expected-token:key⟧
  rpc(c)
}`,
    '(never [a] (phrase [publish] exchange [_]) (call rpc [b]) (phrase [publish] exchange [e] (key [_])) (call rpc [c]))',
  ],
  'a quotation mark that is missing': [
    `vhost v {
  queue ⟦unterminated-text:"q r⟧
  queue s
}`,
    '(vhost v (queue _) (queue s))',
  ],
  'what a merge has left': [
    `vhost v {
⟦conflict-mark:<<<<<<< HEAD⟧
  queue q
||||||| base
  queue r
=======
  queue s
>>>>>>> branch
  queue t
⟦conflict-mark:<<<<<<< HEAD⟧
=======
>>>>>>> branch
}
⟦conflict-mark:=======⟧`,
    '(vhost v (queue q) (queue r) (queue s) (queue t))',
  ],
  'a mark of a merge inside a phrase': [
    `never a {
  publish exchange e key
⟦conflict-mark:<<<<<<< HEAD⟧
    k,
=======
    l,
>>>>>>> branch
    m
}`,
    '(never [a] (phrase [publish] exchange [e] (key [k l m])))',
  ],
  'many mistakes': [
    `broker b {
  engine ⟦expected-token:rabbitmq⟧
  ⟦unknown-keyword:acount⟧ 1
  let ⟦reserved-identifier:key⟧ = x
}
role a ⟦expected-token:arn:x⟧
group g = a ⟦expected-token:b⟧
vhost v {
  queue ⟦hash-in-name:q.#⟧
  ⟦misplaced-item:role⟧ c = d
  queue r
  allow a {
    publish exchange ⟦reserved-word:key⟧
    consume ⟦unknown-keyword:qeue⟧ q
    consume queue "⟦bad-escape:\\q⟧"
  }
}
test ⟦expected-token:{⟧ }`,
    '(broker [b] (engine [rabbitmq _]) (account [1]) (let _ x)) (role a arn:x) (group g [a b]) ' +
      '(vhost v (queue q.#) (role c d) (queue r) (allow [a] (phrase [publish] exchange [key]) ' +
      '(phrase [consume] queue [q]) (phrase [consume] queue [_]))) (test _)',
  ],
};

describe('what can be read of a broken file is read', () => {
  for (const [title, [text, tree]] of Object.entries(FILES))
    it(title, () => {
      assert.equal(printInline(parseMarked(text).file.items), tree);
    });
});

describe('blocks without end', () => {
  for (const open of ['vhost v {', 'on b {', 'test "t" {', 'allow a {', 'profile p() {'])
    it(`${open} is nested to a limit`, () => {
      const { diagnostics } = parse(open.repeat(1000) + '}'.repeat(1000));
      assert.equal(diagnostics.filter(({ code }) => code === 'nested-too-deeply').length, 1);
    });

  it('one that is nested too deeply is skipped with all it holds', () => {
    const text = `${'on b {'.repeat(31)}on c { vhost v { } }${'}'.repeat(31)} role z = z`;
    const { file, diagnostics } = parse(text);
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['nested-too-deeply'],
    );
    assert.match(printInline(file.items), /\(on \[c\]\)\)+ \(role z z\)$/);
  });
});

it('no more than a thousand mistakes of a file are told, and it is not read any further', () => {
  const { file, diagnostics } = parse('queue q\n'.repeat(5000));
  assert.equal(diagnostics.length, 1001);
  assert.equal(diagnostics.at(-1)?.code, 'too-many-mistakes');
  assert.equal(file.items.length, 1001);
});
