import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { patternsOf } from '#warren/import/expression-patterns.js';
import { Bytes } from '#warren/pattern/bytes.js';
import { nameText, patternText } from '#warren/policy/phrases/phrase-text.js';
import { REAL_EXPRESSIONS } from './real-expressions.js';

/** What the vhost holds. */
const KNOWN = [
  'orders',
  'orders-dlq',
  'app-1',
  'app-7-x',
  'secret',
  'svc-abc',
  'work-42',
  'MyError',
];

/** An expression, with `=` where its patterns say the same and `<` where they say less, and why. */
function told(text: string): string {
  const names = KNOWN.map((name) => Bytes.fromText(name));
  const { patterns, lost } = patternsOf(text, 'names', () => names);
  const [shown, more] = [patterns.slice(0, 8).map(patternText), patterns.length - 8];
  const said = [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join(', ') || 'nothing';
  if (lost === undefined) return `${text}\n    = ${said}`;
  const { because, example, wider } = lost;
  return [
    text,
    `    < ${said}`,
    ...(because === undefined ? [] : [`    ${because}`]),
    ...(example === undefined ? [] : [`    lost ${nameText(example)}`]),
    ...(wider === undefined
      ? []
      : [`    ${patternText(wider.pattern)} would add ${nameText(wider.adds)}`]),
  ].join('\n');
}

describe('regular expressions as people write them', () => {
  it('become these patterns, or what is told of them', () => {
    const path = fileURLToPath(new URL('golden-expressions.txt', import.meta.url));
    const text = `${REAL_EXPRESSIONS.map(told).join('\n')}\n`;
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(path, text);
    assert.equal(text, readFileSync(path, 'utf8'));
  });

  it('are many, and most of them said whole', () => {
    const whole = REAL_EXPRESSIONS.filter((text) => patternsOf(text, 'names').lost === undefined);
    assert.ok(REAL_EXPRESSIONS.length >= 60 && whole.length > REAL_EXPRESSIONS.length / 2);
  });
});
