import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { editor, link, onPlayground, panel, policy, says, write } from './playground.js';

describe('the playground', () => {
  it('shows what comes of an example, and goes on without any network', () =>
    onPlayground(async (page) => {
      await says(page, 'No problems');
      await page.context().setOffline(true);
      const scopes = await panel(page, 'Scopes');
      await scopes.getByText('parcels-prod.read:parcels/parcel.labels', { exact: true }).waitFor();
      const conf = await panel(page, 'rabbitmq.conf');
      assert.match(
        (await conf.locator('pre').textContent()) ?? '',
        /^auth_oauth2\.resource_server_id = parcels-prod$/m,
      );
      const iam = await panel(page, 'IAM');
      await iam
        .getByLabel('IAM policies', { exact: true })
        .first()
        .selectOption('iam/labeller.json');
      assert.match((await iam.locator('pre').textContent()) ?? '', /"sts:GetWebIdentityToken"/);
      const claims = await panel(page, 'Claims');
      assert.deepEqual([...new Set(await claims.locator('.holds').allTextContents())], ['holds']);
      await write(page, policy.replace('consume queue jobs', 'consume queue jbos'));
      await says(page, '1 error');
    }));

  it('opens every example without an error', () =>
    onPlayground(async (page) => {
      const names = readdirSync('examples', { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name);
      for (const name of names) {
        await page.getByLabel('Example').selectOption(name);
        await page.waitForURL(`**/#example=${name}`);
        await says(page, /^(?:No problems|\d+ (?:warning|hint))/);
        const title = /^# (.+)$/m.exec(readFileSync(`examples/${name}/README.md`, 'utf8'))?.[1];
        const shown = page.locator('#example option:checked');
        assert.equal(await shown.textContent(), title);
      }
      await page.goBack();
      await page.waitForURL(`**/#example=${names.at(-2) ?? ''}`);
      assert.equal(await page.getByLabel('Example').inputValue(), names.at(-2));
    }));

  it('underlines an error at its place, and mends it by its fix', () =>
    onPlayground(
      async (page) => {
        await says(page, '1 error');
        const squiggle = page.locator('#editor .cm-lintRange-error');
        assert.equal(await squiggle.textContent(), 'jbos');
        const problems = page.getByRole('region', { name: 'Problems' });
        assert.match((await problems.textContent()) ?? '', /undeclared-name.*a\.warren:16/s);
        const conf = await panel(page, 'rabbitmq.conf');
        await conf.getByText('Nothing is written while this stands').waitFor();
        await problems.getByRole('button', { name: 'Write jobs' }).first().click();
        await says(page, 'No problems');
        assert.equal(await squiggle.count(), 0);
        assert.match((await editor(page).textContent()) ?? '', /allow s \{ consume queue jobs \}/);
        await conf.getByText('auth_oauth2.scope_aliases.2.scope = b.read:v/jobs').waitFor();
        await editor(page).press('Control+z');
        await says(page, '1 error');
      },
      {
        fragment: link(
          policy.replace('allow s { consume queue jobs }', 'allow s { consume queue jbos }'),
        ),
      },
    ));

  it('shows the characters that nobody sees, those that turn the direction of writing among them', () => {
    const named = {
      'right-to-left override': '\u202e',
      'left-to-right isolate': '\u2066',
      'zero width space': '\u200b',
      bell: '\u0007',
      '0x202a': '\u202a',
      'zero width joiner': '\u200d',
      '0x2060': '\u2060',
      '0xe0041': '\u{e0041}',
    };
    const unseen = Object.values(named);
    const text = `# ${unseen.map((character) => `a${character}`).join('')}\n${policy}`;
    return onPlayground(
      async (page) => {
        const shown = page.locator('#editor .cm-specialChar');
        await shown.first().waitFor();
        const marks = await shown.all();
        const titles = await Promise.all(marks.map((mark) => mark.getAttribute('title')));
        assert.deepEqual(
          titles,
          Object.keys(named).map((name) => `Control character ${name}`),
        );
      },
      { fragment: link(text) },
    );
  });

  it('answers why a role can and cannot, and who can', () =>
    onPlayground(
      async (page) => {
        await says(page, 'No problems');
        const ask = await panel(page, 'Ask');
        await ask.getByLabel('Question').selectOption('explain');
        await ask.getByLabel('Role').selectOption('s');
        await ask.getByLabel('Phrase').fill('consume queue jobs');
        await ask.getByLabel('Vhost').fill('v');
        const answer = ask.getByLabel('Answer');
        await answer.filter({ hasText: /^yes: .*`read` on the queue `jobs`: yes/s }).waitFor();
        await ask.getByLabel('Role').selectOption('r');
        await answer.filter({ hasText: /^no: .*This would make it a yes/s }).waitFor();
        await ask.getByLabel('Question').selectOption('who');
        assert.equal(await ask.getByLabel('Role').isVisible(), false);
        await answer.filter({ hasText: /^a(?:ll| part) of it:\n {2}s/ }).waitFor();
        await ask.getByLabel('Phrase').fill('consume quue jobs');
        await ask.getByText('Did you mean queue?').waitFor();
        await ask.getByLabel('Phrase').fill('publish exchange events key order.new');
        await answer.filter({ hasText: / {2}r/ }).waitFor();
        // The answer follows the policy.
        await write(page, policy.replace('allow r {', 'allow r, s {'));
        await answer.filter({ hasText: / {2}s/ }).waitFor();
      },
      { fragment: link(policy) },
    ));

  it('tells what was gained and lost since a version', () =>
    onPlayground(
      async (page) => {
        await says(page, 'No problems');
        const diff = await panel(page, 'Diff');
        await diff.getByText('The same access.').waitFor();
        await write(page, policy.replace('key order.*', 'key order.*, parcel.*'));
        await diff.getByText('+ GAINED publish exchange events key parcel.a').waitFor();
        await diff.getByRole('button', { name: 'Compare with this version' }).click();
        await diff.getByText('The same access.').waitFor();
        await diff.getByText('the version kept at').waitFor();
      },
      { fragment: link(policy) },
    ));

  it('offers, explains and lays out as an editor does', () =>
    onPlayground(
      async (page) => {
        await says(page, 'No problems');
        await editor(page).getByText('events', { exact: true }).first().hover();
        await page.locator('#editor .hover').getByText('exchange events').first().waitFor();
        await write(page, `${policy}vhost v{allow s{consume queue }}`);
        for (let step = 0; step < 2; step++) await page.keyboard.press('ArrowLeft');
        await page.keyboard.press('Control+Space');
        const offers = page.locator('#editor .cm-tooltip-autocomplete');
        await offers.getByText('jobs', { exact: true }).waitFor();
        await page.keyboard.type('jo');
        await page.waitForTimeout(200);
        await page.keyboard.press('Enter');
        await page.getByRole('button', { name: 'Format' }).click();
        await editor(page).getByText('allow s { consume queue jobs }').nth(1).waitFor();
      },
      { fragment: link(policy) },
    ));

  it('has files that are added, renamed and deleted, and says what a name cannot be', () =>
    onPlayground(
      async (page) => {
        await says(page, 'No problems');
        const files = page.getByRole('tablist', { name: 'Files' }).getByRole('tab');
        assert.equal(
          await page.getByRole('button', { name: 'Delete this file' }).isDisabled(),
          true,
        );
        await page.getByRole('button', { name: 'New file' }).click();
        const dialog = page.getByRole('dialog');
        for (const [name, problem] of [
          ['a.warren', 'There is a file a.warren already.'],
          ['../b.warren', 'A name has letters'],
          ['b.txt', 'A file is called'],
        ] as const) {
          await dialog.getByLabel('Name').fill(name);
          await page.keyboard.press('Enter');
          await dialog.getByRole('alert').filter({ hasText: problem }).waitFor();
        }
        await dialog.getByLabel('Name').fill('b.warren');
        await page.keyboard.press('Enter');
        await write(page, 'vhost v { queue extra }\n');
        await says(page, '1 warning');
        await page.getByRole('button', { name: 'Rename this file' }).click();
        await dialog.getByLabel('Name').fill('c.warren');
        await page.keyboard.press('Enter');
        assert.deepEqual(await files.allTextContents(), ['a.warren', 'c.warren']);
        assert.match((await editor(page).textContent()) ?? '', /queue extra/);
        await page
          .locator('.problems')
          .getByRole('button', { name: /^c\.warren:1/ })
          .click();
        await page.getByRole('button', { name: 'Delete this file' }).click();
        await says(page, 'No problems');
        assert.deepEqual(await files.allTextContents(), ['a.warren']);
      },
      { fragment: link(policy) },
    ));

  it('stops a check that does not end, by hand or as soon as there is something newer', () =>
    onPlayground(
      async (page) => {
        await says(page, 'No problems');
        const endless = 'addEventListener("message", () => { for (;;); });';
        const stop = page.getByRole('button', { name: 'Stop' });
        await page.route('**/worker.js', (route) =>
          route.fulfill({ contentType: 'text/javascript', body: endless }),
        );
        await page.reload();
        await says(page, 'Proving');
        // The page itself is not held up.
        await panel(page, 'Claims');
        await page.unroute('**/worker.js');
        await stop.click();
        await says(page, 'Stopped. Change the policy to try again.');
        await write(page, policy.replace('queue jobs\n', 'queue job\n'));
        await says(page, /error/);

        await page.route('**/worker.js', (route) =>
          route.fulfill({ contentType: 'text/javascript', body: endless }),
        );
        await page.reload();
        await says(page, 'Proving');
        await page.unroute('**/worker.js');
        await page.waitForTimeout(1_700);
        await write(page, policy.replace('queue jobs\n', 'queue job\n'));
        await says(page, /error/);
      },
      { fragment: link(policy) },
    ));
});
