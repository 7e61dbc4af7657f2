import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Reporter } from '#warren/diagnostics/reporter.js';
import { Source } from '#warren/source/source.js';
import { parsePolicy } from '#warren/syntax/parse.js';
import { lex } from '#warren/syntax/tokens.js';

/** Where a block begins and ends. */
type Braces = readonly [open: number, close: number];

/** What becomes of a text whose braces are right. */
const mistakes: Readonly<Record<string, (text: string, braces: Braces) => string>> = {
  'a `{` lacks': (text, [open]) => text.slice(0, open) + text.slice(open + 1),
  'a `}` lacks': (text, [, close]) => text.slice(0, close) + text.slice(close + 1),
  'a `{` stands twice': (text, [open]) => `${text.slice(0, open)}{${text.slice(open)}`,
  'a `}` stands twice': (text, [, close]) => `${text.slice(0, close)}}${text.slice(close)}`,
  'square brackets stand for them': (text, braces) => between(text, braces, '[', ']'),
  'a colon stands for `{`': (text, [open]) =>
    `${text.slice(0, open).trimEnd()}:${text.slice(open + 1)}`,
};

function between(text: string, [open, close]: Braces, opens: string, closes: string): string {
  return text.slice(0, open) + opens + text.slice(open + 1, close) + closes + text.slice(close + 1);
}

function bracesOf(text: string): readonly Braces[] {
  const tokens = lex(text);
  const open: number[] = [];
  const found: Braces[] = [];
  for (let token = 0; token < tokens.count; token++) {
    if (tokens.kind(token) === '{') open.push(tokens.start(token));
    const start = tokens.kind(token) === '}' ? open.pop() : undefined;
    if (start !== undefined) found.push([start, tokens.start(token)]);
  }
  return found;
}

function told(text: string): readonly string[] {
  const reporter = new Reporter();
  parsePolicy(new Source('a.warren', text), reporter);
  return reporter.diagnostics.map(({ code, message }) => `${code}: ${message}`);
}

describe('a brace that is wrong, wherever it stands, is one mistake', () => {
  for (const example of [
    'web-shop/shop',
    'one-service/parcels',
    'request-reply/quotes',
    'tenants/tenants',
  ])
    for (const [what, make] of Object.entries(mistakes))
      it(`${what} in ${example}`, () => {
        const text = readFileSync(
          new URL(`../../examples/${example}.warren`, import.meta.url),
          'utf8',
        );
        const braces = bracesOf(text);
        assert.ok(braces.length > 5);
        for (const one of braces) {
          // Signs behind the parameters of a profile could as well be meant for parameters.
          const head = text.slice(text.lastIndexOf('\n', one[0]) + 1, one[0]);
          if (head.startsWith('profile') && /^(?:square|a colon)/.test(what)) continue;
          const wrong = make(text, one);
          const line = text.slice(0, one[0]).split('\n').length;
          assert.equal(told(wrong).length, 1, `line ${line}: ${told(wrong).join('\n')}`);
        }
      });
});
