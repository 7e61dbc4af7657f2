import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { warren } from '../cli/warren.js';
import { drawScreen } from './screen.js';

/** The width of the terminals of the pictures. */
export const columns = 104;

/** The policy that the pictures are about. */
const example = fileURLToPath(new URL('../../examples/web-shop/', import.meta.url));

/** Where the pictures are kept. */
export const kept = fileURLToPath(new URL('../../docs/pictures/', import.meta.url));

/** One text of a file in the place of another. */
export type Change = readonly [file: string, from: string, to: string];

/** A picture of a command: what is changed in the example before, and what is run there. */
interface Told {
  readonly file: string;
  readonly args: readonly string[];
  readonly change?: Change;
}

/** The pictures of the terminal. */
export const told: readonly Told[] = [
  {
    file: 'check.svg',
    args: ['check'],
    change: ['shop.warren', 'consume queue shop.mailer }', 'consume queue shop.mialer }'],
  },
  {
    file: 'never.svg',
    args: ['check'],
    change: ['shop.warren', '{ subscriber(mailer) }', '{ consume queue shop.* }'],
  },
  {
    file: 'explain.svg',
    args: ['explain', 'web', 'consume queue shop.payments', '--vhost', 'shop'],
  },
];

/** A picture of a command as it stands in the documentation. */
export async function drawTold({ args, change }: Told): Promise<string> {
  return inExample(change === undefined ? [] : [change], (folder) => {
    const { stdout, stderr } = warren(folder, args, { env: { CLICOLOR_FORCE: '1' } });
    const typed = ['warren', ...args.map((word) => (/\s/.test(word) ? `"${word}"` : word))].join(
      ' ',
    );
    return Promise.resolve(drawScreen(`$ ${typed}\n${stdout}${stderr}`, typed, columns));
  });
}

/** Does something in a copy of the example in which some texts are others. */
export async function inExample<T>(
  changes: readonly Change[],
  act: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'warren-picture-'));
  try {
    cpSync(example, folder, { recursive: true });
    for (const [file, from, to] of changes) {
      const text = readFileSync(join(folder, file), 'utf8');
      if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
      writeFileSync(join(folder, file), text.replace(from, to));
    }
    return await act(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
