import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sections } from './navigation.js';

/** A page of the site, with the place that it has there. */
export interface SitePage {
  /** Its Markdown, from the project's folder. */
  readonly source: string;
  /** Its place in the site, without an end: `diagnostics/spill`, and `diagnostics/index` for a folder. */
  readonly place: string;
}

/** An entry of the side bar, in the shape that VitePress reads. */
export interface Entry {
  readonly text: string;
  readonly link?: string;
  readonly items?: Entry[];
}

/** The pages of the project that the site has, by their Markdown. */
export function sitePages(root: string): readonly SitePage[] {
  const docs = sections
    .flatMap(({ pages }) => pages)
    .filter(({ page, isExpected }) => isExpected !== true || existsSync(join(root, page)))
    .map(({ page }) => page);
  const diagnostics = readdirSync(join(root, 'docs/diagnostics')).map(
    (name) => `docs/diagnostics/${name}`,
  );
  const examples = examplesOf(root).map((name) => `examples/${name}/README.md`);
  return [
    ...docs,
    ...diagnostics,
    'examples/README.md',
    ...examples,
    'CHANGELOG.md',
    'README.md',
    'site/index.md',
  ].map((source) => ({ source, place: placeOf(source) }));
}

/** The folders of examples: in the order of their table, and then those that have a page and stand in no row. */
export function examplesOf(root: string): readonly string[] {
  const folder = join(root, 'examples');
  const table = readFileSync(join(folder, 'README.md'), 'utf8');
  const rows = Array.from(table.matchAll(/^\| \[([a-z-]+)\]\(\1\) /gm), ([, name = '']) => name);
  const others = readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'README.md')))
    .filter((name) => !rows.includes(name));
  return [...rows, ...others.sort()];
}

/** Where a page of the project stands in the site. */
export function placeOf(source: string): string {
  if (source === 'site/index.md') return 'index';
  if (source === 'README.md') return 'house';
  return source
    .replace(/^docs\//, '')
    .replace(/README\.md$/, 'index')
    .replace(/\.md$/, '')
    .toLowerCase();
}

/** The link to a page, from the root of the site. */
export function linkTo(place: string): string {
  return `/${place.replace(/(^|\/)index$/, '$1')}`;
}

/** The side bars by the beginnings of links: examples and diagnostics, of which there are many, have their own. */
export function sideBars(root: string): Record<string, Entry[]> {
  const title = (source: string): string =>
    /^# (.*)$/m.exec(readFileSync(join(root, source), 'utf8'))?.[1]?.replaceAll('`', '') ?? source;
  const entry = (source: string, text = title(source)): Entry => ({
    text,
    link: linkTo(placeOf(source)),
  });
  const known = sections.map((section) => ({
    text: section.title,
    items: section.pages
      .filter(({ page }) => existsSync(join(root, page)))
      .map(({ page, text }) => entry(page, text)),
  }));
  const more = {
    text: 'More',
    items: [
      entry('examples/README.md', 'Examples'),
      entry('docs/diagnostics/README.md', 'Diagnostics'),
      entry('README.md', 'How it is built'),
      entry('CHANGELOG.md', 'Changes'),
    ],
  };
  const examples = examplesOf(root).map((name) => entry(`examples/${name}/README.md`));
  return {
    '/diagnostics/': [
      { text: 'Diagnostics', items: [entry('docs/diagnostics/README.md', 'All')] },
      ...groupsOf(root),
    ],
    '/examples/': [{ text: 'Examples', items: [entry('examples/README.md', 'All'), ...examples] }],
    '/': [...known, more],
  };
}

/** The diagnostics by the sections of their README; what is told no more comes last. */
function groupsOf(root: string): Entry[] {
  const [, ...parts] = readFileSync(join(root, 'docs/diagnostics/README.md'), 'utf8').split(
    /^## /m,
  );
  const groups = parts.map((part) => ({
    text: (/^.*$/m.exec(part)?.[0] ?? '').replaceAll('`', ''),
    items: [...part.matchAll(/^\| \[`([a-z0-9-]+)`\]\(\1\.md\) /gm)].map(([, code = '']) =>
      code === '' ? { text: '' } : { text: code, link: `/diagnostics/${code}` },
    ),
  }));
  const listed = new Set(groups.flatMap(({ items }) => items.map(({ text }) => text)));
  const former = readdirSync(join(root, 'docs/diagnostics'))
    .filter((name) => name !== 'README.md')
    .map((name) => name.replace(/\.md$/, ''))
    .filter((code) => !listed.has(code));
  const told = {
    text: 'No longer told',
    items: former.map((code) => ({ text: code, link: `/diagnostics/${code}` })),
  };
  return [...groups, ...(former.length === 0 ? [] : [told])];
}
