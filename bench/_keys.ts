import { Session } from '#warren/program/session.js';
import type { LoadedPolicy } from '#warren/source/load.js';
import { Source } from '#warren/source/source.js';
import { generator, inOneFile, KEYS, share } from './edited.js';
import { samplePolicy, type PolicyTexts } from './sample.js';
const mode = process.argv[2] ?? 'small';
const edits = Number(process.argv[3] ?? 200);
const texts: PolicyTexts = mode === 'small' ? inOneFile(25, 'amazon-mq 4.2') : samplePolicy(1000, 'amazon-mq 4.2');
const sources = Array.from(texts, ([name, text]) => new Source(name, text));
const loaded: LoadedPolicy = { sources, root: '/', problems: [], textProblems: [] } as never;
const session = new Session();
const cpu = (work: () => unknown): number => { const s = process.cpuUsage(); work(); const e = process.cpuUsage(s); return (e.user + e.system) / 1000; };
console.log('first', cpu(() => session.check(loaded)));
const random = generator(1);
const times: number[] = [];
for (let i = 0; i < edits; i++) {
  const file = mode === 'small' ? 0 : mode === 'shared' ? 0 : 1 + random(sources.length - 1);
  const next = { ...loaded, sources: sources.map((source, at) => { if (at !== file) return source; const place = random(source.text.length); const key = KEYS[random(KEYS.length)] ?? ''; return new Source(source.name, source.text.slice(0, place) + key + source.text.slice(place)); }) };
  const a = cpu(() => session.check(next)); const b = cpu(() => session.check(loaded));
  if (i >= edits / 10) times.push(a, b);
}
console.log(mode, 'p50', share(times, 0.5).toFixed(1), 'p95', share(times, 0.95).toFixed(1), 'mean', (times.reduce((x,y)=>x+y)/times.length).toFixed(1));
