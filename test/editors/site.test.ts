import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { barriers, type Look } from './browser.js';
import { buildSite, deadLinksOf, onSite, pagesOfSite, SITE } from './site.js';

const wide: Look = { width: 1280, height: 900, scheme: 'light' };

/** A page of each kind, by the path from the site's root. */
const KINDS = [
  '',
  'start.html',
  'language.html',
  'cli.html',
  'schemas.html',
  'at-work.html',
  'house.html',
  'changelog.html',
  'examples/one-service/',
  'diagnostics/',
  'diagnostics/spill.html',
];

/** Whether a page is wider than the window, so that it has to be pushed aside to be read. */
async function isTooWide(page: Page): Promise<boolean> {
  return (await page.evaluate('document.documentElement.scrollWidth > innerWidth + 1')) === true;
}

describe('the site of the documentation', () => {
  before(function () {
    this.timeout(600_000);
    buildSite();
  });

  it('has a page for each of the project, with links and anchors that lead somewhere', () => {
    const pages = pagesOfSite();
    assert.ok(pages.length > 180);
    const dead = pages
      .filter((page) => page !== '404.html')
      .flatMap((page) => deadLinksOf(page).map((link) => `${page}: ${link}`));
    assert.deepEqual(dead, []);
  });

  it('opens every page under any path, complains of nothing and asks nobody else', async function () {
    this.timeout(600_000);
    await onSite(wide, async ({ page, open }) => {
      for (const path of pagesOfSite().filter((one) => one !== '404.html')) {
        await open(path);
        assert.equal(await page.locator('h1').count(), 1, path);
      }
    });
    await onSite(
      wide,
      async ({ open }) => {
        for (const path of KINDS) await open(path);
      },
      '/',
    );
  });

  it('finds the page of a code, and opens it', () =>
    onSite(wide, async ({ page, open, address }) => {
      await open('examples/one-service/');
      await page.keyboard.press('Control+k');
      // What is typed before the box is there is lost.
      await page.locator('.VPLocalSearchBox .search-input').pressSequentially('first-fit-gap');
      await page.locator('.VPLocalSearchBox .result').first().waitFor();
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: 'first-fit-gap' }).waitFor();
      assert.equal(page.url().replace(/#.*/, ''), `${address}diagnostics/first-fit-gap.html`);
    }));

  it('leads on from a page that was gone to, into other folders and back', () =>
    onSite(wide, async ({ page, open, address }) => {
      await open('diagnostics/spill.html');
      const top = page.getByRole('navigation', { name: 'Main Navigation' });
      await top.getByRole('link', { name: 'Start', exact: true }).click();
      await page.getByRole('heading', { level: 1, name: 'Start in ten minutes' }).waitFor();
      assert.equal(page.url(), `${address}start.html`);
      await page.getByRole('link', { name: 'Facts about the broker' }).first().click();
      await page.getByRole('heading', { level: 1, name: 'Facts about the broker' }).waitFor();
      await top.getByRole('link', { name: 'Examples', exact: true }).click();
      await page.getByRole('heading', { level: 1, name: 'Examples' }).waitFor();
      assert.equal(page.url(), `${address}examples/`);
      await page.getByRole('link', { name: 'one-service' }).first().click();
      await page.getByRole('heading', { level: 1, name: 'One service' }).waitFor();
      await page.goBack();
      await page.goBack();
      await page.getByRole('heading', { level: 1, name: 'Facts about the broker' }).waitFor();
    }));

  it('says of a page that is not there that it is not, at any depth, and leads on', async () => {
    for (const [lost, base] of [
      ['no-such.html', '/docs/warren/'],
      ['diagnostics/deep/er/no-such.html', '/docs/warren/'],
      ['no/such/page', '/'],
    ] as const)
      await onSite(
        { ...wide, scheme: 'dark' },
        async ({ page, open, address }) => {
          await open(lost);
          await page.getByRole('link', { name: 'To the front page' }).waitFor();
          assert.equal(
            await page.evaluate('getComputedStyle(document.body).backgroundColor'),
            'rgb(20, 23, 26)',
          );
          assert.deepEqual(await barriers(page), []);
          const top = page.getByRole('navigation', { name: 'Main Navigation' });
          await top.getByRole('link', { name: 'Start', exact: true }).click();
          await page.getByRole('heading', { level: 1, name: 'Start in ten minutes' }).waitFor();
          assert.equal(page.url(), `${address}start.html`);
        },
        base,
        lost,
      );
  });

  it('shows policies in colours, with the files of an example', () =>
    onSite(wide, async ({ page, open }) => {
      await open('examples/one-service/');
      const colours = await page.evaluate(
        `new Set([...document.querySelectorAll('.language-warren code span')]
          .map((part) => getComputedStyle(part).color)).size`,
      );
      assert.ok(Number(colours) > 3);
      assert.match(
        (await page.locator('.language-warren').first().textContent()) ?? '',
        /never anyone except deployer/,
      );
    }));

  it('keeps nobody out, in light and dark, wide and narrow', async function () {
    this.timeout(600_000);
    for (const look of [
      wide,
      { ...wide, scheme: 'dark' },
      { ...wide, width: 400, scheme: 'dark' },
    ] as const)
      await onSite(look, async ({ page, open }) => {
        for (const path of KINDS) {
          await open(path);
          const where = `${path}, ${look.scheme}, ${look.width}`;
          assert.deepEqual(await barriers(page), [], where);
          assert.equal(await isTooWide(page), false, where);
        }
        if (look.width > 960) return;
        await page.getByRole('button', { name: 'mobile navigation' }).click();
        await page.getByRole('link', { name: 'Command line' }).first().click();
        await page.getByRole('heading', { level: 1, name: 'Command line' }).waitFor();
      });
  });

  it('is dark where its reader is', async () => {
    const seen: unknown[] = [];
    for (const scheme of ['light', 'dark'] as const)
      await onSite({ ...wide, scheme }, async ({ page, open }) => {
        await open('start.html');
        seen.push(await page.evaluate('getComputedStyle(document.body).backgroundColor'));
      });
    assert.deepEqual(seen, ['rgb(251, 251, 250)', 'rgb(20, 23, 26)']);
  });

  it('says of each page what it is about, and names no place of the machine that made it', () => {
    const pages = pagesOfSite();
    const said = new Set(
      pages.map(
        (page) =>
          /<meta name="description" content="([^"]+)">/.exec(
            readFileSync(join(SITE, page), 'utf8'),
          )?.[1],
      ),
    );
    assert.ok(said.size > 0.9 * pages.length, `${said.size} of ${pages.length} pages`);
    for (const name of readdirSync(SITE, { recursive: true, encoding: 'utf8' })) {
      assert.doesNotMatch(name, /\.map$/);
      if (!/\.(?:html|js|css|json|txt)$/.test(name)) continue;
      assert.equal(readFileSync(join(SITE, name), 'utf8').includes(process.cwd()), false, name);
    }
  });

  it('names the licences of what it holds', () => {
    const notices = readFileSync(join(SITE, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
    for (const name of ['vitepress', '@vue/runtime-core', 'minisearch'])
      assert.match(notices, new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(MIT\\)$`, 'm'));
    assert.ok(!/GPL/.test(notices));
  });
});
