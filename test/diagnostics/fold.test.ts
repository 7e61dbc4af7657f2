import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { BrokerTerms } from '#warren/diagnostics/alike.js';
import type { Diagnostic } from '#warren/diagnostics/diagnostic.js';
import { foldBrokers } from '#warren/diagnostics/fold.js';
import { Source, type Place } from '#warren/source/source.js';

const source = new Source('p.warren', 'x'.repeat(100));
const BROKERS = ['dev', 'test', 'prod'];

function at(start: number): Place {
  return { source, range: { start, end: start + 1 } };
}

/** A broker, declared where nothing else stands; its name and one variable are its own. */
function terms(name: string): BrokerTerms {
  return {
    name,
    declared: at(90 + BROKERS.indexOf(name)),
    values: new Map([['${env}', name]]),
    prefix: { called: '${broker}.', value: `${name}.` },
  };
}

const all = BROKERS.map(terms);

function found(
  broker: string | undefined,
  code: string,
  place: Place,
  message: string,
): Diagnostic {
  const common = {
    code,
    severity: 'warning',
    message,
    place,
    notes: [],
    fixes: [],
    uses: [],
  } as const;
  return broker === undefined ? common : { ...common, on: { names: [broker], all: BROKERS } };
}

/** What is told, each with the brokers that it is told of. */
function told(diagnostics: readonly Diagnostic[], brokers = all): readonly string[] {
  return foldBrokers(diagnostics, brokers).map(
    ({ code, message, place, on }) =>
      `${code} ${place.range.start} ${message} [${on?.names.join(' ') ?? ''}]`,
  );
}

const findings = fc.array(
  fc.record({
    broker: fc.constantFrom(undefined, ...BROKERS),
    code: fc.constantFrom('a', 'b'),
    start: fc.constantFrom(0, 1, 90, 91),
    // What brokers have of their own, what they have not, and what is the same for all.
    text: fc.constantFrom('same', 'queue q-${env}', 'example ${at}', 'other'),
  }),
  { maxLength: 12 },
);

function diagnosticsOf(
  list: readonly { broker: string | undefined; code: string; start: number; text: string }[],
): readonly Diagnostic[] {
  return list.map(({ broker, code, start, text }, index) => {
    const own = text.replace('${env}', broker ?? 'none').replace('${at}', String(index));
    return found(broker, code, at(start), own);
  });
}

describe('what is found for several brokers', () => {
  const cases: readonly (readonly [string, readonly Diagnostic[], readonly string[]])[] = [
    [
      'is told once where it is the same',
      BROKERS.map((broker) => found(broker, 'a', at(0), 'same')),
      ['a 0 same [dev test prod]'],
    ],
    [
      'is told once where it is the same but for what the brokers have of their own',
      BROKERS.map((broker) => found(broker, 'a', at(0), `queue q-${broker}`)),
      ['a 0 queue q-dev [dev test prod]'],
    ],
    [
      'is told once with one of several examples',
      [found('dev', 'a', at(0), 'such as x'), found('prod', 'a', at(0), 'such as y')],
      ['a 0 such as x [dev prod]'],
    ],
    [
      'is told twice where a broker has two of a code at a place',
      [
        found('dev', 'a', at(0), 'one'),
        found('dev', 'a', at(0), 'two'),
        found('prod', 'a', at(0), 'three'),
      ],
      ['a 0 one [dev]', 'a 0 two [dev]', 'a 0 three [prod]'],
    ],
    [
      'is told apart at another place, and of another code',
      [
        found('dev', 'a', at(0), 'same'),
        found('prod', 'a', at(1), 'same'),
        found('test', 'b', at(0), 'same'),
      ],
      ['a 0 same [dev]', 'a 1 same [prod]', 'b 0 same [test]'],
    ],
    [
      'is told at the first broker where it is about their declarations',
      BROKERS.map((broker, which) => found(broker, 'a', at(90 + which), `no issuer on ${broker}`)),
      ['a 90 no issuer on dev [dev test prod]'],
    ],
    [
      'is left as it is where it is about no broker',
      [found(undefined, 'a', at(0), 'same'), found(undefined, 'a', at(0), 'same')],
      ['a 0 same []', 'a 0 same []'],
    ],
    [
      'has its brokers in the order of the policy',
      [found('prod', 'a', at(0), 'same'), found('dev', 'a', at(0), 'same')],
      ['a 0 same [dev prod]'],
    ],
  ];
  for (const [title, diagnostics, expected] of cases)
    it(title, () => {
      assert.deepEqual(told(diagnostics), expected);
    });

  it('is left as it is where there is one broker', () => {
    const diagnostics = [found('dev', 'a', at(0), 'same'), found('dev', 'a', at(0), 'same')];
    assert.equal(foldBrokers(diagnostics, all.slice(0, 1)), diagnostics);
  });

  it('names exactly the brokers that it was found for, code by code and place by place', () => {
    fc.assert(
      fc.property(findings, (list) => {
        const diagnostics = diagnosticsOf(list);
        const countBy = (some: readonly Diagnostic[]): ReadonlyMap<string, number> => {
          const counts = new Map<string, number>();
          for (const { code, on } of some)
            for (const name of on?.names ?? ['-']) {
              const key = `${code} ${name}`;
              counts.set(key, (counts.get(key) ?? 0) + 1);
            }
          return counts;
        };
        // None is lost and none is told twice of a broker.
        assert.deepEqual(countBy(foldBrokers(diagnostics, all)), countBy(diagnostics));
      }),
    );
  });

  it('keeps the order, and in each the words of one that was found', () => {
    fc.assert(
      fc.property(findings, (list) => {
        const diagnostics = diagnosticsOf(list);
        const kept = foldBrokers(diagnostics, all);
        let next = 0;
        for (const one of kept) {
          const here = diagnostics.findIndex(
            ({ code, message, place }, which) =>
              which >= next &&
              code === one.code &&
              message === one.message &&
              place.range.start === one.place.range.start,
          );
          assert(here >= next, `${one.message} comes too late`);
          next = here + 1;
        }
        for (const { on } of kept)
          assert.deepEqual(on?.names, on && BROKERS.filter((name) => on.names.includes(name)));
      }),
    );
  });

  it('is folded as a whole: once more changes nothing', () => {
    fc.assert(
      fc.property(findings, (list) => {
        const once = foldBrokers(diagnosticsOf(list), all);
        assert.deepEqual(told(foldBrokers(once, all)), told(once));
      }),
    );
  });
});
