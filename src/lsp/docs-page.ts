import { existsSync } from 'node:fs';

const pages = new URL('../../docs/diagnostics/', import.meta.url);
const reference = new URL('../../docs/language.md', import.meta.url);

/** The page of a diagnostic's code, as a URL; undefined where the pages were not installed. */
export function docsPage(code: string): string | undefined {
  return there(new URL(`${code}.md`, pages));
}

/** The language reference, as a URL; undefined where it was not installed. */
export function languageReference(): string | undefined {
  return there(reference);
}

const known = new Map<string, boolean>();

function there(page: URL): string | undefined {
  const found = known.get(page.href) ?? existsSync(page);
  known.set(page.href, found);
  return found ? page.href : undefined;
}
