import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits } from '#warren/format/edits.js';
import { formattingEdits } from '#warren/format/format.js';
import { Source } from '#warren/source/source.js';
import { chanceOf } from '../random/chance.js';
import { print } from '../random/print.js';
import { randomPolicy } from '../random/random-policy.js';
import { disordered } from './disorder.js';
import { format, read, squeezed } from './read.js';
import { examples, free, mistaken, shown, valid } from './texts.js';

/** What holds of every text: nothing but blanks changes, and these only once. */
function holds(text: string): void {
  const formatted = format(text);
  assert.equal(squeezed(formatted), squeezed(text));
  assert.deepEqual(read(formatted), read(text));
  assert.equal(format(formatted), formatted);
}

const randomText = fc
  .integer({ min: 0, max: 2 ** 31 - 1 })
  .map((seed) => print(randomPolicy(chanceOf(seed), ['rabbitmq 4.3', 'amazon-mq 4.2'])));

describe('formatting changes blanks and nothing else', () => {
  it('in every policy of the project', () => {
    assert.ok(valid.length > 400, `${valid.length} policies`);
    for (const text of valid) holds(text);
  });

  it('in every text of the project that is not quite a policy', () => {
    assert.ok(mistaken.length > 400, `${mistaken.length} texts`);
    for (const text of mistaken) holds(text);
  });

  for (const [name, texts, numRuns] of [
    ['the policies of the project', fc.constantFrom(...free), 400],
    ['random policies', randomText, 30],
  ] as const)
    it(`in ${name}, with blanks, line ends and comments anywhere`, () => {
      const pairs = texts.chain((text) => disordered(text).map((other) => [text, other] as const));
      fc.assert(
        fc.property(pairs, ([text, other]) => {
          assert.equal(read(other).meaning, read(text).meaning);
          holds(other);
        }),
        { numRuns },
      );
    });

  it('in texts with mistakes, with blanks, line ends and comments anywhere', () => {
    const texts = fc.constantFrom(...mistaken).chain(disordered);
    fc.assert(
      fc.property(texts, (text) => {
        holds(text);
      }),
      { numRuns: 300 },
    );
  });

  it('in policies that end anywhere', () => {
    const texts = fc
      .constantFrom(...examples.values())
      .chain((text) => fc.nat({ max: text.length }).map((end) => text.slice(0, end)));
    fc.assert(
      fc.property(texts, (text) => {
        holds(text);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a long text', () => {
  /** Texts one behind the other, long enough for several parts. */
  const long = fc
    .tuple(
      fc.array(fc.constantFrom(...valid), { minLength: 80, maxLength: 120 }),
      fc.constantFrom('\n', '\n\n', '\n\n\n', '\r\n\r\n'),
    )
    .map(([texts, between]) => texts.join(between).repeat(2))
    .filter((text) => text.length > 40_000);

  it('is laid out as a whole would be, though it is read part by part', () => {
    fc.assert(
      fc.property(
        long,
        fc.constantFrom('', '\n\nrole r =', '\n\n}\n', '\n\n# end'),
        (text, end) => {
          const source = new Source('test.warren', text + end);
          assert.equal(format(source.text), applyEdits(source.text, formattingEdits(source)));
        },
      ),
      { numRuns: 8 },
    );
  });
});

describe('nothing changes', () => {
  for (const [path, text] of examples)
    it(`in ${path}`, () => {
      assert.equal(format(text), text);
    });

  it('in the documentation', () => {
    assert.deepEqual(shown.map(format), shown);
  });
});
