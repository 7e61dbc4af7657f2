import assert from 'node:assert/strict';
import fc from 'fast-check';
import { patternsOf } from '#warren/import/expression-patterns.js';
import { Bytes } from '#warren/pattern/bytes.js';
import { matches } from '#warren/pattern/match.js';
import { patternText } from '#warren/policy/phrases/phrase-text.js';
import { anchored, texts } from './arbitrary-expressions.js';

const SHORT = texts(5);

describe('the patterns of a regular expression', () => {
  for (const domain of ['names', 'keys'] as const)
    it(`are within it, and are all of it where nothing is lost, on ${domain}`, () => {
      const asked = SHORT.filter((text) => domain === 'keys' || text !== '');
      let exact = 0;
      fc.assert(
        fc.property(anchored, (text) => {
          const { patterns, lost } = patternsOf(text, domain);
          const expression = new RegExp(text === '' ? '^$' : text);
          const differs = asked.filter((name) => {
            const said = patterns.some((pattern) => matches(pattern, Bytes.fromText(name)));
            if (said && !expression.test(name)) assert.fail(`${text} says more: ${name}`);
            return said !== expression.test(name);
          });
          if (lost === undefined) {
            assert.deepEqual(differs, [], text);
            exact++;
          }
          const example = lost?.example?.text;
          if (example !== undefined) assert.ok(expression.test(example), `${text} ${example}`);
          const adds = lost?.wider?.adds.text;
          if (adds !== undefined) assert.ok(!expression.test(adds), `${text} ${adds}`);
        }),
        { numRuns: 400 },
      );
      assert.ok(exact > 100, `${exact} were the same`);
    });

  const said: readonly (readonly [
    text: string,
    domain: 'names' | 'keys',
    ...patterns: string[],
  ])[] = [
    ['', 'names'],
    ['^$', 'names'],
    ['', 'keys', '""'],
    ['.*', 'names', '*'],
    ['.+', 'names', '*'],
    ['^(orders|amq\\.default)$', 'names', 'orders', 'amq.default'],
    ['billing-.*', 'names', '*billing-*'],
    ['^svc-\\d', 'names', ...Array.from('0123456789', (digit) => `svc-${digit}*`)],
    ['^Größe$', 'names', '"Größe"'],
    ['^a\\*b$', 'names', '"a\\*b"'],
    ['a^b', 'names'],
    ['^a?b?$', 'keys', '""', 'b', 'a', 'ab'],
    // The words that PCRE alone has.
    ['(?i)^a1$', 'names', 'a1', 'A1'],
    ['^(?i)é$', 'names', '"é"'],
    ['(?s-i)^a$', 'names', 'a'],
    ['\\Aa\\z', 'names', 'a'],
    ['^\\Qa.b\\E$', 'names', 'a.b'],
    ['^\\Qa*', 'names', '"a\\**"'],
    ['^a?+b$|^c$', 'keys', 'c', 'b', 'ab'],
    ['^[[:digit:]a]$', 'names', ...Array.from('0123456789a')],
    ['^[]a]$', 'names', '"]"', 'a'],
    ['^(?P<n>a)(?<m>b)(?#c)$', 'names', 'ab'],
    ['^\\x{41}\\e$', 'names', '"A\\u{1B}"'],
    ['^\\h$', 'names', '"\\t"', '" "', '"\\xA0"'],
    ['^{vhost}$', 'names', '"{vhost}"'],
    ['$^', 'keys', '""'],
    ['^(?=ab)ab.*', 'names', 'ab*'],
    ['^(?!b)(a|b)$', 'names', 'a'],
    ['^(a|b|ab)(?<!b)$', 'names', 'a'],
    [
      'orders\\.(a|b)\\.[01]',
      'keys',
      ...['a.0', 'a.1', 'b.0', 'b.1'].map((end) => `*orders.${end}*`),
    ],
  ];
  for (const [text, domain, ...wanted] of said)
    it(`are exactly ${wanted.join(', ') || 'none'} for ${text || 'the empty text'} on ${domain}`, () => {
      const { patterns, lost } = patternsOf(text, domain);
      assert.equal(lost, undefined);
      assert.deepEqual(patterns.map(patternText).sort(), [...wanted].sort());
    });

  // What PCRE reads otherwise than JavaScript, or JavaScript does not read at all.
  const strangers = [
    '(?i:a)',
    '(?>a)',
    'a++a',
    'a(b++)c',
    '(?x)a b',
    'a(?i)b',
    '[[:nothing:]]',
    '[[.a.]]',
    '\\x{100}',
    '\\R',
    'a{,3}',
    '\\u0041',
    '\\07',
    '\\v',
    '\\ca',
    '\\bword',
    '(a)\\1',
    '(?=a)',
    '(?<!a)b',
    '*a',
    '(',
    ')',
    '[',
    'a{1001}',
    'a{2,1}',
    '\\',
    '(?R)',
    '\\K',
  ];
  for (const text of strangers)
    it(`are none for ${text}, which is told`, () => {
      const { patterns, lost } = patternsOf(text, 'names');
      assert.deepEqual(patterns, []);
      assert.ok(lost?.because !== undefined);
    });

  // In time or space these would explode, read in a simple way.
  const explosive = [
    '(a+)+$',
    '(a|a)*$',
    '(.*a){20}',
    '((a{1,900}){1,900}){1,900}',
    '(a|b|c|d){60}',
    '(x?){200}x{200}',
    '(a*)*(b*)*(c*)*$',
    `${'('.repeat(1500)}a${')'.repeat(1500)}`,
    '['.repeat(3000),
    'a|'.repeat(1900),
    '.*.*.*.*.*.*.*.*.*.*x.*y.*z$',
    '(?:[a-z]{0,40}\\.){0,40}$',
    'x'.repeat(100_000),
    '.{0,900}a.{900}',
  ];
  for (const text of explosive)
    it(`are found or refused for ${text.slice(0, 30)}`, () => {
      const { patterns, lost } = patternsOf(text, 'names', () => [Bytes.fromText('a'.repeat(255))]);
      assert.ok(patterns.length <= 64 && (lost === undefined || patterns.length >= 0));
    });

  it('are those names of what exists that it takes, where it cannot be said', () => {
    const known = ['work-1', 'work-22', 'work-', 'other'].map((name) => Bytes.fromText(name));
    const { patterns, lost } = patternsOf('^work-[0-9]+$', 'names', () => known);
    assert.deepEqual(patterns.map(patternText), ['work-1', 'work-22']);
    assert.equal(lost?.wider && patternText(lost.wider.pattern), 'work-*');
  });
});
