import assert from 'node:assert/strict';
import fc from 'fast-check';
import { patternText } from '#warren/policy/phrases/phrase-text.js';
import { readAcceptances } from '#warren/program/accept/read.js';
import { Source } from '#warren/source/source.js';

const because = '  because "T-1"\n';

/** What is wrong with a text: the line and column, the code, and how the message begins. */
function wrong(text: string): readonly string[] {
  const read = readAcceptances(new Source('f', text));
  if (read.ok) return [];
  return read.diagnostics.map(({ place, code, message }) => {
    const { line, column } = place.source.position(place.range.start);
    return `${line}:${column} ${code} ${message}`;
  });
}

describe('a file of --accept', () => {
  it('is entries with their reasons', () => {
    const text = `# A comment.

accept checkout on orders-prod, orders-staging # for both
  vhost "orders *" # a comment
  publish exchange orders.events key order.#x\n`.replace('order.#x', '"order.#"');
    const read = readAcceptances(
      new Source(
        'f',
        `${text}  declare, consume queue a, b*\r\n\tbecause "a \\"b\\" \\\\ c" # signed\naccept r on b\n tag monitoring, management\n deploy where tag team = a\n because " x "`,
      ),
    );
    assert.ok(read.ok);
    assert.deepEqual(
      read.acceptances.map(({ role, brokers, vhost, phrases, reason, place }) => [
        ...[role, brokers.join(), vhost === undefined ? '' : patternText(vhost)],
        ...[phrases.map((one) => one.text).join('; '), reason, place.range.start],
      ]),
      [
        [
          ...['checkout', 'orders-prod,orders-staging', '"orders *"'],
          'publish exchange orders.events key "order.#"; declare, consume queue a, b*',
          ...['a "b" \\ c', 14],
        ],
        ['r', 'b', '', 'tag monitoring, management; deploy where tag team = a', 'x', 215],
      ],
    );
  });

  it('may be empty', () => {
    for (const text of ['', '\n\n', '# nothing yet\n']) {
      const read = readAcceptances(new Source('f', text));
      assert.deepEqual(read, { ok: true, acceptances: [] });
    }
  });

  const mistakes: readonly (readonly [text: string, ...wanted: readonly string[]])[] = [
    ['consume queue q\n', '1:1 bad-acceptance An entry starts with `accept ROLE on BROKER`'],
    ['because "x"\n', '1:1 bad-acceptance An entry starts with'],
    ['accept\n tag monitoring\n' + because, '1:1 bad-acceptance An entry starts with'],
    ['accept r\n tag monitoring\n' + because, '1:1 bad-acceptance An entry starts with'],
    ['accept r on\n tag monitoring\n' + because, '1:1 bad-acceptance An entry starts with'],
    ['accept * on b\n tag monitoring\n' + because, '1:1 bad-acceptance `*` is not the name of a'],
    ['accept r on b,\n tag monitoring\n' + because, '1:1 bad-acceptance `` is not the name of a'],
    ['accept r, s on b\n tag monitoring\n' + because, '1:1 bad-acceptance An entry starts with'],
    ['accept ${r} on b\n tag monitoring\n' + because, '1:1 bad-acceptance `${r}` is not the name'],
    ['accept r on b\n' + because, '1:1 bad-acceptance This entry accepts nothing.'],
    ['accept r on b\n tag monitoring\n', '1:1 bad-acceptance This entry has no reason.'],
    [
      'accept r on b\n tag monitoring\naccept r on b\n tag monitoring\n' + because,
      '1:1 bad-acceptance This entry has no reason.',
    ],
    ['accept r on b\n tag monitoring\n because ""\n', '3:2 bad-acceptance Write why'],
    ['accept r on b\n tag monitoring\n because "  "\n', '3:2 bad-acceptance Write why'],
    ...['\u{200B}', '\u{2060} \u{FEFF}', '\u{AD}\u{115F}', '\u{2800}', '\u{E0041}', '\u{FE0F}'].map(
      (unseen): [string, string] => [
        `accept r on b\n tag monitoring\n because "${unseen}"\n`,
        '3:2 bad-acceptance Write why',
      ],
    ),
    [
      'accept r on b\n vhost v\n @expect(unused-grant, "x") consume queue q\n' + because,
      '3:2 bad-acceptance An entry accepts no warning.',
    ],
    ['accept r on b\n tag monitoring\n because T-1\n', '3:2 bad-acceptance Write the reason on'],
    ['accept r on b\n tag monitoring\n because "T-1\n', '3:2 bad-acceptance Write the reason on'],
    ['accept r on b\n tag monitoring\n because "a" b\n', '3:2 bad-acceptance Write the reason on'],
    ['accept r on b\n consume queue q\n' + because, '2:2 bad-acceptance This is about a vhost.'],
    ['accept r on b\n connect\n' + because, '2:2 bad-acceptance This is about a vhost.'],
    [
      'accept r on b\n vhost v\n vhost w\n connect\n' + because,
      '3:2 bad-acceptance An entry is about one vhost',
    ],
    [
      'accept r on b\n vhost v\n connect\n vhost w\n' + because,
      '4:2 bad-acceptance An entry is about one vhost',
    ],
    ['accept r on b\n vhost ${v}\n connect\n' + because, '2:2 bad-acceptance What a variable'],
    [
      'accept r on b\n vhost v\n consume queue ${role}.q\n' + because,
      '3:2 bad-acceptance What a variable stands for can change.',
    ],
    ['accept r on b\n vhost v\n svc(a)\n' + because, '3:2 bad-acceptance A profile can change'],
    ['accept r on b\n vhost v\n consume qeue q\n' + because, '3:10 '],
    ['accept r on b\n vhost v\n consume queue q {\n' + because, '3:18 '],
    [
      'accept r on b\n vhost v w\n connect\n' + because,
      '2:2 bad-acceptance This line names one vhost',
    ],
    ['accept r on b\n vhost a**b\n connect\n' + because, '2:8 double-wildcard '],
    ['accept r on b\n vhost ""\n connect\n' + because, '2:8 empty-name '],
    ['accept r on b\n vhost\n connect\n' + because, '2:2 bad-acceptance This line names'],
    ['accept r on b\n vhost v { }\n connect\n' + because, '2:2 bad-acceptance This line names'],
  ];
  for (const [text, ...wanted] of mistakes)
    it(`is refused: ${JSON.stringify(text)}`, () => {
      const told = wrong(text);
      assert.equal(told.length, wanted.length, told.join('\n'));
      for (const [at, begin] of wanted.entries())
        assert.ok(told[at]?.startsWith(begin), `${told[at] ?? ''}\n${begin}`);
    });

  it('is read or refused, whatever it holds', () => {
    const words = [
      'accept',
      ' r',
      ' on',
      ' b',
      '\n',
      '\r',
      'vhost',
      ' v',
      ' {',
      '}',
      'because',
      '#',
    ]
      .concat(['"', '\\', ',', ' consume queue q', ' tag monitoring', '$', '*', '\0', '\u2028'])
      .concat([' @expect(x, "y")', ' allow', ' deploy where tag a = b', '(', ')', '\u{1F430}']);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 30 }), (parts) => {
        const text = parts.join('');
        const source = new Source('f', text);
        const read = readAcceptances(source);
        if (read.ok) {
          for (const { reason, phrases } of read.acceptances)
            assert.ok(reason !== '' && phrases.length > 0, text);
          return;
        }
        for (const { place } of read.diagnostics) {
          assert.equal(place.source, source);
          assert.ok(place.range.start <= place.range.end && place.range.end <= text.length, text);
        }
      }),
      { numRuns: 500 },
    );
  });
});
