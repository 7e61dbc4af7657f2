import assert from 'node:assert/strict';
import {
  boundFreely,
  checkedOperation,
  FIXED_ANSWERS,
} from '#warren/access/protocols/protocols.js';
import { thingOf } from '#warren/policy/phrases/things.js';
import { builtInExchanges } from '#warren/rabbitmq/built-in.js';
import { language } from '#warren/syntax/language.js';
import { resourceKinds, resourceVerbs, verbOf } from '#warren/syntax/words.js';
import { operation } from '../prove/samples.js';

describe('the table of protocols', () => {
  for (const word of resourceVerbs)
    for (const kind of resourceKinds)
      it(`tells what \`${word} ${kind}\` needs exactly where that is a phrase`, () => {
        const { kinds, requires } = language[word].about;
        const row = checkedOperation(word, kind);
        assert.equal(row !== undefined, kinds[kind] !== undefined);
        if (row === undefined) return;
        assert.ok(row.needs.length > 0);
        const other = requires === undefined && row.needsForOther === undefined ? undefined : 'x';
        const given = operation({ word, kind, vhost: 'v', name: 'n', other });
        const said = kind === 'mqtt' ? { ...given, client: given.name } : given;
        for (const { on } of [...row.needs, ...(row.needsForOther ?? [])])
          assert.notEqual(thingOf(said, on), undefined, on);
      });

  it('answers only what phrases can say', () => {
    for (const { words, kinds, on } of FIXED_ANSWERS)
      for (const word of words)
        for (const kind of kinds) {
          assert.notEqual(verbOf(word)?.kinds[kind], undefined, `${word} ${kind}`);
          if (on === 'other') assert.notEqual(verbOf(word)?.requires, undefined, word);
        }
  });

  it('leaves every built-in exchange free but the default and the internal one', () => {
    const held = builtInExchanges.filter(({ pattern }) => !boundFreely(pattern));
    assert.deepEqual(
      held.map(({ pattern }) => pattern.key),
      ['amq.default', 'amq.rabbitmq.trace'],
    );
  });
});
