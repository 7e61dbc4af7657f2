import assert from 'node:assert/strict';
import { deflateRawSync } from 'node:zlib';
import type { Locator, Page } from 'playwright-core';
import { serve } from '../../playground/serve.mjs';
import { head } from '../cli/warren.js';
import { onAddress, type Look } from './browser.js';

/** A screen as most have it. */
export const wide: Look = { width: 1280, height: 860, scheme: 'light' };

/**
 * Opens the playground in a browser of its own, from a server on this machine, and holds that it complains of
 * nothing and asks for nothing but its own files.
 *
 * @param fragment what follows `#` in the address
 */
export async function onPlayground(
  body: (page: Page, url: string) => Promise<void>,
  { look = wide, fragment = '' }: { readonly look?: Look; readonly fragment?: string } = {},
): Promise<void> {
  const server = await serve(0);
  try {
    const address = server.address();
    assert.ok(typeof address === 'object' && address !== null);
    const url = `http://127.0.0.1:${address.port}/`;
    const own = ['', 'playground.css', 'playground.js', 'worker.js', 'icon.svg'];
    await onAddress(
      `${url}${fragment === '' ? '' : `#${fragment}`}`,
      look,
      (page) => body(page, url),
      (asked) => own.includes(asked.replace(url, '')),
    );
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** The editor's text, which is to be typed into. */
export function editor(page: Page): Locator {
  return page.locator('#editor .cm-content');
}

/** Waits until the page says something of the policy. */
export async function says(page: Page, text: string | RegExp): Promise<void> {
  await page.getByRole('status').filter({ hasText: text }).waitFor();
}

/** Puts a text in place of the editor's, as a paste does. */
export async function write(page: Page, text: string): Promise<void> {
  await editor(page).click();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await page.keyboard.insertText(text);
}

/** Puts a text in place of the editor's by the clipboard, whatever its length. */
export async function paste(page: Page, text: string): Promise<void> {
  await editor(page).click();
  await page.keyboard.press('Control+a');
  await page.evaluate(`(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', ${JSON.stringify(text)});
    document.querySelector('#editor').shadowRoot.querySelector('.cm-content').dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  })()`);
}

/** Shows a panel of what comes out, and answers it. */
export async function panel(page: Page, name: string): Promise<Locator> {
  await page.getByRole('tab', { name }).click();
  return page.locator('.right [role=tabpanel]:not([hidden])');
}

/** A policy without a flaw. */
export const policy = `${head}
role s = arn:aws:iam::111122223333:role/s

vhost v {
  exchange events topic
  queue jobs

  allow r { publish exchange events key order.* }
  allow s { consume queue jobs }
  never anyone except s { consume queue jobs }
}
`;

/** The fragment of a link that carries anything. */
export function carrying(data: unknown): string {
  return `p=${deflateRawSync(JSON.stringify(data)).toString('base64url')}`;
}

/** The fragment of a link that carries one file. */
export function link(text: string): string {
  return carrying([['a.warren', text]]);
}
