import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';
import { BASE } from './base.js';

/** What a page calls the path that it was published under. */
const FOUND = 'globalThis.warrenBase';

/**
 * Makes a built site independent of where it is published: pages find out their own path, scripts ask for
 * it, and style sheets name what lies beside them.
 *
 * @param folder the built site
 * @returns how many pages it has
 */
export function makeRelocatable(folder: string): number {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  for (const file of files) {
    const change = CHANGES.find(([end]) => file.endsWith(end))?.[1];
    if (change === undefined) continue;
    const path = join(folder, file);
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, change(text, posix.relative(posix.dirname(`/${file}`), '/')));
  }
  return files.filter((file) => file.endsWith('.html')).length;
}

/** How a file is changed, by the end of its name. The way to the root of the site is such as `..`, or empty. */
type Change = (text: string, up: string) => string;

const CHANGES: readonly (readonly [end: string, change: Change])[] = [
  ['404.html', lostPage],
  ['.html', pageAnywhere],
  ['.js', scriptAnywhere],
  ['.css', (text, up) => text.replaceAll(BASE, `${up}/`)],
];

/** Makes the links of a page absolute, and that of its sign. */
const MENDING = `for (const e of document.querySelectorAll('a[href], link[rel=icon]')) {
  const to = e.getAttribute('href');
  if (/^([a-z]+:|#)/.test(to)) continue;
  const { pathname, search, hash } = new URL(to, location.href);
  e.setAttribute('href', pathname + search + hash);
}`;

/**
 * A page whose links are relative. Once it is shown they are made absolute again, since a reader who goes on
 * to a page in another folder keeps the navigation of this one.
 */
function pageAnywhere(html: string, up: string): string {
  const root = up === '' ? './' : `${up}/`;
  const finding = `<script>${FOUND}=new URL("${root}",location.href).pathname</script>`;
  const mending = `<script>${MENDING}</script>`;
  return html
    .replace('<head>', () => `<head>\n    ${finding}`)
    .replace('</body>', () => `${mending}\n  </body>`)
    .replaceAll(BASE, root);
}

/** What a page loads of the site: its styles, its scripts, and its sign. */
const LOADED = /^ *<(?:link|script)\b[^>]*__warren_base__[^>]*>(?:<\/script>)?\n/gm;

/**
 * Finds the path of the site for the page that a server shows in place of one that is not there, at any depth: the
 * nearest folder upwards that holds the site's own script. Then it loads what the page would have loaded.
 */
const SEEKING = `(async () => {
  const held = document.getElementById('loaded').content.children;
  const names = Array.from(held, (e) => e.getAttribute('src') ?? e.getAttribute('href'));
  const app = names.find((name) => name.includes('/app.'));
  const folders = location.pathname.split('/').slice(0, -1);
  for (let depth = folders.length; depth > 0; depth--) {
    const base = folders.slice(0, depth).join('/') + '/';
    const answer = await fetch(base + app, { method: 'HEAD' }).catch(() => undefined);
    if (!answer?.ok || !/javascript/.test(answer.headers.get('content-type'))) continue;
    ${FOUND} = base;
    document.getElementById('app').replaceChildren();
    for (const one of held) {
      const made = document.createElement(one.localName);
      for (const { name, value } of one.attributes)
        made.setAttribute(name, name === 'src' || name === 'href' ? base + value : value);
      // The scripts run in their order.
      made.async = false;
      document.head.append(made);
    }
    return;
  }
})()`;

/** The page that is shown where there is none. It says so without the site, too. */
function lostPage(html: string): string {
  const loaded = [...html.matchAll(LOADED)].map(([line]) => line).join('');
  return html
    .replace(LOADED, '')
    .replace(
      '</title>',
      '</title>\n    <meta name="robots" content="noindex">\n    <link rel="icon" href="data:,">',
    )
    .replace('<div id="app"></div>', () =>
      [
        '<div id="app"><h1>There is no such page</h1></div>',
        `<template id="loaded">\n${loaded.replaceAll(BASE, '')}</template>`,
        `<script>${SEEKING}</script>`,
      ].join('\n    '),
    );
}

/** A script that asks for the path in place of each text that holds it. */
function scriptAnywhere(code: string): string {
  if (!code.includes(BASE)) return code;
  const file = ts.createSourceFile('a.js', code, ts.ScriptTarget.ESNext, true, ts.ScriptKind.JS);
  const edits: { readonly start: number; readonly end: number; readonly text: string }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) {
      const text = node.getText(file);
      if (text.includes(BASE)) {
        if (!isExpression(node))
          throw new Error(`a script names the path in: ${text.slice(0, 80)}`);
        const asked = `(${text}.replaceAll("${BASE}",${FOUND}))`;
        edits.push({ start: node.getStart(file), end: node.end, text: asked });
      }
    } else if (isTemplatePart(node)) {
      const text = node.getText(file);
      if (text.includes(BASE))
        edits.push({
          start: node.getStart(file),
          end: node.end,
          text: text.replaceAll(BASE, `\${${FOUND}}`),
        });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  const changed = edits.reduceRight(
    (text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end),
    code,
  );
  return changed;
}

function isTemplatePart(node: ts.Node): boolean {
  return ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node);
}

/** Whether an expression can stand where a text stands. */
function isExpression({ parent }: ts.Node): boolean {
  return !(
    ts.isImportDeclaration(parent) ||
    ts.isExportDeclaration(parent) ||
    ts.isTaggedTemplateExpression(parent)
  );
}
