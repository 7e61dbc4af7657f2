import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitepress';
import grammar from '../../editors/vscode/syntaxes/warren.tmLanguage.json' with { type: 'json' };
import { anchorOf } from '../anchors.js';
import { BASE } from '../base.js';
import { consoleGrammar } from '../console.js';
import { descriptionOf } from '../description.js';
import { noticesPlugin } from '../notices.js';
import { sideBars } from '../pages.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

export default defineConfig({
  srcDir: '../out/site/pages',
  outDir: '../out/site/html',
  cacheDir: '../out/site/cache',
  base: BASE,
  lang: 'en',
  title: 'Warren',
  description: 'The language, compiler and prover for RabbitMQ permissions on AWS',
  head: [['link', { rel: 'icon', type: 'image/svg+xml', href: `${BASE}icon.svg` }]],
  metaChunk: true,
  transformPageData: ({ relativePath }, { siteConfig }) => {
    const description = descriptionOf(readFileSync(join(siteConfig.srcDir, relativePath), 'utf8'));
    return description === undefined ? {} : { description };
  },
  // A page that nobody goes to is not asked for.
  router: { prefetchLinks: false },
  markdown: {
    languages: [{ ...grammar, name: 'warren' }, consoleGrammar],
    languageAlias: { elisp: 'emacs-lisp' },
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    anchor: { slugify: anchorOf },
    // What looks like an attribute or an emoji is text, as it is on a forge.
    attrs: { disable: true },
    emoji: { enabled: [] },
    config: (md) => {
      // Two braces would begin an expression of Vue.
      for (const kind of ['text', 'code_inline'] as const) {
        const plain = md.renderer.rules[kind];
        md.renderer.rules[kind] = (...args) =>
          (plain?.(...args) ?? '').replaceAll('{{', '&#123;&#123;');
      }
      // A table that is too wide for its page is scrolled in a frame that the keyboard reaches.
      md.renderer.rules['table_open'] = () =>
        '<div class="wide" tabindex="0" role="region" aria-label="Table"><table>';
      md.renderer.rules['table_close'] = () => '</table></div>';
    },
  },
  themeConfig: {
    nav: [
      { text: 'Start', link: '/start' },
      { text: 'Language', link: '/language' },
      { text: 'Command line', link: '/cli' },
      { text: 'Examples', link: '/examples/' },
      { text: 'Diagnostics', link: '/diagnostics/' },
    ],
    sidebar: sideBars(root),
    outline: { level: [2, 3], label: 'On this page' },
    search: {
      provider: 'local',
      options: {
        miniSearch: {
          // The page of a code comes before those that speak of it.
          searchOptions: { boost: { title: 6, titles: 2, text: 1 }, combineWith: 'AND' },
        },
      },
    },
    notFound: {
      title: 'There is no such page',
      quote: 'It may have moved; the search finds it by its words.',
      linkLabel: 'To the front page',
      linkText: 'To the front page',
    },
    footer: {
      message: `MIT. <a href="${BASE}LICENSE.txt">Licence</a> · <a href="${BASE}THIRD-PARTY-NOTICES.txt">Licences of what this site holds</a>`,
    },
  },
  vite: {
    plugins: [noticesPlugin(root)],
    build: { chunkSizeWarningLimit: 4_000 },
  },
});
