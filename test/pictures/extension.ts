import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkPolicy } from '#warren/program/check.js';
import { loadPolicy } from '#warren/source/load.js';
import { onPage } from '../editors/browser.js';
import { tokensOf, type Token } from '../vscode/tokens.js';
import { inExample, type Change } from './pictures.js';

/** The slip that the picture shows. */
const slip: Change = [
  'shop.warren',
  'allow mailer  { subscriber(mailer) }',
  'allow mailer  { consume queue shop.mialer }',
];

/** The lines that it shows, from 1. */
const shown = { from: 43, to: 61 };

/** The colours of the editor's dark theme, by how the scopes of the grammar begin; the first that fits. */
const colours: readonly (readonly [scope: string, colour: string])[] = [
  ['comment', '#6a9955'],
  ['string', '#ce9178'],
  ['keyword.control', '#c586c0'],
  ['keyword', '#569cd6'],
  ['storage', '#569cd6'],
  ['support.function', '#dcdcaa'],
  ['entity.name', '#4ec9b0'],
  ['variable', '#9cdcfe'],
  ['constant', '#4fc1ff'],
];

const style = `
  body { margin: 0; background: #1f1f1f; color: #d4d4d4; font: 14px/21px ui-monospace, monospace; }
  h1, p { margin: 0; font: 13px/35px system-ui, sans-serif; }
  h1 { background: #181818; color: #9d9d9d; }
  h1 span { display: inline-block; padding: 0 16px; background: #1f1f1f; color: #f0f0f0; border-top: 2px solid #2f7169; }
  pre { margin: 10px 0; font: inherit; }
  i { display: inline-block; width: 52px; margin-right: 18px; text-align: right; color: #6e7681; font-style: normal; }
  u { text-decoration: underline wavy #f14c4c 1.5px; text-underline-offset: 4px; }
  p { padding: 0 18px; background: #181818; border-top: 1px solid #2b2b2b; color: #cccccc; }
  b { color: #f14c4c; font-weight: 600; }
  em { color: #9d9d9d; font-style: normal; }
`;

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function colourOf({ scopes }: Token): string | undefined {
  return colours.find(([begin]) => scopes.some((scope) => scope.startsWith(begin)))?.[1];
}

/** The page of the editor: a policy as the grammar colours it, and what the checks tell of it. */
async function pageOf(folder: string): Promise<string> {
  const text = readFileSync(join(folder, 'shop.warren'), 'utf8');
  const [told, ...others] = checkPolicy(loadPolicy([folder], folder)).diagnostics;
  if (told?.place === undefined || others.length > 0)
    throw new Error('not one message with a place');
  const { range, source } = told.place;
  const { line, column } = source.position(range.start);
  const tokens = await tokensOf(text);
  const drawn = (token: Token): string => {
    const colour = colourOf(token);
    const inside = escape(token.text);
    const marked =
      token.start >= range.start && token.end <= range.end ? `<u>${inside}</u>` : inside;
    return colour === undefined ? marked : `<span style="color:${colour}">${marked}</span>`;
  };
  let start = 0;
  const lines = text.split('\n').map((content, at) => {
    const end = start + content.length;
    const inside = tokens.filter((token) => token.start >= start && token.end <= end);
    start = end + 1;
    return `<i>${at + 1}</i>${inside.map(drawn).join('')}`;
  });
  return [
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Warren</title><style>${style}</style>`,
    '<h1><span>shop.warren</span></h1>',
    `<pre>${lines.slice(shown.from - 1, shown.to).join('\n')}</pre>`,
    `<p><b>✕</b>&ensp;${escape(told.message)}&ensp;<em>warren(${told.code})&ensp;[Ln ${line}, Col ${column}]</em></p>`,
  ].join('\n');
}

/** Writes the picture of the extension into a file, drawn with its grammar and its checks. */
export async function drawExtension(file: string): Promise<void> {
  await inExample([slip], async (folder) => {
    const page = join(folder, 'page.html');
    writeFileSync(page, await pageOf(folder));
    const height = 36 + 20 + (shown.to - shown.from + 1) * 21 + 36;
    await onPage(page, { width: 1000, height, scheme: 'dark' }, async (open) => {
      await open.screenshot({ path: file });
    });
  });
}
