import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { ran } from '../../hostile/capture.js';
import { plant, whileInFolder } from '../../source/temporary.js';
import { head } from '../warren.js';
import { example } from './examples.js';

const names = fc.constantFrom('a', 'b', 'a.b', 'a.*', '*', '*.b', 'a*a', 'a*');

/** Phrases that overlap in part, hold each other, or have nothing in common. */
const phrases = fc.oneof(
  fc
    .tuple(fc.constantFrom('consume', 'declare', 'write', 'read'), names)
    .map(([verb, name]) => `${verb} queue ${name}`),
  fc.tuple(names, names).map(([name, key]) => `publish exchange x${name} key ${key}`),
  names.map((name) => `bind queue ${name} to exchange xa key a`),
  fc.constant('connect'),
);

/** What is granted in one of some vhosts. */
const rights = fc.record({ vhost: fc.constantFrom('v', 'w', '*'), phrase: phrases });

type Right = typeof rights extends fc.Arbitrary<infer T> ? T : never;

const policyOf = (granted: readonly Right[]): string =>
  `${head}vhost * { exchange x* topic queue a* queue b }\n` +
  granted.map(({ vhost, phrase }) => `vhost ${vhost} { allow r { ${phrase} } }\n`).join('');

const entryOf = ({ vhost, phrase }: Right): string =>
  `accept r on b\n  vhost ${vhost}\n  ${phrase}\n  because "x"\n`;

describe('what entries accept', () => {
  it('is what the older side would have to give besides, and stale ones change nothing', () =>
    whileInFolder({}, async (folder) => {
      const some = fc.array(rights, { maxLength: 3 });
      await fc.assert(
        fc.asyncProperty(some, some, some, async (old, now, accepted) => {
          plant(folder, {
            'old/a.warren': policyOf(old),
            'new/a.warren': policyOf(now),
            'more/a.warren': policyOf([...old, ...accepted]),
            all: accepted.map(entryOf).join(''),
          });
          const gate = ['new', '--no-new-access', '--format', 'json'];
          const proved = await ran(folder, ['diff', 'more', ...gate]);
          const told = await ran(folder, ['diff', 'old', ...gate, '--accept', 'all']);
          // A name that nobody declares is an error of the policy, on either side.
          fc.pre(told.stdout.includes('"accepted"'));
          assert.equal(told.status, proved.status, told.stdout);
          const answer: unknown = JSON.parse(told.stdout);
          assert.ok(typeof answer === 'object' && answer !== null && 'stale' in answer);
          assert.ok(Array.isArray(answer.stale));
          const stale = new Set(answer.stale.map(lineOf));
          plant(folder, {
            used: accepted
              .map(entryOf)
              .filter((_, at) => !stale.has(at * 4 + 1))
              .join(''),
          });
          const without = await ran(folder, ['diff', 'old', ...gate, '--accept', 'used']);
          assert.equal(without.status, told.status);
          assert.equal(changesOf(without.stdout), changesOf(told.stdout));
        }),
        { numRuns: 300 },
      );
    }));

  for (const name of readdirSync(new URL('../../../examples/', import.meta.url)).filter(
    (file) => !file.includes('.'),
  ))
    it(`prints entries that accept all that ${name} gives, once they have a reason`, async () => {
      const nothing = 'role nobody = arn:aws:iam::111122223333:role/nobody\n';
      return whileInFolder(
        { ...example(name, 'new'), 'old/a.warren': nothing, f: '' },
        async (folder) => {
          const args = ['diff', 'old', 'new', '--no-new-access', '--accept', 'f'];
          const first = await ran(folder, args);
          assert.equal(first.status, 1, first.stderr);
          const [, suggested = ''] = first.stdout.split('each entry with its reason:\n\n');
          plant(folder, { f: suggested });
          const unsigned = await ran(folder, args);
          assert.equal(unsigned.status, 2);
          assert.match(unsigned.stderr, /error\[bad-acceptance\]: Write why this access is meant/);
          plant(folder, { f: suggested.replaceAll('""', '"T-1"') });
          const signed = await ran(folder, [...args, '--no-stale']);
          assert.equal(signed.status, 0, signed.stdout + signed.stderr);
        },
      );
    });
});

/** The line of an entry. */
function lineOf(entry: unknown): number | undefined {
  const { line } = fieldsOf(fieldsOf(fieldsOf(entry)['range'])['start']);
  return typeof line === 'number' ? line : undefined;
}

function changesOf(json: string): string {
  const { changes, brokers } = fieldsOf(JSON.parse(json));
  return JSON.stringify([changes, brokers]);
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value))
    : {};
}
