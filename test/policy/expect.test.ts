import assert from 'node:assert/strict';
import { diagnose } from './harness.js';

const declared = `broker main { engine rabbitmq 4.3 account 111122223333 issuer https://keys.example.com }
role a = arn:aws:iam::111122223333:role/a
role b = arn:aws:iam::111122223333:role/b
profile asks(name) { publish exchange amq.default consume queue \${name} }
profile outer(name) { asks(\${name}) }
`;
const own = '@expect(default-exchange, "replies")';

/** Policies, and the codes that are left of them; without a mistake `default-exchange` is one. */
const cases: readonly (readonly [title: string, policy: string, codes: readonly string[]])[] = [
  ['nothing expected', 'vhost v { allow a { asks(q) } }', ['default-exchange']],
  ['before the phrase', `vhost v { allow a { ${own} publish exchange amq.default } }`, []],
  ['before the rule', `vhost v { ${own} allow a { publish exchange amq.default } }`, []],
  ['before the vhost', `${own} vhost v { allow a { publish exchange amq.default } }`, []],
  [
    'before the `on` block',
    `${own} on main { vhost v { allow a { publish exchange amq.default } } }`,
    [],
  ],
  [
    'beside the phrase',
    `vhost v { allow a { ${own} consume queue q publish exchange amq.default } }`,
    ['default-exchange', 'unused-expect'],
  ],
  [
    'of another code',
    `vhost v { @expect(redundant-grant, "x") allow a { publish exchange amq.default } }`,
    ['default-exchange', 'unused-expect'],
  ],
  ['before the use of a profile', `vhost v { allow a { ${own} asks(q) } }`, []],
  ['before the rule that uses a profile', `vhost v { ${own} allow a { asks(q) } }`, []],
  ['before the use of a profile that uses it', `vhost v { allow a { ${own} outer(q) } }`, []],
  [
    'before one use of two',
    `vhost v { ${own} allow a { asks(q) } allow b { asks(q) } }`,
    ['default-exchange'],
  ],
  ['before both uses', `vhost v { ${own} allow a { asks(q) } ${own} allow b { asks(q) } }`, []],
  [
    'in the profile and at its use, which accepts the same again',
    `profile p() { ${own} publish exchange amq.default } vhost v { ${own} allow a { p() } }`,
    [],
  ],
  [
    'in a block inside another that expects the same',
    `${own} vhost v { ${own} allow a { publish exchange amq.default } }`,
    [],
  ],
  [
    'twice before one phrase',
    `vhost v { allow a { ${own} ${own} publish exchange amq.default } }`,
    [],
  ],
  [
    'two codes before one phrase',
    `vhost v { allow a { ${own} @expect(bare-wildcard-grant, "all") publish exchange * } }`,
    [],
  ],
  ['a hint', 'vhost v { @expect(first-fit-gap, "fine") allow a { consume queue *-q } }', []],
  [
    'an error is never hidden',
    'vhost v { queue q @expect(undeclared-name, "?") allow a { consume queue r } }',
    ['undeclared-name', 'expect-of-error'],
  ],
  [
    'one broker of two gives it',
    `broker two { engine rabbitmq 4.3 issuer https://keys.example.com } on main { vhost v { ${own} allow a { publish exchange amq.default } } }`,
    [],
  ],
  [
    'a setting of a broker',
    '@expect(unusual-issuer, "ours") broker two { engine amazon-mq 4.2 issuer https://keys.example.com }',
    [],
  ],
  [
    'one setting of a broker',
    'broker two { engine rabbitmq 4.3 issuer https://two.example.com @expect(short-token, "ask for less") token ES384 max 1m }',
    [],
  ],
];

describe('@expect', () => {
  for (const [title, policy, codes] of cases)
    it(title, () => {
      const { diagnostics } = diagnose({ 'd.warren': declared, 'p.warren': policy });
      assert.deepEqual(
        diagnostics.map(({ code }) => code),
        codes,
      );
    });

  it('suggests the code that was meant', () => {
    const { diagnostics } = diagnose({ 'p.warren': '@expect(redundant-grants, "?") vhost v { }' });
    assert.match(diagnostics[0]?.message ?? '', /Did you mean `redundant-grant`\?/);
  });

  it('does not suggest the code of an error', () => {
    const { diagnostics } = diagnose({ 'p.warren': '@expect(lost-in-gaps, "?") vhost v { }' });
    assert.equal(diagnostics[0]?.message, 'There is no warning `lost-in-gaps`.');
  });
});
