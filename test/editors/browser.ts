import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { chromium, type Page } from 'playwright-core';
import { warren } from '../cli/warren.js';

const run = promisify(execFile);
const here = fileURLToPath(new URL('.', import.meta.url));

/** What keeps Chromium to itself: no sandbox, which root has none of, and no connection of its own. */
const FLAGS = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

/** How a page is looked at. */
export interface Look {
  readonly width: number;
  readonly height: number;
  readonly scheme: 'light' | 'dark';
}

/** The path of a Chromium of Debian's, fetched if need be. */
async function chromiumPath(): Promise<string> {
  const { stdout } = await run(join(here, 'fetch.sh'), ['bookworm', 'chromium']);
  return stdout.trim();
}

/**
 * Opens a page of a file in a browser of its own, and holds that it complains of nothing and asks for nothing
 * but the file.
 */
export function onPage(
  file: string,
  look: Look,
  body: (page: Page) => Promise<void>,
): Promise<void> {
  const url = pathToFileURL(file).href;
  return onAddress(url, look, body, (asked) => asked === url);
}

/**
 * Opens an address in a browser of its own, and holds that its page complains of nothing and asks for nothing that
 * is not its own.
 */
export function onAddress(
  url: string,
  look: Look,
  body: (page: Page) => Promise<void>,
  isOwn: (asked: string) => boolean,
): Promise<void> {
  return inBrowser(
    look,
    async (page) => {
      await page.goto(url);
      await page.locator('h1').waitFor();
      await body(page);
    },
    isOwn,
  );
}

/**
 * Opens a browser with an empty page, and holds that what is shown in it complains of nothing, asks for nothing that
 * is not its own, and finds all that it asks for.
 *
 * @param isLost whether something is asked for that is not there, and is meant to be
 */
export async function inBrowser(
  { width, height, scheme }: Look,
  body: (page: Page) => Promise<void>,
  isOwn: (asked: string) => boolean,
  isLost: (asked: string) => boolean = () => false,
): Promise<void> {
  const profile = mkdtempSync(join(tmpdir(), 'warren-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: await chromiumPath(),
    args: FLAGS,
    colorScheme: scheme,
    viewport: { width, height },
  });
  try {
    const page = await context.newPage();
    const complaints: string[] = [];
    const asked = new Set<string>();
    page.on('console', (message) => {
      if (!isLost(message.location().url)) complaints.push(message.text());
    });
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('dialog', (dialog) => {
      complaints.push(`a dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('response', (response) => {
      if (response.status() >= 400 && !isLost(response.url()))
        complaints.push(`${response.status()} ${response.url()}`);
    });
    // What a worker of the page asks for, the page does not tell of.
    context.on('request', (request) => asked.add(request.url().replace(/#.*$/, '')));
    await body(page);
    assert.deepEqual(complaints, []);
    assert.deepEqual(
      [...asked].filter((one) => !isOwn(one)),
      [],
    );
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

/** Leads to a view of the page, by the part of its address behind the broker, and waits for its heading. */
export async function go(page: Page, address: string, heading: string | RegExp): Promise<void> {
  await page.evaluate(`location.hash = ${JSON.stringify(address)}`);
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
}

/** Writes the report of a policy into a folder, and answers its path. */
export function reportIn(folder: string, ...args: readonly string[]): string {
  const out = join(folder, 'access.html');
  const { status, stderr } = warren(folder, ['report', ...args, '--out', out]);
  assert.ok(status === 0 || status === 1, stderr);
  return out;
}

/** What axe-core finds wrong with a page that keeps people out, as texts. */
export async function barriers(page: Page): Promise<readonly string[]> {
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(axe);
  const found: unknown = await page.evaluate(
    `axe.run().then(({ violations }) => violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map(({ html }) => html).join(' ')))`,
  );
  assert.ok(Array.isArray(found));
  return found.map(String);
}
