/*
 * From a keystroke to all diagnostics, as an editor sees it: a session checks a policy that is being
 * edited, one character at a time, at random places. Half of the edits break something and the other
 * half take them back. The figures are processor time, which other work on the machine disturbs
 * less than the clock. Memory is the heap after a collection: run with `--expose-gc`.
 */
import { Session } from '#warren/program/session.js';
import type { LoadedPolicy } from '#warren/source/load.js';
import { Source } from '#warren/source/source.js';
import { generator, machine, processorTime, share, table } from './figures.js';
import { inOneFile, KEYS, linesOf, samplePolicy, SHARED_FILE, type PolicyTexts } from './sample.js';

const ENGINE = 'amazon-mq 4.2';

/** How often the larger policy is checked for each kind of file, and the smaller one; all but the first tenth count. */
const EDITS = { large: Number(process.argv[2] ?? 300), small: Number(process.argv[3] ?? 10_000) };

function loadedFrom(texts: PolicyTexts): LoadedPolicy {
  const sources = Array.from(texts, ([name, text]) => new Source(name, text));
  return { sources, root: '/', problems: [], textProblems: [] };
}

interface Row {
  readonly what: string;
  readonly lines: number;
  readonly first: number;
  readonly times: readonly number[];
  readonly before: number;
  readonly after: number;
}

function measure(
  what: string,
  texts: PolicyTexts,
  edits: number,
  isEdited: (name: string) => boolean = () => true,
): Row {
  console.error(`  ${what}, ${edits} edits`);
  const session = new Session();
  const loaded = loadedFrom(texts);
  const random = generator(1);
  const first = processorTime(() => session.check(loaded));
  const times: number[] = [];
  const edit = (): void => {
    times.push(processorTime(() => session.check(edited(loaded, isEdited, random))));
    times.push(processorTime(() => session.check(loaded)));
  };
  while (times.length < edits / 10) edit();
  const before = heap();
  while (times.length < edits) edit();
  const counted = times.slice(Math.ceil(edits / 10));
  return { what, lines: linesOf(texts), first, times: counted, before, after: heap() };
}

/** The policy with one more character somewhere in one of some files. */
function edited(
  loaded: LoadedPolicy,
  isEdited: (name: string) => boolean,
  random: (below: number) => number,
): LoadedPolicy {
  const files = loaded.sources.filter(({ name }) => isEdited(name));
  const file = files[random(files.length)];
  const sources = loaded.sources.map((source) => {
    if (source !== file) return source;
    const place = random(source.text.length);
    const key = KEYS[random(KEYS.length)] ?? '';
    const text = source.text.slice(0, place) + key + source.text.slice(place);
    return new Source(source.name, text);
  });
  return { ...loaded, sources };
}

/** In MiB. */
function heap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

const many = samplePolicy(1_000, ENGINE);
const rows = [
  measure('one file, 25 roles', inOneFile(25, ENGINE), EDITS.small),
  measure(
    "21 files, 1,000 roles: a team's file",
    many,
    EDITS.large,
    (name) => name !== SHARED_FILE,
  ),
  measure('the same: the shared file', many, EDITS.large, (name) => name === SHARED_FILE),
];
const ms = (time: number): string => `${time.toFixed(1)} ms`;
const mib = (size: number): string => `${size.toFixed(0)} MiB`;
console.log(machine());
console.log();
console.log(
  table([
    ['policy', 'lines', 'first check', 'edits', 'p50', 'p95', 'heap early', 'heap at the end'],
    ...rows.map(({ what, lines, first, times, before, after }) => [
      what,
      String(lines),
      ms(first),
      String(times.length),
      ms(share(times, 0.5)),
      ms(share(times, 0.95)),
      mib(before),
      mib(after),
    ]),
  ]),
);
