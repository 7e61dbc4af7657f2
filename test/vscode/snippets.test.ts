import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { checkPolicy } from '#warren/program/check.js';
import { decodeSource } from '#warren/source/decode.js';
import { isObject } from '../lsp/driver/client.js';
import { extensionFolder } from './tokens.js';

const text = readFileSync(`${extensionFolder}snippets/warren.json`, 'utf8');

/** A snippet's name, and its text with the defaults that an editor fills in. */
function snippets(): readonly (readonly [string, string])[] {
  const parsed: unknown = JSON.parse(text);
  assert.ok(isObject(parsed));
  return Object.entries(parsed).map(([name, snippet]) => {
    assert.ok(isObject(snippet));
    const { body } = snippet;
    return [name, filledIn(Array.isArray(body) ? body.join('\n') : String(body))];
  });
}

/** Leaves the defaults of `${1:default}` and the first choices of `${1|first,second|}`. */
function filledIn(body: string): string {
  return body
    .replaceAll(/(?<!\\)\$\{\d+:([^{}]*)\}/g, '$1')
    .replaceAll(/(?<!\\)\$\{\d+\|([^,|]*)[^|]*\|\}/g, '$1')
    .replaceAll(/(?<!\\)\$\d+/g, '')
    .replaceAll('\\$', '$');
}

/** What has to stand around the snippets that are no declarations of their own. */
const around: Readonly<Record<string, (snippet: string) => string>> = {
  Role: (snippet) => snippet,
  Group: (snippet) => snippet,
  Profile: (snippet) => `${snippet}\n${usingProfile}`,
  Allow: inVhost,
  Publish: (snippet) => inVhost(`allow checkout { ${snippet} }`),
  Bind: (snippet) => inVhost(`allow checkout { ${snippet} }`),
  Never: inVhost,
  Test: (snippet) => `${inVhost('allow checkout { consume queue orders.work }')}\n${snippet}`,
  Expect: (snippet) => inVhost(`allow checkout { ${snippet}\n publish exchange amq.default }`),
};

const usingProfile = 'vhost orders { queue checkout.reply.*  allow checkout { caller(checkout) } }';

function inVhost(item: string): string {
  return `vhost orders { exchange orders.events topic  queue orders.work  ${item} }`;
}

/** What most snippets name; left out for a snippet that declares the same. */
const cast: readonly (readonly [string, string])[] = [
  [
    'Broker',
    `broker orders { engine rabbitmq 4.3.5  account 111122223333
       issuer https://3f1c2b7e-0d52-4c1a-9e57-1f2a3b4c5d6e.tokens.sts.global.api.aws }`,
  ],
  ['Role', 'role checkout = arn:aws:iam::111122223333:role/checkout'],
  ['Deployer', 'role deployer = arn:aws:iam::111122223333:role/deployer'],
];

describe('the snippets', () => {
  for (const [name, body] of snippets())
    it(`${name} is right as it comes`, () => {
      const others = cast.filter(([made]) => !name.startsWith(made)).map(([, item]) => item);
      const policy = [...others, (around[name] ?? ((snippet) => snippet))(body)].join('\n');
      const { source, problems } = decodeSource(Buffer.from(policy), 'a.warren', '/a.warren');
      const loaded = { sources: [source], root: '/', problems: [], textProblems: problems };
      const { diagnostics } = checkPolicy(loaded);
      // A snippet need not use everything of the policy around it.
      const told = diagnostics.filter(
        ({ code }) => !['unused-name', 'unreachable-resource'].includes(code),
      );
      assert.deepEqual(
        told.map(({ code, message }) => `${code}: ${message}`),
        [],
        policy,
      );
    });
});
