import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { language, type Colour, type Row } from '../../../dist/syntax/language.js';

/*
 * Makes the TextMate grammar: highlighting.json, with the words of the language where it says `<kind>`. Run
 * as a program, it writes that where editors look for it.
 */

const words = Object.entries<Row>(language);
const target = new URL('../syntaxes/warren.tmLanguage.json', import.meta.url);

/** The words of a colour, but for those that the template names itself, as they are coloured in one place. */
function coloured(colour: Colour): readonly string[] {
  return words
    .filter(([, row]) => row.colour === colour)
    .filter(([, { reserved, opener }]) => reserved || opener?.opens === 'setting')
    .filter(([, row]) => !isSwitch(row))
    .map(([word]) => word);
}

/** Whether a setting is `on` or `off`, which are coloured like words there. */
function isSwitch({ values = [] }: Row): boolean {
  return values.length > 0 && values.every(([value]) => value === 'on' || value === 'off');
}

/** The words that no declaration or rule goes on behind, as they open the next one. */
function opening(): readonly string[] {
  const isInside = ({ opener }: Row): boolean =>
    opener === undefined || ['on', 'let', 'settings'].includes(opener.opens);
  return words
    .filter(([, { colour }]) => colour === 'declaration' || colour === 'rule')
    .filter(([, row]) => !isInside(row))
    .map(([word]) => word);
}

const boundary = '[A-Za-z0-9_.:/@*$-]';

const byColour: Readonly<Record<Colour, readonly string[]>> = {
  declaration: coloured('declaration'),
  rule: coloured('rule'),
  kind: coloured('kind'),
  verb: coloured('verb'),
  right: coloured('right'),
  clause: coloured('clause'),
  subject: coloured('subject'),
  setting: coloured('setting'),
};

/** What stands for each name in angle brackets. */
const parts: ReadonlyMap<string, string> = new Map([
  ...Object.entries(byColour).map(([name, found]) => [name, found.join('|')] as const),
  ['start', `(?<!${boundary})`],
  ['end', `(?!${boundary})`],
  ['opening', opening().join('|')],
  ['switch', words.flatMap(([word, row]) => (isSwitch(row) ? [word] : [])).join('|')],
  ['engine', language.engine.values.map(([product]) => product).join('|')],
]);

/** The grammar as the extension ships it. */
export async function highlighting(): Promise<string> {
  const template = readFileSync(new URL('../highlighting.json', import.meta.url), 'utf8');
  const filled = template.replace(/<([a-z-]+)>/g, (_, name: string) => partOf(name));
  const path = fileURLToPath(target);
  return format(filled, { ...(await resolveConfig(path)), filepath: path });
}

function partOf(name: string): string {
  const part = parts.get(name);
  if (part === undefined) throw new Error(`there is nothing for <${name}>`);
  return part;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  void highlighting().then((text) => {
    writeFileSync(target, text);
  });
