import assert from 'node:assert/strict';
import { atCursor } from '../driver/workspace.js';

const profile = `
# Calls a service.
profile rpc(service, reply) { consume queue \${service}.\${reply} }
`;

const help = (active: number): object => ({
  signatures: [
    {
      label: 'rpc(service, reply)',
      parameters: [{ label: [4, 11] }, { label: [13, 18] }],
      documentation: { kind: 'markdown', value: 'Calls a service.' },
    },
  ],
  activeSignature: 0,
  activeParameter: active,
});

const cases: Readonly<Record<string, readonly [string, object | null]>> = {
  'the first argument': ['vhost v { allow r { rpc(| } }', help(0)],
  'the first argument, half typed': ['vhost v { allow r { rpc(ab|c, d) } }', help(0)],
  'the second argument': ['vhost v { allow r { rpc(a, |) } }', help(1)],
  'behind the parentheses': ['vhost v { allow r { rpc(a, b) | } }', null],
  'an unknown profile': ['vhost v { allow r { other(|', null],
  'a declaration': ['profile other(|', null],
};

describe('the parameters of a profile', () => {
  for (const [name, [text, wanted]] of Object.entries(cases))
    it(`at ${name}`, () =>
      atCursor(profile + text, async ({ ask }) => {
        assert.deepEqual(await ask('textDocument/signatureHelp'), wanted);
      }));
});
