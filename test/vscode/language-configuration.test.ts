import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readJson } from '../cli/json.js';
import { exampleTexts } from './texts.js';
import { extensionFolder } from './tokens.js';

interface Configuration {
  readonly wordPattern: string;
  readonly indentationRules: {
    readonly increaseIndentPattern: string;
    readonly decreaseIndentPattern: string;
  };
}

function isConfiguration(value: object): value is Configuration {
  return 'wordPattern' in value && 'indentationRules' in value;
}

const { wordPattern, indentationRules } = readJson(
  readFileSync(`${extensionFolder}language-configuration.json`, 'utf8'),
  isConfiguration,
);
const increase = new RegExp(indentationRules.increaseIndentPattern);
const decrease = new RegExp(indentationRules.decreaseIndentPattern);

/** The lines as they are when somebody types them and the editor indents, by two blanks. */
function indented(lines: readonly string[]): readonly string[] {
  let depth = 0;
  return lines.map((line) => {
    if (decrease.test(line)) depth--;
    const result = line === '' ? '' : '  '.repeat(depth) + line;
    if (increase.test(line)) depth++;
    return result;
  });
}

describe('the language configuration', () => {
  for (const { name, text } of exampleTexts)
    it(`indents ${name} as it is`, () => {
      const lines = text.split('\n');
      assert.deepEqual(indented(lines.map((line) => line.trim())), lines);
    });

  for (const [line, opens] of [
    ['allow a { # why', true],
    ['test "a { b" {', true],
    ['test "a # b" {', true],
    ['# a comment {', false],
    ['allow a { connect }', false],
    ['queue "{"', false],
    ['queue ${role}', false],
    ['publish exchange a # {', false],
  ] as const)
    it(`${opens ? 'indents' : 'does not indent'} after ${line}`, () => {
      assert.equal(increase.test(line), opens);
    });

  for (const [line, words] of [
    ['consume queue orders.work-1, a/b:c', ['consume', 'queue', 'orders.work-1', 'a/b:c']],
    ['key order.*, ${role}.x', ['key', 'order.*', 'role', '.x']],
    ['@expect(spill, "why")', ['@expect', 'spill', 'why']],
  ] as const)
    it(`sees the words of ${line}`, () => {
      assert.deepEqual(
        [...line.matchAll(new RegExp(wordPattern, 'g'))].map(([word]) => word),
        words,
      );
    });
});
