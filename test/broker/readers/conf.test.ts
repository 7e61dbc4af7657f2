import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readConf } from '#warren/rabbitmq/read/conf.js';
import { EFFECTS } from '#warren/rabbitmq/read/remark.js';
import { Source } from '#warren/source/source.js';
import type { Suite } from '../../bed/tree.js';
import { readByBroker } from './ask.js';
import { described } from './described.js';

const DOCS = Number(process.env['WARREN_READER_DOCS'] ?? 1000);

/** RabbitMQ 4.0.5 knows no aliases in rabbitmq.conf. */
const KEYS: Readonly<Record<Suite, readonly string[]>> = {
  trixie: ['resource_server_id', 'scope_prefix', 'additional_scopes_key'],
  forky: [
    'resource_server_id',
    'scope_prefix',
    'additional_scopes_key',
    ...['1', '2', '9', '10', 'a\\.b', 'A'].flatMap((index) => [
      `scope_aliases.${index}.alias`,
      `scope_aliases.${index}.scope`,
    ]),
    'scope_aliases.x',
    'scope_aliases.1.other',
  ],
};

const PIECES = [
  ...['a', 'x', 'b:c/d', ' ', '  ', '\t', '#', "'", "'''", '"', '\\', '=', '.', '{', '}', '\r'],
  ...['$(', ')', '$', '$(auth_oauth2.scope_prefix)', '$( auth_oauth2.resource_server_id )'],
  ...['$(auth_oauth2.scope_aliases.1.alias)', '$(no.key)', 'ä', 'ł', '\0', '\n', '\r\n', '🐰'],
];

function anyConf(suite: Suite): fc.Arbitrary<string> {
  const blank = fc.constantFrom('', ' ', '\t', '  ');
  const key = fc.constantFrom(...KEYS[suite]);
  const value = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('a', 'x', 'a b', 'r.read:v/n r.tag:management') },
    { weight: 4, arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 6 }) },
    {
      weight: 2,
      arbitrary: fc
        .array(fc.constantFrom(...PIECES), { maxLength: 5 })
        .map((all) => ["'", ...all, "'"]),
    },
    {
      weight: 1,
      arbitrary: fc
        .array(fc.constantFrom(...PIECES), { maxLength: 5 })
        .map((all) => ["'''", ...all, "'''"]),
    },
  );
  const setting = fc
    .tuple(blank, key, blank, blank, value, blank)
    .map(
      ([a, k, b, c, v, d]) =>
        `${a}auth_oauth2.${k}${b}=${c}${typeof v === 'string' ? v : v.join('')}${d}`,
    );
  const line = fc.oneof(
    { weight: 12, arbitrary: setting },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        '',
        ' \t',
        '# x',
        ' # y = z',
        'include no.conf',
        'include no.conf #',
      ),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom('include no.conf ', 'x', '{{a}}', '\r', '#\r', '= a', 'a = '),
    },
  );
  const end = fc.constantFrom('\n', '\n', '\n', '\r\n');
  return fc
    .array(fc.tuple(line, end), { maxLength: 7 })
    .chain((lines) => fc.boolean().map((whole) => ({ lines, whole })))
    .map(({ lines, whole }) => {
      const text = lines.map(([of, ending]) => of + ending).join('');
      return whole ? text : text.replace(/\r?\n$/, '');
    });
}

/** What a broker without further files and variables must make of it; undefined where it depends. */
function expected(suite: Suite, text: string): string {
  const config = readConf(new Source('rabbitmq.conf', text));
  const stops = config.remarks.some(({ kind }) => {
    if (kind === 'multiline-value') return suite === 'trixie';
    return kind !== 'include' && (EFFECTS[kind] === 'refused' || EFFECTS[kind] === 'unknown');
  });
  return stops ? 'refused' : described(config);
}

for (const suite of ['trixie', 'forky'] as const)
  it(`rabbitmq.conf is read as RabbitMQ reads it, ${suite}`, async () => {
    const seed = Number(process.env['WARREN_SEED'] ?? Date.now() & 0xffff);
    const texts = fc.sample(anyConf(suite), { numRuns: DOCS, seed });
    const read = await readByBroker(suite, 'confs', texts);
    let taken = 0;
    for (const [at, text] of texts.entries()) {
      const answer = expected(suite, text);
      if (answer !== 'refused') taken++;
      assert.equal(answer, read[at], `seed ${seed}: ${JSON.stringify(text)}`);
    }
    assert.ok(taken > DOCS / 10 && taken < DOCS * 0.9, String(taken));
  });
