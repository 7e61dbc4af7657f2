import assert from 'node:assert/strict';
import { chanceOf } from './chance.js';
import { checkEmitted } from './emitted.js';
import { hostilePolicy, mutated, SETTINGS } from './hostile-policy.js';

/** How long to go on, in seconds, with one seed after the other; by default some policies alone. */
const SECONDS = Number(process.env['WARREN_FUZZ_SECONDS'] ?? 0);
const FIRST = Number(process.env['WARREN_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const LEAST = 12;

function check(text: string, combined: boolean, seed: number, again = true): boolean {
  try {
    return checkEmitted(text, combined, again);
  } catch (error) {
    throw new Error(`WARREN_SEED=${seed}, on the policy\n${text}`, { cause: error });
  }
}

describe('what is emitted for hostile policies and for mutations of them', () => {
  it(`keeps what every output promises, from seed ${FIRST} on`, function () {
    this.timeout((SECONDS + 120) * 1000);
    const end = Date.now() + SECONDS * 1000;
    const counts = { policies: 0, taken: 0, mutants: 0, mutantsTaken: 0 };
    for (let seed = FIRST; counts.policies < LEAST || Date.now() < end; seed++) {
      const chance = chanceOf(seed);
      const text = hostilePolicy(chance);
      const combined = chance.maybe(0.4);
      counts.policies += 1;
      counts.taken += Number(check(text, combined, seed));
      for (const mutant of chance.many(2, 4, () => mutated(text, chance))) {
        counts.mutants += 1;
        counts.mutantsTaken += Number(check(mutant, combined, seed, false));
      }
    }
    if (SECONDS > 0) console.log(counts);
    assert.ok(counts.taken > 0.2 * counts.policies, JSON.stringify(counts));
  });

  it('keeps it for every value that a template or a broker could take for something else', () => {
    const values = [
      '"%{x}$${y}"',
      '"$${a}%%{b}"',
      '"a # b"',
      '"\'"',
      '" a "',
      '"a\\\\"',
      '"{{x}}"',
    ];
    const inQuotes = values.map((value) => value.replaceAll('$', '\\$'));
    const lines = [
      ...[...SETTINGS, ...inQuotes.map((value) => `cluster_name = ${value}`)].map(
        (line) => `settings { ${line} }`,
      ),
      ...inQuotes.map((value) => `audience ${value}`),
    ];
    const taken = ['amazon-mq 4.2', 'rabbitmq 4.2'].map(
      (engine) => lines.filter((line) => check(policyWith(engine, line), false, 0)).length,
    );
    assert.ok(
      taken.every((count) => count >= 3),
      taken.join(),
    );
  });
});

function policyWith(engine: string, line: string): string {
  return `broker b {
  engine ${engine}
  account 111122223333
  region eu-west-1
  issuer https://3f1c2b7e-0d52-4c1a-9e57-1f2a3b4c5d6e.tokens.sts.global.api.aws
  ${line}
}
role r = arn:aws:iam::111122223333:role/r
vhost v { queue q allow r { consume queue q } }
`;
}
