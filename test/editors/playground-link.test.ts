import assert from 'node:assert/strict';
import { deflateRawSync } from 'node:zlib';
import { head } from '../cli/warren.js';
import { carrying, editor, link, onPlayground, panel, policy, says, write } from './playground.js';

describe('a link of the playground', () => {
  it('is shared, and opens as the same policy in a fresh page', async () => {
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

  it('is text and nothing more', async () => {
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

  it('is told to carry nothing where it does, and leaves what is there', () =>
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
          assert.match((await editor(page).textContent()) ?? '', /role s = arn/);
        }
      },
      { fragment: 'p=' },
    ));
});

describe('what a visitor of the playground wrote', () => {
  /** What somebody writes, and what the page says of it. */
  const own = `${head}\nrole extra = arn:aws:iam::111122223333:role/extra\n`;

  it('stays where the address asks for no other policy, and where it asks for one that there is not', () =>
    onPlayground(async (page) => {
      await says(page, 'No problems');
      await write(page, own);
      await says(page, 'warning');
      const written = await editor(page).textContent();
      for (const [fragment, said] of [
        ['top', 'warning'],
        ['garbage', 'warning'],
        ['p=AAAA', 'The link carries no policy that can be read'],
        ['example=none', 'The link asks for an example that there is not'],
        ['results', 'warning'],
      ] as const) {
        await page.evaluate(`location.hash = ${JSON.stringify(fragment)}`);
        await says(page, said);
        assert.equal(await editor(page).textContent(), written, fragment);
      }
      for (let times = 0; times < 5; times++) await page.goBack();
      assert.equal(new URL(page.url()).hash, '');
      await says(page, 'warning');
      assert.equal(await editor(page).textContent(), written);
      await page.evaluate(`location.hash = ${JSON.stringify(link(policy))}`);
      await says(page, 'No problems');
    }));

  for (const fragment of ['', 'results', 'top', link(policy)])
    it(`is there again where the page is loaded again at #${fragment.slice(0, 12)}`, () =>
      onPlayground(
        async (page) => {
          await says(page, 'No problems');
          await write(page, own);
          await says(page, 'warning');
          const written = await editor(page).textContent();
          await page.reload();
          await says(page, 'warning');
          assert.equal(await editor(page).textContent(), written);
        },
        { fragment },
      ));

  it('is there again where one goes back from an example or a link, and not where it is asked for anew', () =>
    onPlayground(async (page) => {
      await says(page, 'No problems');
      // Of a long policy the editor has no more than is seen.
      const first = (await editor(page).textContent())?.slice(0, 300) ?? '';
      await page.evaluate(`location.hash = ${JSON.stringify(link(policy))}`);
      await says(page, 'No problems');
      await write(page, own);
      await says(page, 'warning');
      const written = await editor(page).textContent();
      const example = await page.locator('#example option').nth(1).getAttribute('value');
      await page.selectOption('#example', example);
      await says(page, 'What you wrote before is kept');
      assert.notEqual(await editor(page).textContent(), written);
      await page.goBack();
      await says(page, 'warning');
      assert.equal(await editor(page).textContent(), written);
      await page.goBack();
      await says(page, 'No problems');
      assert.ok((await editor(page).textContent())?.startsWith(first));
    }));

  it('gives way to the policy of another link', () =>
    onPlayground(async (page, url) => {
      await says(page, 'No problems');
      await write(page, own);
      await says(page, 'warning');
      await page.goto('about:blank');
      await page.goto(`${url}#${link(policy)}`);
      await says(page, 'No problems');
      assert.match((await editor(page).textContent()) ?? '', /role s = arn/);
    }));
});
