import assert from 'node:assert/strict';
import { knownLines, linesOf, newestLine, PRODUCTS } from '#warren/rabbitmq/engines.js';
import { readPage } from './markdown.js';

const [amazon, own] = [linesOf('amazon-mq'), linesOf('rabbitmq')];
const coded = (product: string, lines: readonly string[]): string =>
  `\`${product} ${lines.join('`, `')}\``;
const listed = (product: string, lines: readonly string[]): string =>
  `\`${product}\` ${lines.slice(0, -1).join(', ')} and ${lines.at(-1) ?? ''}`;
const choices = (lines: readonly string[]): string => `|${[...lines].reverse().join(',')}|`;
const implied = `\`rabbitmq ${newestLine('rabbitmq')}\``;

/** What texts that no program makes say of the lines, by the file. */
const said: readonly (readonly [path: string, texts: readonly string[]])[] = [
  [
    'docs/language.md',
    [
      `${coded('amazon-mq', amazon)}, or ${coded('rabbitmq', own)}, with a patch level`,
      `\`default\` (${implied}, audience`,
    ],
  ],
  [
    'docs/diagnostics/unknown-engine.md',
    [`${listed('amazon-mq', amazon)}, and ${listed('rabbitmq', own)}.`],
  ],
  ['docs/diagnostics/no-broker.md', [`on an implied ${implied}`]],
  ['docs/diagnostics/missing-engine.md', [`\`engine amazon-mq ${newestLine('amazon-mq')}\``]],
  ['docs/broker-facts.md', [`it holds from ${knownLines()},`]],
  [
    'editors/vscode/snippets/warren.json',
    [`amazon-mq \${2${choices(amazon)}}`, `rabbitmq \${2${choices(own)}}`],
  ],
  [
    'test/cli/golden.warren',
    PRODUCTS.flatMap((product) => linesOf(product).map((line) => `engine ${product} ${line}`)),
  ],
];

describe('what the documentation says of engines', () => {
  for (const [path, texts] of said)
    it(`${path} names the lines that there are`, () => {
      const page = readPage(path).replaceAll(/\s+/g, ' ');
      for (const text of texts) assert.ok(page.includes(text), text);
    });
});
