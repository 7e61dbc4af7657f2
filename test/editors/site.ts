import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { serveSite } from '../../site/serve.js';
import { inBrowser, type Look } from './browser.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The built site. */
export const SITE = join(root, 'out/site/html');

/** Builds the site as `npm run site` does, without the network. */
export function buildSite(): void {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'site/build.ts'],
    { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 },
  );
  assert.equal(status, 0, `${stdout}${stderr}`);
}

/** The pages of the built site, from its root. */
export function pagesOfSite(): readonly string[] {
  return readdirSync(SITE, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.html'))
    .sort();
}

/** What a reader of the site has: a page of the browser, and where the site is. */
export interface Reading {
  readonly page: Page;
  /** Opens a page of the site, by its path from the site's root. */
  readonly open: (path: string) => Promise<void>;
  readonly address: string;
}

/**
 * Reads the site in a browser of its own, published under a path of a server of static files, and holds that it
 * complains of nothing and asks for nothing but what is published there.
 *
 * @param lost a path that leads nowhere, which is opened, and so are those above it
 */
export async function onSite(
  look: Look,
  body: (reading: Reading) => Promise<void>,
  base = '/docs/warren/',
  lost = '',
): Promise<void> {
  const { server, address } = await serveSite(SITE, base);
  try {
    await inBrowser(
      look,
      async (page) => {
        const open = async (path: string): Promise<void> => {
          await page.goto(`${address}${path}`);
          await page.locator('h1').first().waitFor();
        };
        await body({ page, open, address });
      },
      (asked) => asked.startsWith(address) || asked.startsWith('data:'),
      (asked) => lost !== '' && asked.startsWith(`${address}${lost.split('/')[0] ?? ''}`),
    );
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** The links of a page that stay in the site and lead nowhere. */
export function deadLinksOf(path: string): readonly string[] {
  const html = readFileSync(join(SITE, path), 'utf8');
  const links = [...html.matchAll(/ (?:href|src)="([^"]*)"/g)].map(([, link = '']) => link);
  assert.ok(links.length > 0, path);
  return [...new Set(links)].filter((link) => !/^(?:[a-z]+:)/.test(link) && !leads(path, link));
}

function leads(from: string, link: string): boolean {
  const [path = '', anchor] = link.replaceAll('&amp;', '&').split('#');
  if (path.startsWith('/')) return false;
  const target = path === '' ? from : posix.join(posix.dirname(from), path);
  const file = target.endsWith('/') || target === '.' ? join(target, 'index.html') : target;
  if (!isFile(posix.normalize(file))) return false;
  return anchor === undefined || anchor === '' || idsOf(file).has(decodeURIComponent(anchor));
}

const known: { files?: ReadonlySet<string>; readonly ids: Map<string, ReadonlySet<string>> } = {
  ids: new Map(),
};

function isFile(path: string): boolean {
  known.files ??= new Set(readdirSync(SITE, { recursive: true, encoding: 'utf8' }));
  return known.files.has(path);
}

function idsOf(file: string): ReadonlySet<string> {
  const ids =
    known.ids.get(file) ??
    new Set(
      Array.from(
        readFileSync(join(SITE, file), 'utf8').matchAll(/ id="([^"]*)"/g),
        ([, id = '']) => id,
      ),
    );
  known.ids.set(file, ids);
  return ids;
}
