import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'ini';
import { readSettings } from '#warren/rabbitmq/read/settings.js';
import { Source } from '#warren/source/source.js';
import { inFolder } from '../source/temporary.js';
import { warren } from '../cli/warren.js';

const examples = fileURLToPath(new URL('../../examples', import.meta.url));

/** The keys and values of a rabbitmq.conf, as our reader has them. */
function ours(text: string): ReadonlyMap<string, string> {
  const { settings } = readSettings(new Source('rabbitmq.conf', text));
  return new Map(Array.from(settings, ([key, { value }]) => [key, value]));
}

/** The same by a reader of plain `key = value` files, which knows nothing of RabbitMQ. */
function plainly(text: string): ReadonlyMap<string, string> {
  return new Map(Object.entries(parse(text)).map(([key, value]) => [key, String(value)]));
}

describe('a rabbitmq.conf that is read by another reader of such files', () => {
  const names = readdirSync(examples).filter((name) =>
    statSync(`${examples}/${name}`).isDirectory(),
  );

  for (const name of names)
    it(`says the same, as it was compiled from ${name}`, () => {
      inFolder({}, (folder) => {
        const { status, stderr } = warren(folder, [
          'compile',
          `${examples}/${name}`,
          '--out',
          'out',
        ]);
        assert.equal(status, 0, stderr);
        const files = readdirSync(`${folder}/out`, { recursive: true, encoding: 'utf8' });
        const confs = files.filter((file) => file.endsWith('rabbitmq.conf'));
        assert.ok(confs.length > 0);
        for (const conf of confs) {
          const text = readFileSync(`${folder}/out/${conf}`, 'utf8');
          assert.ok(ours(text).size > 5);
          assert.deepEqual(plainly(text), ours(text));
        }
      });
    });

  // What others write: there the broker's own rules decide, and such a reader would be wrong.
  const otherwise: readonly (readonly [line: string, broker: string, plain: string | undefined])[] =
    [
      ['a.b = x#y', 'x', 'x'],
      ['a.b = x;y', 'x;y', 'x'],
      ['a.b = "x"', '"x"', 'x'],
      ["a.b = 'x' # y", 'x', "'x'"],
      ['a.b = $(a.c)\na.c = z', 'z', '$(a.c)'],
      ['a.b = x\\;y', 'x\\;y', 'x;y'],
    ];
  for (const [line, broker, plain] of otherwise)
    it(`says of \`${line.replace('\n', '\\n')}\` what the broker says`, () => {
      assert.equal(ours(`${line}\n`).get('a.b'), broker);
      assert.equal(plainly(`${line}\n`).get('a.b'), plain);
    });
});
