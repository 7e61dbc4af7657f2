import assert from 'node:assert/strict';
import { styleText } from 'node:util';
import { coloured, styled } from '#warren/report/style.js';

/** What Node makes of the same, whatever the terminal of the test is. */
function byNode(styles: Parameters<typeof styleText>[0], text: string): string {
  return styleText(styles, text, { validateStream: false });
}

describe('the styles of a terminal', () => {
  it('are those that Node writes', () => {
    for (const style of ['bold', 'red', 'yellow', 'blue', 'cyan'] as const)
      assert.equal(styled([style], 'a b'), byNode(style, 'a b'));
    assert.equal(coloured.severity('error', 'x'), byNode(['bold', 'red'], 'x'));
    assert.equal(coloured.severity('warning', 'x'), byNode(['bold', 'yellow'], 'x'));
    assert.equal(coloured.severity('hint', 'x'), byNode(['bold', 'cyan'], 'x'));
  });
});
