/*
 * From a keystroke to what an editor shows: `warren lsp` in a process of its own, driven over its
 * standard input and output by a client that shares no code with it. At random places characters are
 * typed and taken back, one at a time, each once the diagnostics of the one before have come. Times are
 * by the clock, so they want a quiet machine; memory is the resident set of the server.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { Client } from '../test/lsp/driver/client.js';
import { Editor } from '../test/lsp/driver/editor.js';
import { WARREN } from './process.js';
import { generator, inOneFile, KEYS, share } from './edited.js';
import { samplePolicy, writePolicy, type PolicyTexts } from './sample.js';
import { machine, table } from './table.js';

const ENGINE = 'amazon-mq 4.2';

/** How many keys are pressed in the larger policy, and in the smaller one. */
const KEYSTROKES = {
  large: Number(process.argv[2] ?? 300),
  small: Number(process.argv[3] ?? 10_000),
};

interface Times {
  readonly diagnostics: number[];
  readonly completion: number[];
  readonly hover: number[];
}

interface Place {
  readonly name: string;
  readonly line: number;
  readonly character: number;
}

async function measure(what: string, texts: PolicyTexts, keystrokes: number): Promise<string[]> {
  const server = spawn(process.execPath, [WARREN, 'lsp'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(server, 'exit');
  const editor = await Editor.open(new Client(server.stdin, server.stdout), [writePolicy(texts)]);
  for (const [name, text] of texts) editor.show(name, text);
  for (const name of texts.keys()) await editor.diagnostics(name);
  const random = generator(1);
  const times: Times = { diagnostics: [], completion: [], hover: [] };
  let early = NaN;
  for (let pressed = 0; pressed < keystrokes; pressed += 2) {
    if (pressed >= keystrokes / 10 && Number.isNaN(early)) early = resident(server.pid);
    const isCounted = pressed >= keystrokes / 10;
    const uncounted = { diagnostics: [], completion: [], hover: [] };
    const key = KEYS[random(KEYS.length)] ?? '';
    await press(editor, placeIn(texts, random), key, isCounted ? times : uncounted);
  }
  const late = resident(server.pid);
  await editor.client.request('shutdown', null);
  editor.client.notify('exit', null);
  await ended;
  const lines = [...texts.values()].reduce((sum, text) => sum + text.split('\n').length, 0);
  const { diagnostics, completion, hover } = times;
  return [
    what,
    String(lines),
    String(diagnostics.length),
    ms(share(diagnostics, 0.5)),
    ms(share(diagnostics, 0.95)),
    ms(share(completion, 0.95)),
    ms(share(hover, 0.95)),
    mib(early),
    mib(late),
  ];
}

/** Types a key and takes it back. Between the two an editor asks what could follow, then what stands there. */
async function press(editor: Editor, place: Place, key: string, times: Times): Promise<void> {
  const { name, line, character } = place;
  const start = { line, character };
  const after =
    key === '\n' ? { line: line + 1, character: 0 } : { line, character: character + 1 };
  times.diagnostics.push(await changed(editor, name, { start, end: start }, key));
  const at = { position: after };
  times.completion.push(await timed(() => editor.ask('textDocument/completion', name, at)));
  times.diagnostics.push(await changed(editor, name, { start, end: after }, ''));
  times.hover.push(await timed(() => editor.ask('textDocument/hover', name, { position: start })));
}

/** How long the diagnostics of a change take to come, in milliseconds. */
function changed(
  editor: Editor,
  name: string,
  range: { readonly start: Position; readonly end: Position },
  text: string,
): Promise<number> {
  editor.client.notified.length = 0;
  return timed(() => {
    const version = editor.type(name, { range, text });
    return editor.told(name, (_, told) => told === version);
  });
}

interface Position {
  readonly line: number;
  readonly character: number;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function placeIn(texts: PolicyTexts, random: (below: number) => number): Place {
  const [name, text] = [...texts][random(texts.size)] ?? ['', ''];
  const before = text.slice(0, random(text.length)).split('\n');
  return { name, line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

/** The resident set of a process, in MiB, as Linux tells it. */
function resident(pid: number | undefined): number {
  const [, kibibytes] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kibibytes) / 1024;
}

function ms(time: number): string {
  return `${time.toFixed(1)} ms`;
}

function mib(size: number): string {
  return `${size.toFixed(0)} MiB`;
}

const load = (): string => (loadavg()[0] ?? NaN).toFixed(1);
const before = load();
const rows = [
  await measure('one file, 17 roles', inOneFile(17, ENGINE), KEYSTROKES.small),
  await measure('21 files, 1,000 roles', samplePolicy(1_000, ENGINE), KEYSTROKES.large),
];
console.log(`${machine()}, load average ${before} before and ${load()} after`);
console.log(
  table([
    [
      ...['policy', 'lines', 'keystrokes', 'p50', 'p95'],
      ...['completion p95', 'hover p95', 'memory early', 'memory at the end'],
    ],
    ...rows,
  ]),
);
