import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Client } from '../test/lsp/driver/client.js';
import { Editor } from '../test/lsp/driver/editor.js';
import { HERE } from './build.js';
import { generator } from './figures.js';
import { programOf } from './process.js';
import { KEYS, writePolicy, type PolicyTexts } from './sample.js';

/** What keystrokes led to; times in ms by the clock, memory in MiB. */
export interface Keystrokes {
  /** From a change to its diagnostics. */
  readonly diagnostics: number[];
  /** Processor time of the server for one change and what is asked after it, on average. */
  readonly processor: number;
  readonly completion: number[];
  readonly hover: number[];
  /** The resident set of the server after the first tenth, which is not counted, and at the end. */
  readonly memory: { readonly early: number; readonly late: number };
}

/** What is typed in, and how often. */
export interface Typing {
  readonly texts: PolicyTexts;
  /** The files that are typed in. */
  readonly files: readonly string[];
  /** How many keys are pressed; half of them take back what the others typed. */
  readonly keystrokes: number;
  /** Whether completion and hover are asked for, as an editor does. */
  readonly asks: boolean;
}

interface Place {
  readonly name: string;
  readonly line: number;
  readonly character: number;
}

/**
 * Types in an editor that talks to `warren lsp` of a build, in a process of its own, over its standard
 * input and output: at random places characters are typed and taken back, one at a time, each once the
 * diagnostics of the one before have come. The client shares no code with the server.
 */
export async function keystrokes(typing: Typing, folder = HERE): Promise<Keystrokes> {
  const { texts, files, keystrokes: count, asks } = typing;
  const server = spawn(process.execPath, [programOf(folder), 'lsp'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(server, 'exit');
  const editor = await Editor.open(new Client(server.stdin, server.stdout), [writePolicy(texts)]);
  for (const [name, text] of texts) editor.show(name, text);
  for (const name of texts.keys()) await editor.diagnostics(name);
  const random = generator(1);
  const none = { diagnostics: [], completion: [], hover: [] };
  const counted = { diagnostics: [], completion: [], hover: [] };
  const uncounted = Math.ceil(count / 20) * 2;
  const press = async (times: Times): Promise<void> => {
    const name = files[random(files.length)] ?? '';
    const text = texts.get(name);
    if (text === undefined) throw new Error(`there is no file ${name}`);
    const before = text.slice(0, random(text.length)).split('\n');
    const place = { name, line: before.length - 1, character: before.at(-1)?.length ?? 0 };
    await typeAndTakeBack(editor, place, KEYS[random(KEYS.length)] ?? '', times, asks);
  };
  for (let pressed = 0; pressed < uncounted; pressed += 2) await press(none);
  const early = stateOf(server.pid);
  for (let pressed = uncounted; pressed < count; pressed += 2) await press(counted);
  const late = stateOf(server.pid);
  await editor.client.request('shutdown', null);
  editor.client.notify('exit', null);
  await ended;
  return {
    ...counted,
    processor: (late.processor - early.processor) / (count - uncounted),
    memory: { early: early.memory, late: late.memory },
  };
}

type Times = Record<'diagnostics' | 'completion' | 'hover', number[]>;

/** Types a key and takes it back. Between the two an editor asks what could follow, then what stands there. */
async function typeAndTakeBack(
  editor: Editor,
  { name, line, character }: Place,
  key: string,
  times: Times,
  asks: boolean,
): Promise<void> {
  const start = { line, character };
  const end = key === '\n' ? { line: line + 1, character: 0 } : { line, character: character + 1 };
  const change = (to: typeof start, text: string): Promise<number> => {
    editor.client.notified.length = 0;
    return timed(() => {
      const version = editor.type(name, { range: { start, end: to }, text });
      return editor.told(name, (_, told) => told === version);
    });
  };
  const ask = (method: string, position: typeof start): Promise<number> =>
    timed(() => editor.ask(`textDocument/${method}`, name, { position }));
  times.diagnostics.push(await change(start, key));
  if (asks) times.completion.push(await ask('completion', end));
  times.diagnostics.push(await change(end, ''));
  if (asks) times.hover.push(await ask('hover', start));
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The resident set of a process in MiB, and its processor time in ms, as Linux tells them: ticks of 10 ms. */
function stateOf(pid: number | undefined): { readonly memory: number; readonly processor: number } {
  const read = (file: string): string => readFileSync(`/proc/${pid ?? 0}/${file}`, 'utf8');
  const [, kibibytes] = /^VmRSS:\s+(\d+)/m.exec(read('status')) ?? [];
  // What stands before the last parenthesis may hold blanks. Fields 14 and 15 of proc(5).
  const fields = read('stat')
    .replace(/^.*\) /s, '')
    .split(' ');
  return {
    memory: Number(kibibytes) / 1024,
    processor: (Number(fields[11]) + Number(fields[12])) * 10,
  };
}
