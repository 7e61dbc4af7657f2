import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { head } from '../cli/warren.js';
import { whileInFolder } from '../source/temporary.js';
import { barriers, go, onPage, reportIn, type Look } from './browser.js';

const wide: Look = { width: 1280, height: 900, scheme: 'light' };

const policy = `${head}
role s = arn:aws:iam::111122223333:role/s
group team = r, s

vhost v {
  exchange events topic
  exchange dead fanout
  queue jobs dead-letter dead
  queue audit

  allow r { publish exchange events key order.* }
  allow s {
    consume queue jobs
    bind queue jobs to exchange events key order.*
  }

  never anyone except s { consume queue audit, jobs }
  never s { consume queue jobs }
}
test "orders go out" { vhost v { can r { publish exchange events key order.new } } }
`;

const older = policy
  .replace('key order.* }', 'key order.new }')
  .replace('consume queue jobs\n', 'consume queue jobs, audit\n');

/** Runs `body` on the report of the policy, which is compared with an older one. */
function onReport(body: (page: Page) => Promise<void>, look: Look = wide): Promise<void> {
  return whileInFolder({ 'new/a.warren': policy, 'old/a.warren': older }, (folder) =>
    onPage(reportIn(folder, 'new', '--against', 'old'), look, body),
  );
}

/** The names at the beginning of the rows that are shown. */
function rows(page: Page): Promise<readonly string[]> {
  return page.locator('.grid tbody th[scope=row] a').allTextContents();
}

describe('the page of a report', () => {
  it('filters the matrix while one types, by operation, and by what changed', () =>
    onReport(async (page) => {
      assert.deepEqual(await rows(page), ['events', 'audit', 'jobs']);
      await page.keyboard.press('/');
      await page.keyboard.type('jobs');
      assert.deepEqual(await rows(page), ['jobs']);
      assert.match(
        (await page.getByRole('status').textContent()) ?? '',
        /^1 resource and 1 role\./,
      );
      await page.getByLabel('Find').fill('nothing of the kind');
      assert.equal(await page.getByRole('status').textContent(), 'Nothing fits.');
      await page.getByLabel('Find').fill('');
      await page.getByRole('checkbox', { name: 'publish' }).check();
      assert.deepEqual(await rows(page), ['events']);
      await page.getByRole('checkbox', { name: 'publish' }).uncheck();
      await page.getByLabel('only what changed').check();
      assert.deepEqual(await rows(page), ['events', 'audit']);
      await page.getByLabel('only what changed').uncheck();
      await page.getByLabel('Rows').selectOption('roles');
      assert.deepEqual(await rows(page), ['r', 's']);
      assert.deepEqual(await page.locator('.grid tr.group').allTextContents(), ['team']);
    }));

  it('is walked through with the keyboard alone', () =>
    onReport(async (page) => {
      await page.locator('.grid td[tabindex="0"]').focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('End');
      await page.keyboard.press('Control+End');
      const focused = page.locator('.grid td:focus');
      assert.match((await focused.textContent()) ?? '', /^consume; bind in part/);
      await page.keyboard.press('Enter');
      const box = page.getByRole('dialog');
      assert.match(
        (await box.textContent()) ?? '',
        /s and queue jobs.*consume queue jobs.*new\/a\.warren:20/s,
      );
      await page.keyboard.press('Escape');
      assert.equal(await box.count(), 0);
      assert.match((await focused.textContent()) ?? '', /^consume/);
    }));

  it('leads from a cell to a role, to a resource, and back', () =>
    onReport(async (page) => {
      await page.locator('.grid td.some').first().click();
      await page.getByRole('dialog').getByRole('link', { name: 'r', exact: true }).click();
      await page.getByRole('heading', { level: 1, name: 'role r' }).waitFor();
      assert.match(page.url(), /#\/b\/role\/r$/);
      assert.equal(await page.getByText('"Action": "sts:GetWebIdentityToken"').count(), 1);
      await page.getByRole('link', { name: 'events', exact: true }).first().click();
      await page.getByRole('heading', { level: 1, name: 'exchange events' }).waitFor();
      await page.goBack();
      await page.getByRole('heading', { level: 1, name: 'role r' }).waitFor();
      await go(page, '#/b/role/nobody', 'Not here');
      await go(page, '#/b/%E0%A4%A', 'Not here');
    }));

  it('draws who talks to whom, and says it in a table', () =>
    onReport(async (page) => {
      await go(page, '#/b/flow', 'Who talks to whom');
      const names: string[] = [];
      for (const station of await page.locator('svg.flow a').all())
        names.push((await station.locator('title').textContent()) ?? '');
      assert.deepEqual(names.sort(), [
        'exchange dead',
        'exchange events',
        'queue jobs',
        'role r',
        'role s',
      ]);
      assert.equal(await page.locator('svg.flow path.leg').count(), 4);
      await page.getByText('The same as a table').click();
      const table = page.getByRole('table', { name: 'Who talks to whom in v' });
      assert.deepEqual(await table.locator('tbody tr').allTextContents(), [
        'role rpublishexchange eventsorder.*',
        'queue jobsconsumerole s',
        'exchange eventsbindqueue jobsorder.*s',
        'queue jobsdead-letterexchange dead',
      ]);
    }));

  it('shows what failed, what no claim speaks of, and what was gained', () =>
    onReport(async (page) => {
      await go(page, '#/b/claims', 'Guardrails and tests');
      assert.deepEqual(await page.locator('span.fails').count(), 1);
      assert.match(
        (await page.locator('span.fails').textContent()) ?? '',
        /^FAILS.*s.*consume queue jobs.*It comes from here: new\/a\.warren:20$/s,
      );
      await go(page, '#/b/coverage', 'What the tests cover');
      assert.match(
        (await page.getByRole('main').textContent()) ?? '',
        /speak of 2 of 3 granted rights/,
      );
      await go(page, '#/b/changes', 'Changes');
      assert.deepEqual(await page.locator('tbody tr th').allTextContents(), ['gained', 'lost']);
    }));

  it('keeps nobody out, in light and dark, wide and narrow', async () => {
    for (const look of [
      wide,
      { ...wide, scheme: 'dark' },
      { ...wide, width: 400, scheme: 'dark' },
    ] as const)
      await onReport(async (page) => {
        for (const [address, heading] of [
          ['access', 'Who can do what'],
          ['changes', 'Changes'],
          ['flow', 'Who talks to whom'],
          ['claims', 'Guardrails and tests'],
          ['coverage', 'What the tests cover'],
          ['findings', 'Findings'],
          ['role/s', 'role s'],
          ['resource/v/queue/jobs', 'queue jobs'],
        ] as const) {
          await go(page, `#/b/${address}`, heading);
          assert.deepEqual(await barriers(page), [], `${address}, ${look.scheme}, ${look.width}`);
        }
        await go(page, '#/b/access', 'Who can do what');
        await page.locator('.grid td.some').first().click();
        assert.deepEqual(await barriers(page), []);
      }, look);
  });

  it('is dark where its reader is', async () => {
    const paper = (page: Page): Promise<unknown> =>
      page.evaluate('getComputedStyle(document.body).backgroundColor');
    const seen: unknown[] = [];
    for (const scheme of ['light', 'dark'] as const)
      await onReport(
        async (page) => {
          seen.push(await paper(page));
        },
        { ...wide, scheme },
      );
    assert.deepEqual(seen, ['rgb(251, 251, 250)', 'rgb(20, 23, 26)']);
  });

  it('holds of a large matrix only what is in sight, and finds anything in it', async () => {
    const count = 400;
    const many = Array.from({ length: count }, (_, at) => at);
    const text = `${head}${many.map((at) => `role r-${at} = arn:aws:iam::111122223333:role/r-${at}\n`).join('')}
vhost v {
${many.map((at) => `  queue q-${at}\n  queue p-${at}\n  allow r-${at} { consume queue q-${at}, p-${at} }\n`).join('')}
}
`;
    await whileInFolder({ 'a.warren': text }, (folder) =>
      onPage(reportIn(folder, 'a.warren'), wide, async (page) => {
        const grid = page.getByRole('grid');
        assert.equal(await grid.getAttribute('aria-rowcount'), String(2 * count + 2));
        assert.equal(await grid.getAttribute('aria-colcount'), String(count + 1));
        assert.ok((await page.locator('.grid td[data-row]').count()) < 2_000);
        await page.evaluate('document.querySelector(".grid").scrollTo(1e6, 1e6)');
        await page.getByRole('columnheader', { name: 'r-99', exact: true }).waitFor();
        assert.ok((await rows(page)).includes('q-99'));
        assert.ok((await page.locator('.grid td[data-row]').count()) < 2_000);
        await page.getByLabel('Find').fill('q-123');
        assert.deepEqual(await rows(page), ['q-123']);
        await go(page, '#/b/flow', 'Who talks to whom');
        await page.getByText('are too many for one picture').waitFor();
      }),
    );
  });

  it('prints the whole matrix', () =>
    onReport(async (page) => {
      await page.setViewportSize({ width: 1280, height: 300 });
      await page.emulateMedia({ media: 'print' });
      await page.evaluate('dispatchEvent(new Event("beforeprint"))');
      assert.deepEqual(await rows(page), ['events', 'audit', 'jobs']);
      assert.equal(await page.locator('nav').isVisible(), false);
    }));
});
