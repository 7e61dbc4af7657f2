import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Bytes } from '#warren/pattern/bytes.js';
import { matches } from '#warren/pattern/match.js';
import { Pattern, WILDCARD } from '#warren/pattern/pattern.js';
import {
  clientOfQueue,
  keyOfTopic,
  queuesOfClients,
  topicOfKey,
  topicProblem,
} from '#warren/rabbitmq/mqtt.js';

/** A pattern in which `*` is the wildcard. */
function pattern(text: string): Pattern {
  return Pattern.fromParts(
    text.split('*').flatMap((part, at) => (at === 0 ? [part] : [WILDCARD, part])),
  );
}

describe('topics of MQTT', () => {
  const keys = [
    ['a/b', 'a.b'],
    ['a/+/b/#', 'a.⁎.b.#'],
    ['a.b', 'a.b'],
    ['', ''],
    ['/', '.'],
    ['grün/ü', 'grün.ü'],
  ] as const;
  for (const [topic, key] of keys)
    it(`${topic} is published under ${key}`, () => {
      const expected = Bytes.fromText(key).binary.replace(Bytes.fromText('⁎').binary, '*');
      assert.equal(keyOfTopic(pattern(topic)).first.binary, expected);
    });

  it('keep the wildcards of a policy apart from those of a filter', () => {
    const key = keyOfTopic(pattern('a/*/+'));
    assert.equal(key.stars, 1);
    assert.ok(matches(key, Bytes.fromText('a.x.y.*')));
    assert.ok(!matches(key, Bytes.fromText('a.x.y')));
  });

  it('come back from keys, dots as levels', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '/', '.', '+', '#', 'é') }), (text) => {
        const topic = pattern(text);
        const key = keyOfTopic(topic);
        assert.equal(topicOfKey(key).first.text, text.replaceAll('.', '/'));
        assert.equal(keyOfTopic(topicOfKey(key)).key, key.key);
      }),
    );
  });

  const problems = {
    topic: { 'a/b': undefined, '': 'empty', '*': undefined, '+': 'filter', 'a/#': 'filter' },
    filter: {
      ...{ '#': undefined, '+': undefined, 'a/+/#': undefined, '/+': undefined, 'a/*': undefined },
      ...{ 'a+': 'part-of-level', 'a#': 'part-of-level', '#/a': 'part-of-level' },
      ...{ '*+': 'part-of-level', '*/+': undefined, '': 'empty' },
    },
  } as const;
  for (const what of ['topic', 'filter'] as const)
    for (const [text, problem] of Object.entries(problems[what]))
      it(`${text || 'nothing'} as a ${what}: ${problem ?? 'good'}`, () => {
        assert.equal(topicProblem(pattern(text), what), problem);
      });
});

describe('the queues of MQTT clients', () => {
  it('are those of one client, and of no other', () => {
    const ids = fc.string({
      unit: fc.constantFrom('a', 'q', '0', 'o', 's', '1'),
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(ids, ids, fc.constantFrom('0', '1'), (client, other, qos) => {
        const queue = Bytes.fromText(`mqtt-subscription-${other}qos${qos}`);
        const own = (['0', '1'] as const).some((level) =>
          matches(queuesOfClients(pattern(client), level), queue),
        );
        assert.equal(own, client === other);
        assert.equal(clientOfQueue(queue.text ?? ''), other);
      }),
    );
  });

  it('are no others', () => {
    for (const name of [
      'mqtt-subscription-a',
      'mqtt-subscription-aqos2',
      'x-mqtt-subscription-aqos0',
    ])
      assert.equal(clientOfQueue(name), undefined);
  });

  const patterns = [
    [undefined, '0', 'mqtt-subscription-*'],
    ['c', '0', 'mqtt-subscription-cqos0'],
    ['c', 'any', 'mqtt-subscription-cqos*'],
    ['c-*', '1', 'mqtt-subscription-c-*'],
    ['c-*', 'any', 'mqtt-subscription-c-*'],
    ['*-c', '1', 'mqtt-subscription-*-cqos1'],
    ['a*c', 'any', 'mqtt-subscription-a*cqos*'],
  ] as const;
  for (const [client, qos, expected] of patterns)
    it(`of ${client ?? 'all'} for ${qos} are ${expected}`, () => {
      const found = queuesOfClients(client === undefined ? undefined : pattern(client), qos);
      assert.equal(found.key, pattern(expected).key);
    });
});
