import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from '../test/lsp/driver/client.js';
import { Editor } from '../test/lsp/driver/editor.js';
import { everything } from '../test/lsp/driver/everything.js';
import { chanceOf, type Chance } from '../test/random/chance.js';
import { programOf } from './process.js';
import { KEYS } from './sample.js';

/** A server that has not answered in this time has stopped. */
const PATIENCE_MS = 120_000;

/** So many files of a policy are opened, and at so many places of each something is asked, then typed. */
const FILES = 2;
const ASKED = 3;
const TYPED = 2;

/**
 * What `warren lsp` of a build says about a policy: all that can be asked at random places, before and
 * after something was typed there, and after it was taken back.
 *
 * @param folder the policy
 * @param seed chooses the places, the same for every build
 */
export async function editorAnswers(build: string, folder: string, seed: number): Promise<string> {
  const server = spawn(process.execPath, [programOf(build), 'lsp'], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const ended = once(server, 'exit');
  const told: string[] = [];
  const late = new AbortController();
  try {
    const stopped = await Promise.race([
      conversation(new Client(server.stdin, server.stdout), folder, chanceOf(seed), told),
      ended.then(() => 'the server ended'),
      sleep(PATIENCE_MS, 'no answer', { signal: late.signal }),
    ]);
    if (stopped !== undefined) told.push(stopped);
  } catch (thrown) {
    told.push(String(thrown));
  }
  late.abort();
  server.kill();
  await ended;
  return told.join('\n');
}

async function conversation(
  client: Client,
  folder: string,
  chance: Chance,
  told: string[],
): Promise<undefined> {
  const editor = await Editor.open(client, [folder]);
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.warren'))
    .sort()
    .slice(0, FILES);
  for (const name of names) {
    const text = readFileSync(join(folder, name), 'utf8');
    editor.show(name, text);
    const tell = async (what: string, at: Place): Promise<void> => {
      const answers = await everything(editor, name, at.position);
      told.push(`== ${name}:${at.position.line + 1}:${at.position.character + 1} ${what}`);
      told.push(JSON.stringify(answers, null, 1));
    };
    for (let count = 0; count < ASKED; count++) {
      const at = placeIn(text, chance);
      await tell('as it is', at);
      const rename = { position: at.position, newName: 'renamed' };
      const renamed = await editor.ask('textDocument/rename', name, rename).catch(String);
      told.push(`rename ${JSON.stringify(renamed, null, 1)}`);
    }
    for (let count = 0; count < TYPED; count++) {
      const at = placeIn(text, chance);
      const { position: start } = at;
      const typed = chance.maybe(0.5)
        ? chance.pick(Array.from(KEYS))
        : placeIn(text, chance).token.replaceAll('\n', ' ');
      editor.type(name, { range: { start, end: start }, text: typed });
      await tell(`with ${JSON.stringify(typed)}`, at);
      const end =
        typed === '\n'
          ? { line: start.line + 1, character: 0 }
          : { line: start.line, character: start.character + typed.length };
      editor.type(name, { range: { start, end }, text: '' });
      await tell('taken back', at);
    }
  }
}

interface Place {
  readonly position: { readonly line: number; readonly character: number };
  /** What stands there. */
  readonly token: string;
}

/** Within a token or at its end. */
function placeIn(text: string, { int, pick, maybe }: Chance): Place {
  const tokens = [...text.matchAll(/[\w.*:/-]+|\S/g)];
  if (tokens.length === 0) return { position: { line: 0, character: 0 }, token: ' ' };
  const { 0: token, index } = pick(tokens);
  const before = text.slice(0, index + (maybe(0.5) ? token.length : int(token.length))).split('\n');
  return { position: { line: before.length - 1, character: before.at(-1)?.length ?? 0 }, token };
}
