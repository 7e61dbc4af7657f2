/**
 * Builds the site of the documentation into out/site/html: `npm run site`. It takes no network. What comes
 * out can be published as it is, under any path of a web server.
 */
import { existsSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vitepress';
import { makeRelocatable } from './relocate.js';
import { stagePages } from './stage.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '..');
const out = join(root, 'out/site');

stagePages(root, join(out, 'pages'));
rmSync(join(out, 'html'), { recursive: true, force: true });
await build(here);
const pages = makeRelocatable(join(out, 'html'));
if (!existsSync(join(out, 'html/index.html'))) throw new Error('the site has no front page');
console.log(`${relative(process.cwd(), join(out, 'html'))}: ${pages} pages`);
