import assert from 'node:assert/strict';
import { head } from '../cli/warren.js';
import { link, onPlayground, panel, paste, policy, says } from './playground.js';

/** How many roles the policy has. */
const COUNT = 1_500;

const many = Array.from({ length: COUNT }, (_, at) => at);

const large = `${head}${many.map((at) => `role r-${at} = arn:aws:iam::111122223333:role/r-${at}\n`).join('')}
vhost v {
${many.map((at) => `  queue q-${at}\n  allow r-${at} { consume queue q-${at} }\n`).join('')}}
`;

/** How many elements the panels hold that show what comes out. */
const HELD = 'document.querySelectorAll(".right [role=tabpanel] *:not(option)").length';

describe('the playground with a large policy', () => {
  it('shows the beginning of each panel, and the whole where one asks for it', function () {
    this.timeout(240_000);
    return onPlayground(
      async (page) => {
        await says(page, 'No problems');
        await panel(page, 'Diff');
        await paste(page, large);
        await says(page, 'warning');
        const diff = await panel(page, 'Diff');
        await diff.getByText('GAINED').first().waitFor();
        assert.ok(Number(await page.evaluate(HELD)) < 1_500);

        const scopes = await panel(page, 'Scopes');
        await scopes.getByText('r-0 ').waitFor();
        assert.equal(await scopes.locator('.role').count(), 100);
        await scopes.getByRole('button', { name: `Show all ${COUNT} roles` }).click();
        assert.equal(await scopes.locator('.role').count(), COUNT);

        const conf = await panel(page, 'rabbitmq.conf');
        await conf
          .getByLabel("The broker's files", { exact: true })
          .first()
          .selectOption('advanced.config');
        const file = conf.locator('pre');
        assert.doesNotMatch((await file.textContent()) ?? '', /b\.read:v\/q-999\b/);
        await conf.getByRole('button', { name: /^Show all \d+ lines$/ }).click();
        assert.match((await file.textContent()) ?? '', /b\.read:v\/q-999\b/);
        assert.equal(await page.evaluate('document.activeElement.matches("pre")'), true);
      },
      { fragment: link(policy) },
    );
  });

  it('is shared, and opened by its link', function () {
    this.timeout(240_000);
    return onPlayground(
      async (page) => {
        await says(page, 'warning');
        await page.getByRole('button', { name: 'Share' }).click();
        await says(page, /^The link /);
        assert.ok(page.url().length < 64_000);
      },
      { fragment: link(large) },
    );
  });

  it('says of a text that is too long that it is, and goes on with a shorter one', function () {
    this.timeout(240_000);
    return onPlayground(
      async (page) => {
        await says(page, 'No problems');
        await paste(page, `# ${'x'.repeat(99)}\n`.repeat(20_000));
        await says(page, 'This is more text than the playground takes');
        await page.getByRole('button', { name: 'Share' }).click();
        await says(page, 'The policy is too long for a link');
        await paste(page, policy);
        await says(page, 'No problems');
      },
      { fragment: link(policy) },
    );
  });
});
