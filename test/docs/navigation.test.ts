import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sections } from '../../site/navigation.js';
import { linkTo, sideBars, sitePages, type Entry } from '../../site/pages.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The links of entries, and of those below them. */
function linksIn(entries: readonly Entry[]): readonly string[] {
  return entries.flatMap(({ link, items = [] }) => [
    ...(link === undefined ? [] : [link]),
    ...linksIn(items),
  ]);
}

describe('the way through the site', () => {
  it('has every page of docs once, and no page that is not there but those that are expected', () => {
    const navigated = sections.flatMap(({ pages }) => pages);
    const found = readdirSync(`${root}/docs`)
      .filter((name) => name.endsWith('.md'))
      .map((name) => `docs/${name}`);
    const there = navigated.filter(
      ({ page, isExpected }) => isExpected !== true || existsSync(`${root}/${page}`),
    );
    assert.deepEqual(there.map(({ page }) => page).sort(), found.sort());
  });

  it('leads to every page that the site has, to each from one place', () => {
    const links = Object.values(sideBars(root)).flatMap(linksIn);
    const pages = sitePages(root).map(({ place }) => linkTo(place));
    // The front page is what the name of the site leads to; those of many stand in a bar of their own too.
    const twice = ['/examples/', '/diagnostics/'];
    assert.deepEqual(links.toSorted(), [...pages.filter((link) => link !== '/'), ...twice].sort());
  });
});
