/** Shows the built site on 127.0.0.1: `npm run site:preview`, after `npm run site`. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { serveSite } from './serve.js';

const folder = fileURLToPath(new URL('../out/site/html', import.meta.url));

if (!existsSync(folder)) {
  console.error('There is no site yet: npm run site');
  process.exitCode = 2;
} else {
  const { address } = await serveSite(folder, '/', Number(process.env['PORT'] ?? '4173'));
  console.log(address);
}
