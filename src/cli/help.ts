import { didYouMean, nearest } from '../diagnostics/nearest.js';
import { definitions, formerCodes } from '../diagnostics/registry.js';
import { pageText } from '../report/docs-page.js';
import { reflow } from '../report/wrap.js';
import { coloured, uncoloured, type Palette } from '../report/style.js';
import type { Command, Commands } from './command.js';
import { exit, Failure, UsageError, type Io } from './io.js';
import { readArguments } from './options.js';
import { overview } from './overview.js';

const usage = `warren help [COMMAND|CODE]

Tells more of a command, or shows the page of a diagnostic by its code, such as \`warren help spill\`.

Exit code: 0, or 2 where there is no such command and no such code.
`;

/** `warren help`. */
export const command: Command = { usage, options: {}, takes: 'words', run: help };

async function help(args: readonly string[], io: Io, all: Commands): Promise<number> {
  const [topic, ...more] = readArguments(args, command.options).positionals;
  if (more.length > 0) throw new UsageError(`'${more[0] ?? ''}' is one argument too many`);
  const text = topic === undefined ? overview(all) : await textAbout(topic, all, io.out.colour);
  io.out.write(reflow(text, io.out.columns));
  return exit.ok;
}

async function textAbout(topic: string, all: Commands, colour: boolean): Promise<string> {
  const listed = all.get(topic);
  if (listed !== undefined) return (await listed.load()).usage;
  const code = topic.toLowerCase();
  if (definitions.has(code) || formerCodes.has(code))
    return painted(pageOf(code), colour ? coloured : uncoloured);
  const known = nearest(code, [...all.keys(), ...definitions.keys()]);
  throw new UsageError(`there is no command and no code '${topic}'.${didYouMean(known)}`);
}

/** @throws Failure where the pages were not installed beside the program */
function pageOf(code: string): string {
  const page = pageText(code);
  if (page === undefined)
    throw new Failure([
      `the page of ${code} is not here: the folder docs of the package is missing`,
    ]);
  return page;
}

/** A page for a terminal: fences become indentation, headings stand out, links lose their targets. */
function painted(page: string, { strong, quiet }: Palette): string {
  let inCode = false;
  const lines = page.split('\n').flatMap((line) => {
    const fence = /^```(.*)$/.exec(line);
    if (fence !== null) {
      inCode = !inCode;
      const title = inCode ? captions[fence[1]?.split(' ')[1] ?? ''] : undefined;
      return title === undefined ? [] : [quiet(title), ''];
    }
    if (inCode) return [line === '' ? '' : `    ${line}`];
    const heading = /^#+ (.*)$/.exec(line);
    if (heading !== null) return [strong(heading[1] ?? '')];
    return [line.replaceAll(/\[([^\]]+)\]\([^)]*\)/g, '$1')];
  });
  return lines.join('\n');
}

/** What an example of a page shows, by the word behind its language. */
export const captions: Readonly<Record<string, string>> = {
  gives: 'This gives it:',
  fixed: 'What to write instead:',
  accepted: 'Accepted as it is:',
};
