import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Bytes } from '#warren/pattern/bytes.js';
import { findExtension } from '#warren/pattern/extension.js';
import type { NameSet } from '#warren/pattern/name-set.js';
import { texts } from '../prove/model.js';
import { patterns } from '../prove/samples.js';
import { broker, wide } from './samples.js';

const HYPHEN = 0x2d;
const all = texts(['a', '-'], 6);

function has(sets: readonly NameSet[], text: string): boolean {
  return sets.every((set) => set.has(Bytes.fromText(text)));
}

function lacks(sets: readonly NameSet[], text: string): boolean {
  return !sets.some((set) => set.has(Bytes.fromText(text)));
}

const sets = fc
  .tuple(patterns('a', '-'), fc.boolean())
  .map(([text, isWide]) => (isWide ? wide(text) : broker(text)));

describe('an extension', () => {
  it('is found exactly where a name and a longer one are wanted', () => {
    fc.assert(
      fc.property(
        fc.tuple(sets, fc.array(sets, { maxLength: 1 }), fc.array(sets, { maxLength: 1 })),
        fc.tuple(sets, fc.array(sets, { maxLength: 1 }), fc.array(sets, { maxLength: 1 })),
        ([name, names, noNames], [longer, longers, noLongers]) => {
          const [ofName, ofLonger] = [[name, ...names] as const, [longer, ...longers] as const];
          const answer = findExtension({
            name: { all: [...ofName], none: noNames },
            longer: { all: [...ofLonger], none: noLongers },
            separator: HYPHEN,
          });
          assert.notEqual(answer.kind, 'too-complex');
          const isName = (text: string): boolean => has(ofName, text) && lacks(noNames, text);
          const isLonger = (text: string): boolean => has(ofLonger, text) && lacks(noLongers, text);
          if (answer.kind === 'witness') {
            const found = answer.witness.name.binary;
            assert(isName(found) && isLonger(answer.witness.longer.binary));
            assert(answer.witness.longer.binary.startsWith(`${found}-`));
          } else
            for (const text of all.filter(isLonger))
              for (let at = 0; at < text.length; at++)
                assert(text[at] !== '-' || !isName(text.slice(0, at)), text);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('may be of a name with the separator in it', () => {
    const answer = findExtension({
      name: { all: [broker('*-a')], none: [] },
      longer: { all: [broker('b-a-*')], none: [] },
      separator: HYPHEN,
    });
    assert(answer.kind === 'witness');
    assert.equal(answer.witness.name.binary, 'b-a');
  });
});
