import assert from 'node:assert/strict';
import { head } from '../cli/warren.js';
import { diagnose } from './harness.js';

/** What is said of a policy that consumes a queue. */
function said(queue: string): readonly string[] {
  const text = `${head}vhost v { allow r { consume queue ${queue} } }`;
  return diagnose({ 'a.warren': text }).diagnostics.map(({ message }) => message);
}

describe('a name that is written as in a URL', () => {
  for (const [queue, asks] of [
    ['"a%2Fb*"', 'Did you mean `/`? Warren'],
    ['"a%2a"', 'Did you mean `*`? Warren'],
    ['"a%0A"', 'Write names as they are: Warren'],
    ['"a%20b"', 'Write names as they are: Warren'],
    ['"a%C3%A4"', 'Write names as they are: Warren'],
  ] as const)
    it(`is told with what was meant, where that can be shown: ${queue}`, () => {
      const [escape = ''] = /%../.exec(queue) ?? [];
      assert.deepEqual(said(queue), [
        `\`${escape}\` in this queue stands for these three characters. ${asks} does all the encoding.`,
      ]);
    });
});
