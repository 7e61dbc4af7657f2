import assert from 'node:assert/strict';
import { metered, shareOf } from '#warren/pattern/meter.js';
import { checkPolicy } from '#warren/program/check.js';
import { Session } from '#warren/program/session.js';
import { Source } from '#warren/source/source.js';
import type { LoadedPolicy } from '#warren/source/load.js';
import { generator } from '../../bench/figures.js';

const LETTERS = Array.from('abcdefghijklmnopqrst');
const BROKER =
  'broker b { engine rabbitmq 4.3 account 111122223333 issuer https://a.example.com }\n';

function role(name: string): string {
  return `role ${name} = "arn:aws:iam::111122223333:role/${name}"\n`;
}

function lines(count: number, line: (at: number) => string): string {
  return Array.from({ length: count }, (_, at) => `  ${line(at)}\n`).join('');
}

/** Rights that together leave very many names of `*a*b*…*t*` out, one by one. */
const TWICE = LETTERS.slice(1).flatMap((letter, at) => [
  `consume queue *${letter}*${letter}*`,
  `consume queue *${LETTERS[at] ?? ''}${letter}*`,
]);

/** The same question in so many phrases of a test, about so many roles. */
function claims(phrases: number, roles: number): string {
  const names = Array.from({ length: roles }, (_, at) => `r${at}`);
  const allowed = `vhost v { allow ${names.join(', ')} {\n${TWICE.join('\n')}\n} }\n`;
  const asked = lines(phrases, (at) => `consume queue *${LETTERS.join('*')}*${at}*`);
  return `${BROKER}${names.map(role).join('')}${allowed}test "t" { vhost v { can ${names.join(', ')} {\n${asked}} } }\n`;
}

/** Blocks of vhosts that overlap in every way, each with an exchange and a binding of its own. */
function vhosts(): string {
  const below = generator(12_345);
  const hard = (stars: number): string =>
    `*${Array.from({ length: stars }, () => 'ab'.charAt(below(2))).join('*')}*x`;
  const blocks = Array.from(
    { length: 15 },
    () =>
      `vhost ${hard(4)} { exchange ${hard(3)} queue ${hard(3)} allow r { consume queue ${hard(4)} publish exchange ${hard(3)} key ${hard(4)} bind queue ${hard(4)} to exchange ${hard(3)} key ${hard(4)} } }\n`,
  );
  return BROKER + role('r') + blocks.join('');
}

function loaded(text: string): LoadedPolicy {
  return { root: '/', sources: [new Source('p.warren', text)], textProblems: [], problems: [] };
}

function codesOf(text: string): { readonly moves: number; readonly codes: readonly string[] } {
  const { moves, value } = metered(Infinity, () => checkPolicy(loaded(text)));
  return { moves, codes: value.diagnostics.map(({ code }) => code) };
}

const ALL = shareOf(1);

describe('a policy of hard patterns', () => {
  for (const [phrases, roles] of [
    [1, 1],
    [8, 1],
    [4, 4],
  ] as const)
    it(`fails in every claim, in moves that do not grow: ${phrases} phrases, ${roles} roles`, () => {
      const { moves, codes } = codesOf(claims(phrases, roles));
      assert.equal(codes.filter((code) => code === 'too-complex-to-prove').length, phrases);
      assert.ok(moves < 2 * ALL, `${moves}`);
    });

  it('says of which role it was too complex to look through what it is allowed', () => {
    const { moves, codes } = codesOf(vhosts());
    assert.ok(codes.includes('too-complex-to-check'));
    assert.ok(moves < 3 * ALL, `${moves}`);
  });

  it('is told the same while it is edited as when it is checked alone', () => {
    const session = new Session();
    const [few, more] = [claims(2, 2), claims(3, 2)];
    for (const text of [few, more, `${more}\n# an end\n`, few]) {
      const told = (of: ReturnType<typeof checkPolicy>): readonly string[] =>
        of.diagnostics.map(({ code, message }) => `${code}: ${message}`);
      assert.deepEqual(told(session.check(loaded(text))), told(checkPolicy(loaded(text))));
    }
  });
});
