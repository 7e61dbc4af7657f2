import assert from 'node:assert/strict';
import { head } from '../cli/warren.js';
import { whileInFolder } from '../source/temporary.js';
import { barriers, go, onPage, reportIn, type Look } from './browser.js';

const wide: Look = { width: 1280, height: 900, scheme: 'light' };

describe('names on the page of a report', () => {
  it('runs nothing that stands in a name', async () => {
    const evil = `</script><script>globalThis.ran=1;alert(1)</script><img src=x onerror="globalThis.ran=1">'"&\u202E`;
    const name = `"${evil.replaceAll('"', '\\"')}"`;
    const text = `${head}
vhost ${name} {
  exchange ${name} topic alternate ${name}
  queue ${name} dead-letter ${name}
  queue "javascript:alert(1)"
  allow r { publish exchange ${name} key ${name} consume queue ${name}, "javascript:alert(1)" bind queue ${name} to exchange ${name} }
  never r { consume queue ${name} }
}
test ${name} { vhost ${name} { can r { purge queue ${name} } } }
`;
    await whileInFolder({ '<b>x</b>/a.warren': text }, (folder) =>
      onPage(reportIn(folder, '<b>x</b>'), wide, async (page) => {
        for (const link of await page.locator('nav a').all()) {
          await link.click();
          assert.equal(await page.evaluate('globalThis.ran'), undefined);
        }
        await go(page, '#/b/role/r', 'role r');
        for (const link of await page.locator('table a').all()) {
          assert.match((await link.getAttribute('href')) ?? '', /^#\//);
        }
        await page.locator('table a').first().click();
        await page
          .getByRole('heading', { level: 1, name: '</script><script>globalThis.ran' })
          .waitFor();
        assert.equal(await page.locator('img, script[src], iframe, b > img').count(), 0);
        assert.match((await page.locator('h1').textContent()) ?? '', /\\u\{202E\}/);
        assert.equal(await page.evaluate('globalThis.ran'), undefined);
      }),
    );
  });

  it('shows names that are odd or long as they are, to everybody', async () => {
    const long = `orders.${'part.'.repeat(40)}queue`;
    const text = `${head}
vhost v {
  queue "a  b"
  queue "אב"
  queue "גד"
  queue ${long}
  allow r { consume queue "a  b", "אב", "גד", ${long} }
  never r { consume queue "אב", "גד" }
}
`;
    await whileInFolder({ 'a.warren': text }, (folder) =>
      onPage(reportIn(folder, 'a.warren'), wide, async (page) => {
        assert.equal((await page.locator('header').boundingBox())?.y, 0);
        // Two blanks are as wide as two.
        assert.match(await page.locator('.grid tbody').innerText(), /"a {2}b"/);
        await go(page, '#/b/flow', 'Who talks to whom');
        assert.deepEqual(await barriers(page), []);
        const gap = await page.evaluate(`(() => {
          const label = [...document.querySelectorAll('svg.flow text')]
            .find((text) => text.textContent === '"a  b"');
          return label.getExtentOfChar(4).x - label.getExtentOfChar(3).x;
        })()`);
        assert.ok(Number(gap) > 3, `a blank is ${String(gap)} pixels wide`);
        await go(page, '#/b/claims', 'Guardrails and tests');
        // Of names from right to left the first stands at the left, as it does where the rest is read so.
        const [first, second] = await page.locator('tbody th code bdi').all();
        const left = (await first?.boundingBox())?.x ?? 0;
        assert.equal(await first?.textContent(), '"אב"');
        assert.ok(left < ((await second?.boundingBox())?.x ?? 0));
        await go(page, '#/b/role/r', 'role r');
        assert.deepEqual(await barriers(page), []);
        const hidden = await page.evaluate(`(() => {
          const { scrollWidth, clientWidth } = document.querySelector('[aria-label="What r can do"]');
          return scrollWidth - clientWidth;
        })()`);
        assert.equal(hidden, 0);
      }),
    );
  });
});
