import assert from 'node:assert/strict';
import fc from 'fast-check';
import { overlayAdvanced } from '#warren/rabbitmq/read/advanced.js';
import { EMPTY_CONFIG } from '#warren/rabbitmq/read/broker-config.js';
import { Source } from '#warren/source/source.js';
import { SUITES } from '../../bed/tree.js';
import { readByBroker } from './ask.js';
import { described } from './described.js';

const DOCS = Number(process.env['WARREN_READER_DOCS'] ?? 1000);

const CHARACTERS = [
  ...['a', 'b:c/*', '%', '#', ' ', "'", 'ä', 'ł', '🐰', '\n', '\\"', '\\\\', '\\n', '\\s', '\\e'],
  ...['\\x41', '\\x{E4}', '\\x{142}', '\\101', '\\^a', '\\q', '\\d', '$', '\\0', '\\18', '}'],
];
const quoted = fc
  .array(fc.constantFrom(...CHARACTERS), { maxLength: 5 })
  .map((all) => `"${all.join('')}"`);
const segment = fc.oneof(
  { weight: 6, arbitrary: quoted },
  { weight: 1, arbitrary: fc.tuple(quoted, quoted).map((both) => both.join(' ')) },
  { weight: 2, arbitrary: quoted.map((text) => `${text}/utf8`) },
  { weight: 1, arbitrary: fc.constantFrom('65', '300', '$a', '$\\n', '$\\x{41}') },
);
const binary = fc.array(segment, { maxLength: 3 }).map((segments) => `<<${segments.join(',')}>>`);
const blank = fc.constantFrom('', ' ', '\n', '%% "\n', '\t');
const scopes = fc.oneof(
  fc.array(binary, { maxLength: 3 }).map((all) => `[${all.join(', ')}]`),
  binary,
);
const map = fc
  .array(fc.tuple(fc.oneof(binary, fc.constantFrom('<<"x">>', '<<$x>>')), blank, scopes), {
    maxLength: 4,
  })
  .map((all) => `#{${all.map(([key, gap, value]) => `${key}${gap}=>${gap}${value}`).join(',')}}`);
const setting = fc.oneof(
  { weight: 4, arbitrary: map.map((value) => `{scope_aliases, ${value}}`) },
  { weight: 1, arbitrary: binary.map((value) => `{scope_prefix, ${value}}`) },
  { weight: 1, arbitrary: binary.map((value) => `{'resource_server_id',${value}}`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '{key_config, [{default_key, <<"a">>}, {signing_keys, #{<<"a">> => {pem, <<"b">>}}}]}',
      '{other, {1.5, -2, 16#Ff, $ , "a" "b", [], {}, #{}, \'x y\'}}',
      '{extra_scopes_source, <<"sub">>}',
    ),
  },
);
const document = fc
  .tuple(
    fc.constantFrom('', '', '%% -*- coding: utf-8 -*-\n', '%\n%% coding: latin-1\n'),
    fc.array(setting, { maxLength: 3 }),
    blank,
    fc.constantFrom('.', '.', '.', '.\n', ''),
  )
  .map(
    ([head, all, gap, stop]) =>
      `${head}[{rabbit, []},${gap}{rabbitmq_auth_backend_oauth2,[${all.join(',')}]}]${gap}${stop}`,
  );

for (const suite of SUITES)
  it(`advanced.config is read as RabbitMQ reads it, ${suite}`, async () => {
    const seed = Number(process.env['WARREN_SEED'] ?? Date.now() & 0xffff);
    const texts = fc.sample(document, { numRuns: DOCS, seed });
    const read = await readByBroker(suite, 'advanced', texts);
    let taken = 0;
    for (const [at, text] of texts.entries()) {
      const config = overlayAdvanced(EMPTY_CONFIG, new Source('advanced.config', text));
      const stops = config.remarks.some(({ kind }) => kind === 'not-a-term');
      if (!stops) taken++;
      const answer = stops ? 'refused' : described(config);
      assert.equal(answer, read[at], `seed ${seed}: ${JSON.stringify(text)}`);
    }
    assert.ok(taken > DOCS / 10 && taken < DOCS, String(taken));
  });
