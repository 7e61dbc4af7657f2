import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tokensOf, type Token } from './tokens.js';

const texts = [
  'examples/one-service/parcels.warren',
  'examples/default-vhost/brokers.warren',
  'examples/default-vhost/cellar.warren',
  'test/vscode/golden/half-typed.warren',
];

/** Every line of a text with its tokens below it, each with its scopes; blanks are left out. */
async function listing(text: string): Promise<string> {
  const tokens = (await tokensOf(text)).filter((token) => token.text.trim() !== '');
  let offset = 0;
  const lines = text.split('\n').map((line) => {
    const [start, end] = [offset, offset + line.length];
    offset = end + 1;
    return [line, ...tokens.filter((token) => token.start >= start && token.end <= end).map(shown)];
  });
  return lines.map((line) => `${line.join('\n')}\n`).join('');
}

function shown({ text, scopes }: Token): string {
  const short = scopes.map((scope) => scope.replace(/\.warren$/, '')).join(' > ');
  return `    ${text.trim().padEnd(24)} ${short}`.trimEnd();
}

describe('the highlighting, token by token', () => {
  for (const path of texts)
    it(`of ${path} is as listed`, async () => {
      const file = fileURLToPath(
        new URL(`golden/${basename(path, '.warren')}.tokens`, import.meta.url),
      );
      const text = readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
      const list = await listing(text);
      if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, list);
      assert.equal(list, readFileSync(file, 'utf8'));
    });
});
