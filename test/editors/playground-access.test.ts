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

  it('has the colours that its reader chose, also when it is opened again', () =>
    onPlayground(
      async (page) => {
        const paper = (): Promise<unknown> =>
          page.evaluate(
            `[document.body, document.querySelector('#editor')]
              .map((part) => getComputedStyle(part).backgroundColor).join(' ')`,
          );
        const light = 'rgb(251, 251, 250) rgb(255, 255, 255)';
        const dark = 'rgb(20, 23, 26) rgb(27, 31, 35)';
        const choice = page.getByLabel('Colours');
        assert.equal(await paper(), light);
        await choice.selectOption('dark');
        assert.equal(await paper(), dark);
        assert.equal(
          await page.evaluate('getComputedStyle(document.documentElement).colorScheme'),
          'dark',
        );
        assert.deepEqual(await barriers(page), []);
        await page.reload();
        await says(page, 'No problems');
        assert.equal(await choice.inputValue(), 'dark');
        assert.equal(await paper(), dark);
        await page.emulateMedia({ colorScheme: 'dark' });
        await choice.selectOption('light');
        assert.equal(await paper(), light);
        await choice.selectOption('auto');
        assert.equal(await paper(), dark);
        await page.emulateMedia({ colorScheme: 'light' });
        assert.equal(await paper(), light);
      },
      { fragment: link(policy) },
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
