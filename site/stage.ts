import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, extname, join, posix } from 'node:path';
import { captions } from '../src/cli/help.js';
import { anchorOf } from './anchors.js';
import { housePage } from './house.js';
import { linkTo, sitePages, type SitePage } from './pages.js';

/** The languages of the files of an example, by the ends of their names. */
const LANGUAGES: Readonly<Record<string, string>> = {
  '.warren': 'warren',
  '.conf': 'ini',
  '.json': 'json',
  '.js': 'js',
  '.ts': 'ts',
  '.py': 'python',
  '.java': 'java',
  '.go': 'go',
};

/** What belongs to a tool, and shows nobody anything. */
const OF_TOOLS = /(?:^|\/)(?:node_modules\/|package(?:-lock)?\.json$)/;

/**
 * Lays the pages of the project out as VitePress reads them: each at its place in the site, with links that
 * lead there, examples with their policies, and beside them the pictures and schemas.
 *
 * @param root the project's folder
 * @param target the folder of the pages, which is made anew
 */
export function stagePages(root: string, target: string): void {
  const pages = sitePages(root);
  rmSync(target, { recursive: true, force: true });
  for (const page of pages) {
    const path = join(target, `${page.place}.md`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, withSiteLinks(textOf(root, page), page, pages));
  }
  cpSync(join(root, 'docs/pictures'), join(target, 'pictures'), { recursive: true });
  const asTheyAre = join(target, 'public');
  mkdirSync(asTheyAre);
  const schemas = join(root, 'docs/schemas');
  if (existsSync(schemas)) cpSync(schemas, join(asTheyAre, 'schemas'), { recursive: true });
  cpSync(join(root, 'site/icon.svg'), join(asTheyAre, 'icon.svg'));
  cpSync(join(root, 'LICENSE'), join(asTheyAre, 'LICENSE.txt'));
}

function textOf(root: string, { source }: SitePage): string {
  const text = readFileSync(join(root, source), 'utf8');
  if (source === 'README.md') return housePage(text);
  if (source.startsWith('docs/diagnostics/')) return withCaptions(text);
  if (!/^examples\/.*\/README\.md$/.test(source)) return text;
  return `${text}\n${filesOf(join(root, dirname(source)))}`;
}

/** The page of a diagnostic, with what each of its examples shows before it, as `warren help` has it. */
function withCaptions(text: string): string {
  return text.replaceAll(/^```\S+ (\w+).*$/gm, (fence, word: string) => {
    const caption = captions[word];
    return caption === undefined ? fence : `${caption}\n\n${fence}`;
  });
}

/** The files of an example, each under its name, the policies first. */
function filesOf(folder: string): string {
  const rank = (path: string): number =>
    path.endsWith('.warren') ? 0 : path.includes('/') ? 2 : 1;
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => LANGUAGES[extname(path)] !== undefined && !OF_TOOLS.test(path))
    .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .map((path) => {
      const text = readFileSync(join(folder, path), 'utf8');
      return `## ${path}\n\n\`\`\`${LANGUAGES[extname(path)] ?? ''}\n${text.trimEnd()}\n\`\`\`\n`;
    })
    .join('\n');
}

/** A fenced block, in which nothing is a link. */
const FENCED = /(^```[^]*?^```$)/gm;

/** A link or a picture; its text may hold code. */
const LINK = /\[((?:`[^`]*`|[^\]`])*)\]\(([^)\s]+)\)/g;

/** The text with links that lead to places in the site; what the site does not have stands there without one. */
export function withSiteLinks(text: string, page: SitePage, pages: readonly SitePage[]): string {
  return text
    .split(FENCED)
    .map((part) =>
      part.startsWith('```')
        ? part
        : part.replaceAll(LINK, (_, label: string, target: string) => {
            const link = siteLink(target, page, pages);
            return link === undefined ? label : `[${label}](${link})`;
          }),
    )
    .join('');
}

/** Where a link of a page leads in the site; undefined where that is nowhere. */
function siteLink(
  target: string,
  { source, place }: SitePage,
  pages: readonly SitePage[],
): string | undefined {
  if (/^(?:[a-z]+:|#|\/)/.test(target)) return target;
  const [path = '', anchor] = target.split('#');
  const file = posix.join(posix.dirname(source), path).replace(/\/$/, '');
  const wanted = pages.find((one) => one.source === file || one.source === `${file}/README.md`);
  if (wanted !== undefined)
    return `${linkTo(wanted.place)}${anchor === undefined ? '' : `#${anchor}`}`;
  const [, example = '', inside = ''] = /^examples\/([^/]+)\/(.+)$/.exec(file) ?? [];
  const around = pages.find((one) => one.source === `examples/${example}/README.md`);
  if (around !== undefined && LANGUAGES[extname(inside)] !== undefined && !OF_TOOLS.test(inside))
    return `${linkTo(around.place)}#${anchorOf(inside)}`;
  if (file.startsWith('docs/pictures/'))
    return `./${posix.relative(posix.dirname(place), file.replace(/^docs\//, ''))}`;
  if (file.startsWith('docs/schemas/')) return file.replace(/^docs/, '');
  if (file === 'LICENSE') return '/LICENSE.txt';
  return undefined;
}
