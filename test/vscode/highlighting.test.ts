import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { TextRange } from '#warren/source/range.js';
import { brokerSettings, isReserved, reservedWords } from '#warren/syntax/words.js';
import { highlighting } from '../../editors/vscode/src/highlighting.mjs';
import { parsed } from './parsed.js';
import { documentedTexts, exampleTexts } from './texts.js';
import { extensionFolder, tokensOf, type Token } from './tokens.js';

/** The scopes that a reserved word may have; nothing else has one of the first three. */
const wordScopes = ['storage.type', 'keyword.control.rule', 'keyword.other', 'support.function'];

function has(token: Token, scope: string): boolean {
  return token.scopes.some((name) => name === scope || name.startsWith(`${scope}.`));
}

/** Ranges in the order of the text, as one where they touch. */
function joined(ranges: readonly TextRange[]): readonly TextRange[] {
  const result: { start: number; end: number }[] = [];
  for (const { start, end } of [...ranges].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last?.end === start) last.end = end;
    else result.push({ start, end });
  }
  return result;
}

/** The texts of ranges with their places, so that a difference can be read. */
function shown(text: string, ranges: readonly TextRange[]): readonly string[] {
  return ranges.map(
    ({ start, end }) => `${text.slice(0, start).split('\n').length}: ${text.slice(start, end)}`,
  );
}

/** The reserved words of a text outside of what the parser takes for comments and quoted texts. */
function reservedIn(text: string, without: readonly TextRange[]): readonly TextRange[] {
  let rest = text;
  for (const { start, end } of without)
    rest = rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end);
  return [...rest.matchAll(/[^ \t\r\n,{}()"=#]+/g)]
    .filter(([word]) => isReserved(word))
    .filter(({ index }) => rest.slice(index - 2, index) !== '${')
    .map(({ 0: word, index }) => ({ start: index, end: index + word.length }));
}

describe('the highlighting of the editors', () => {
  it('is made of the words of the language: else run `npm run highlighting`', async () => {
    const shipped = readFileSync(`${extensionFolder}syntaxes/warren.tmLanguage.json`, 'utf8');
    assert.equal(shipped, await highlighting());
  });

  it('knows every setting of a broker', async () => {
    for (const setting of brokerSettings) {
      const tokens = await tokensOf(`broker b { ${setting} x }`);
      const token = tokens.find(({ text }) => text === setting);
      assert.ok(token && has(token, 'support.type.property-name.setting'), setting);
    }
  });

  for (const { name, text } of [...exampleTexts, ...documentedTexts])
    it(`sees in ${name} what the parser sees`, async () => {
      const tokens = await tokensOf(text);
      const { comments, quoted, wildcards, interpolations, badEscapes, unended } = parsed(text);
      const compare = (scope: string, ranges: readonly TextRange[]): void => {
        const found = tokens.filter((token) => has(token, scope));
        assert.deepEqual(shown(text, joined(found)), shown(text, joined(ranges)), scope);
      };
      compare('comment', comments);
      // The parser says of a text with a bad escape where that stands, and not where the text ends.
      const strings = joined(tokens.filter((token) => has(token, 'string.quoted')));
      const unread = badEscapes.map(({ start, end }) => {
        const around = strings.find((string) => string.start < start && end < string.end);
        assert.ok(around !== undefined, `no text in quotes around ${text.slice(start, end)}`);
        return around;
      });
      compare('string.quoted', [...quoted, ...unread, ...unended]);
      compare('keyword.operator.wildcard', wildcards);
      compare('meta.interpolation', interpolations);
    });

  for (const { name, text } of exampleTexts)
    it(`shows every reserved word of ${name} as one, and no other`, async () => {
      const tokens = await tokensOf(text);
      const { comments, quoted } = parsed(text);
      const coloured = tokens.filter((token) => wordScopes.some((scope) => has(token, scope)));
      const rights = coloured.filter(({ text: word }) => word.startsWith('mq:'));
      const words = coloured.filter((token) => !rights.includes(token));
      const onOff = tokens.filter(
        (token) => has(token, 'constant.language') && token.text === 'on',
      );
      assert.deepEqual(
        shown(text, joined([...words, ...onOff])),
        shown(text, joined(reservedIn(text, [...comments, ...quoted]))),
      );
    });

  for (const word of reservedWords)
    it(`knows the word ${word}`, async () => {
      const [token] = await tokensOf(word);
      assert.equal(token?.text, word);
      assert.ok(
        wordScopes.some((scope) => has(token, scope)),
        token.scopes.join(' '),
      );
      for (const name of [`${word}.x`, `x.${word}`, `${word}-x`, `\${x}${word}`, `"${word}"`])
        for (const part of await tokensOf(name))
          assert.ok(!wordScopes.some((scope) => has(part, scope)), `${word} in ${name}`);
    });
});
