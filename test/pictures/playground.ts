import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { onPlayground, says } from '../editors/playground.js';

/** Writes the picture of the playground into a file: an example with a slip, which it shows and mends. */
export async function drawPlayground(file: string): Promise<void> {
  const name = 'parcels.warren';
  const text = readFileSync(`examples/one-service/${name}`, 'utf8').replace(
    'consume queue parcel.labels',
    'consume queue parcel.lables',
  );
  const data = JSON.stringify([[name, text]]);
  await onPlayground(
    async (page) => {
      await says(page, '1 error');
      await page
        .getByRole('button', { name: new RegExp(`^${name}:39`) })
        .first()
        .click();
      await page.screenshot({ path: file });
    },
    {
      look: { width: 1280, height: 800, scheme: 'light' },
      fragment: `p=${deflateRawSync(data).toString('base64url')}`,
    },
  );
}
