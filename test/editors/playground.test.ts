import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { head } from '../cli/warren.js';
import { barriers } from './browser.js';
import { editor, onPlayground, panel, says, wide, write } from './playground.js';

const policy = `${head}
role s = arn:aws:iam::111122223333:role/s

vhost v {
  exchange events topic
  queue jobs

  allow r { publish exchange events key order.* }
  allow s { consume queue jobs }
  never anyone except s { consume queue jobs }
}
`;

/** The fragment of a link that carries anything. */
function carrying(data: unknown): string {
  return `p=${deflateRawSync(JSON.stringify(data)).toString('base64url')}`;
}

const link = (text: string): string => carrying([['a.warren', text]]);

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
        await ask.getByText('Did you mean `queue`?').waitFor();
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

  it('shares a link that opens as the same policy in a fresh page', async () => {
    let shared = '';
    const texts: (string | null)[] = [];
    await onPlayground(async (page) => {
      await says(page, 'No problems');
      await page.getByRole('button', { name: 'New file' }).click();
      await page.getByLabel('Name', { exact: true }).fill('more/own.warren');
      await page.keyboard.press('Enter');
      await write(
        page,
        '# Grüße \u{1F430} <b>\nrole extra = arn:aws:iam::111122223333:role/extra\n',
      );
      await says(page, '1 warning');
      texts.push(await editor(page).textContent());
      await page.getByRole('button', { name: 'Share' }).click();
      await page.waitForURL('**/#p=*');
      shared = new URL(page.url()).hash.slice(1);
    });
    await onPlayground(
      async (page) => {
        await says(page, '1 warning');
        const files = page.getByRole('tablist', { name: 'Files' }).getByRole('tab');
        assert.deepEqual(await files.allTextContents(), [
          'parcels.warren',
          'warren.yaml',
          'more/own.warren',
        ]);
        await files.last().click();
        texts.push(await editor(page).textContent());
      },
      { fragment: shared },
    );
    assert.equal(texts[0], texts[1]);
    assert.match(texts[0] ?? '', /Grüße/);
  });

  it('takes no link for more than text', async () => {
    const evil = '</script><img src=x onerror="globalThis.ran=1"><script>globalThis.ran=1</script>';
    const name = JSON.stringify(evil);
    const hostile = `${head}
# ${evil} [x](javascript:globalThis.ran=1)
vhost ${name} {
  exchange ${name} topic
  queue ${name}
  queue "javascript:globalThis.ran=1"
  allow r { publish exchange ${name} key ${name} consume queue ${name}, "javascript:globalThis.ran=1", jbos }
  never r { consume queue ${name} }
}
test ${name} { vhost ${name} { can r { purge queue ${name} } } }
`;
    await onPlayground(
      async (page) => {
        await says(page, /error/);
        for (const tab of ['Scopes', 'rabbitmq.conf', 'IAM', 'Ask', 'Claims', 'Diff'])
          await panel(page, tab);
        await editor(page).getByText('consume queue', { exact: false }).first().hover();
        assert.equal(
          await page.locator('img, iframe, script:not([src="playground.js"])').count(),
          0,
        );
        assert.equal(await page.locator('a:not(.skip)').count(), 0);
        assert.equal(await page.evaluate('globalThis.ran'), undefined);
      },
      { fragment: link(hostile) },
    );
  });

  it('takes a link that is none for an empty policy, and says so', () =>
    onPlayground(
      async (page) => {
        const bomb = deflateRawSync(Buffer.alloc(60_000_000, ' ')).toString('base64url');
        for (const fragment of [
          'p=',
          'p=%3Cscript%3E',
          'p=AAAA',
          `p=${'A'.repeat(100_000)}`,
          `p=${bomb}`,
          carrying('text'),
          carrying([]),
          carrying([['a.warren']]),
          carrying([['a.warren', 1]]),
          carrying([['../a.warren', '']]),
          carrying([['/etc/passwd', '']]),
          carrying([['<img src=x>.warren', '']]),
          carrying([
            ['a.warren', ''],
            ['a.warren', ''],
          ]),
          carrying([['a.warren', 'x'.repeat(600_000)]]),
          carrying(Array.from({ length: 41 }, (_, at) => [`${at}.warren`, ''])),
        ]) {
          await page.evaluate(`location.hash = ${JSON.stringify(link(policy))}`);
          await says(page, 'No problems');
          await page.evaluate(`location.hash = ${JSON.stringify(fragment)}`);
          await says(page, 'The link carries no policy that can be read');
          assert.equal(await editor(page).textContent(), '');
          await page.waitForTimeout(200);
          await says(page, 'The link carries no policy that can be read');
        }
      },
      { fragment: 'p=' },
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
