import { existsSync, readFileSync } from 'node:fs';

/** The documentation lies beside the folder of the build. */
const pages = new URL('../../docs/diagnostics/', import.meta.url);

const known = new Map<string, boolean>();

/** The page of a diagnostic's code, as a URL; undefined where the pages were not installed. */
export function docsPage(code: string): string | undefined {
  const page = new URL(`${code}.md`, pages);
  const found = known.get(page.href) ?? existsSync(page);
  known.set(page.href, found);
  return found ? page.href : undefined;
}

/** The text of the page of a diagnostic's code; undefined where the pages were not installed. */
export function pageText(code: string): string | undefined {
  const page = docsPage(code);
  return page === undefined ? undefined : readFileSync(new URL(page), 'utf8');
}
