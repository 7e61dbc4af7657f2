import assert from 'node:assert/strict';
import fc from 'fast-check';
import { commonText, saidAlike, type BrokerTerms } from '#warren/diagnostics/alike.js';
import { onText } from '#warren/diagnostics/on-brokers.js';

function terms(name: string, values: Readonly<Record<string, string>>): BrokerTerms {
  return {
    name,
    declared: undefined,
    values: new Map(Object.entries(values).map(([key, value]) => [`\${${key}}`, value])),
    prefix: { called: '${broker}.', value: `${name}.` },
  };
}

const dev = terms('dev', { env: 'dev', account: '1' });
const demo = terms('demo', { env: 'demo', account: '2' });
const prod = terms('prod', { env: 'prod', account: '3' });

function common(...texts: readonly (readonly [BrokerTerms, string])[]): string | undefined {
  return commonText(texts.map(([on, text]) => ({ on, text })));
}

describe('texts about several brokers', () => {
  it('are the same but for what the brokers have of their own', () => {
    assert.equal(common([dev, 'a.dev.b'], [prod, 'a.prod.b']), 'a.${env}.b');
    assert.equal(common([dev, 'a.dev.b'], [demo, 'a.demo.b']), 'a.${env}.b');
    assert.equal(
      common(
        [dev, '`dev.read:v/x-dev`'],
        [demo, '`demo.read:v/x-demo`'],
        [prod, '`prod.read:v/x-prod`'],
      ),
      '`${broker}.read:v/x-${env}`',
    );
    assert.equal(common([dev, 'device of dev'], [prod, 'device of prod']), 'device of ${env}');
    assert.equal(common([dev, 'same'], [prod, 'same']), 'same');
  });

  it('are not, where they differ in anything else', () => {
    assert.equal(common([dev, 'a.dev'], [prod, 'a.dev2']), undefined);
    assert.equal(common([dev, 'a.prod'], [prod, 'a.dev']), undefined);
    assert.equal(common([dev, 'x'], [prod, 'xy']), undefined);
    assert.equal(common([dev, 'dev'], [demo, 'demo'], [prod, 'dev']), undefined);
  });

  it('give each text back once the values stand in their places again', () => {
    const part = fc.oneof(
      fc.constantFrom('${env}', '${account}'),
      fc.string({ unit: fc.constantFrom('d', 'e', 'v', '.', ' '), maxLength: 4 }),
    );
    const value = fc.string({
      unit: fc.constantFrom('d', 'e', 'v', 'x'),
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 8 }),
        fc.array(fc.tuple(value, value), { minLength: 2, maxLength: 4 }),
        (parts, values) => {
          const texts = values.map(([env, account], at) => ({
            on: terms(`b${at}`, { env, account }),
            text: filled(parts.join(''), env, account),
          }));
          const found = commonText(texts);
          for (const { on, text } of texts) {
            const [env = '', account = ''] = [on.values.get('${env}'), on.values.get('${account}')];
            if (found !== undefined) assert.equal(filled(found, env, account), text);
          }
        },
      ),
    );
  });

  it('come together by broker, and never two of one broker', () => {
    const said = (
      [
        [dev, 'x dev'],
        [dev, 'x prod'],
        [prod, 'x prod'],
        [demo, 'y'],
        [demo, 'y'],
      ] as const
    ).map(([on, text], about) => ({ on, text, about }));
    assert.deepEqual(
      saidAlike(said).map(({ brokers, text, abouts }) => [brokers, text, abouts]),
      [
        [['dev', 'prod'], 'x ${env}', [0, 2]],
        [['dev'], 'x prod', [1]],
        [['demo'], 'y', [3]],
        [['demo'], 'y', [4]],
      ],
    );
  });
});

function filled(text: string, env: string, account: string): string {
  return text.replaceAll('${env}', env).replaceAll('${account}', account);
}

describe('brokers in words', () => {
  const all = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  const cases: readonly (readonly [readonly string[], readonly string[], string])[] = [
    [['a'], ['a'], ''],
    [['a', 'b'], ['a', 'b'], 'on both brokers'],
    [['a', 'b', 'c'], ['a', 'b', 'c'], 'on all 3 brokers'],
    [['a'], all, 'on a'],
    [['a', 'c'], all, 'on a and c'],
    [all.slice(1), all, 'on all 8 brokers but a'],
    [all.slice(2), all, 'on all 8 brokers but a and b'],
    [all.slice(0, 5), all, 'on a, b, c, d and e'],
  ];
  for (const [names, of, text] of cases)
    it(`says ${JSON.stringify(text)}`, () => {
      assert.equal(onText({ names, all: of }), text);
    });
});
