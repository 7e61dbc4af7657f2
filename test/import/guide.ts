import assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { wordsOf } from '../cli/transcript.js';
import { warren } from '../cli/warren.js';

/** The guide to imports, as people read it. */
export const GUIDE = readFileSync(new URL('../../docs/import.md', import.meta.url), 'utf8');

/** The only block of a language in the guide. */
export function blockOf(language: 'json' | 'warren'): string {
  return new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's').exec(GUIDE)?.[1] ?? '';
}

const AS_SHOWN = (text: string): string => text;

/**
 * Does in a folder what the guide says, step by step: its files are written, its commands run, and what
 * they print is compared with what is shown, where an ellipsis stands for any lines.
 *
 * @param edited what is made of the text of a policy before it is written, on which sizes depend
 * @param done called after each command that ran
 * @returns how many commands ran
 */
export function followGuide(
  folder: string,
  edited: (text: string) => string = AS_SHOWN,
  done: (command: string) => void = () => undefined,
): number {
  let commands = 0;
  for (const [, language = '', text = ''] of GUIDE.matchAll(/```(\w+)\n(.*?)```/gs)) {
    if (language === 'json') writeFileSync(join(folder, 'definitions.json'), text);
    if (language === 'warren') writeFileSync(join(folder, 'policy/policy.warren'), edited(text));
    if (language !== 'console') continue;
    for (const [, line = '', shown = ''] of text.matchAll(
      /^\$ ([^\n]*)\n((?:(?!\$ )[^\n]*\n)*)/gm,
    )) {
      const [program = '', ...args] = wordsOf(line);
      // One that writes into a file stands for any other file of that kind; a broker's API is not there.
      if (args.includes('>') || args.includes('--broker-api')) continue;
      if (program === 'cp')
        cpSync(join(folder, args[1] ?? ''), join(folder, args[2] ?? ''), { recursive: true });
      else {
        const { status, stdout, stderr } = warren(folder, args);
        assert.equal(status, 0, `${line}\n${stderr}`);
        const [wanted = '', found = ''] = [shown, stdout + stderr].map((one) =>
          edited === AS_SHOWN ? one : one.replaceAll(/[\d,]+ bytes/g, 'some bytes'),
        );
        assertShown(wanted, found, line);
        if (args.includes('policy') && args[0] === 'import') editPolicy(folder, edited);
      }
      commands++;
      done(line);
    }
  }
  return commands;
}

function editPolicy(folder: string, edited: (text: string) => string): void {
  const path = join(folder, 'policy/policy.warren');
  writeFileSync(path, edited(readFileSync(path, 'utf8')));
}

/** Asserts that an output is what is shown of a command, in which `…` stands for lines that are left out. */
export function assertShown(shown: string, whole: string, line: string): void {
  let rest = whole;
  const parts = shown.split('…\n');
  for (const [at, part] of parts.entries()) {
    const from = at === 0 ? 0 : rest.indexOf(part);
    assert.ok(from >= 0 && rest.startsWith(part, from), `${line}\n${part}\n---\n${rest}`);
    rest = rest.slice(from + part.length);
  }
  if (!shown.endsWith('…\n')) assert.equal(rest, '', line);
}
