import { cpSync } from 'node:fs';
import { basename, join } from 'node:path';
import { onPage, reportIn } from '../editors/browser.js';
import { inExample, type Change } from './pictures.js';

/** What the policy of the picture was before, so that something is marked in it. */
const before: readonly Change[] = [
  [
    'shop.warren',
    'publish exchange shop.events key order.*',
    'publish exchange shop.events key order.placed',
  ],
  [
    'shop.warren',
    'allow invoices { subscriber(invoices) }',
    'allow invoices { subscriber(invoices) consume queue shop.payments }',
  ],
];

/** Writes the picture of a report into a file: the matrix of the example, against what it was. */
export async function drawReport(file: string): Promise<void> {
  await inExample([], async (folder) => {
    await inExample(before, (old) => {
      cpSync(old, join(folder, 'before'), { recursive: true });
      return Promise.resolve();
    });
    const now = join(folder, 'web-shop');
    await inExample([], (copy) => {
      cpSync(copy, now, { recursive: true });
      return Promise.resolve();
    });
    const page = reportIn(folder, basename(now), '--against', 'before');
    await onPage(page, { width: 1280, height: 860, scheme: 'light' }, async (shown) => {
      await shown.evaluate(`location.hash = '#/prod/access'`);
      await shown.locator('option[value=prod][selected]').waitFor({ state: 'attached' });
      await shown.screenshot({ path: file });
    });
  });
}
