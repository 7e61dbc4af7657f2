import assert from 'node:assert/strict';
import { barriers } from './browser.js';
import { editor, link, onPlayground, panel, policy, says, wide } from './playground.js';

describe('the playground for everybody', () => {
  it('is used with the keyboard alone', () =>
    onPlayground(
      async (page) => {
        await says(page, '1 error');
        await page.keyboard.press('Tab');
        assert.equal(
          await page.evaluate('document.activeElement.textContent'),
          'Skip to what comes out',
        );
        for (let stops = 0; stops < 30; stops++) {
          await page.keyboard.press('Tab');
          const on = await page.evaluate('document.activeElement.textContent');
          if (on === 'Write jobs') break;
        }
        await page.keyboard.press('Enter');
        await says(page, 'No problems');
        for (let stops = 0; stops < 10; stops++) {
          await page.keyboard.press('Tab');
          if ((await page.evaluate('document.activeElement.id')) === 'tab-scopes') break;
        }
        await page.keyboard.press('ArrowRight');
        await page.keyboard.press('ArrowRight');
        assert.equal(await page.evaluate('document.activeElement.id'), 'tab-iam');
        assert.equal(await page.locator('#panel-iam').isVisible(), true);
        await page.keyboard.press('End');
        assert.equal(await page.evaluate('document.activeElement.id'), 'tab-diff');
        // The editor is left by Tab: it keeps no one.
        await editor(page).focus();
        await page.keyboard.press('Tab');
        assert.notEqual(await page.evaluate('document.activeElement.id'), 'editor');
      },
      { fragment: link(policy.replace('queue jobs }\n  never', 'queue jbos }\n  never')) },
    ));

  const faulty = policy.replace('allow s { consume queue jobs }', 'allow s { consume queue jbos }');
  for (const look of [
    wide,
    { ...wide, scheme: 'dark' },
    { ...wide, width: 390, scheme: 'light' },
    { ...wide, width: 390, scheme: 'dark' },
  ] as const)
    for (const [what, fragment] of [
      ['an example', ''],
      ['an error', link(faulty)],
    ] as const)
      it(`keeps nobody out of ${what}, ${look.scheme}, ${look.width} pixels wide`, () =>
        onPlayground(
          async (page) => {
            await says(page, /problem|error/);
            for (const tab of ['Scopes', 'rabbitmq.conf', 'IAM', 'Ask', 'Claims', 'Diff']) {
              await panel(page, tab);
              assert.deepEqual(await barriers(page), [], tab);
            }
            const overflow = await page.evaluate(
              'document.documentElement.scrollWidth - document.documentElement.clientWidth',
            );
            assert.equal(overflow, 0);
          },
          { look, fragment },
        ));
});
