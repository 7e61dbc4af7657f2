import { Reporter } from '#warren/diagnostics/reporter.js';
import { Source } from '#warren/source/source.js';
import { parsePolicy } from '#warren/syntax/parse.js';
import { samplePolicy } from './sample.js';
const n = Number(process.argv[2] ?? 1000), reps = Number(process.argv[3] ?? 12);
const texts = samplePolicy(n, 'amazon-mq 4.2');
const go = () => [...texts].map(([name, text]) => { const r = new Reporter(); const f = parsePolicy(new Source(name, text), r); if (r.reported.length) throw new Error('x'); return f; });
const t: number[] = [];
for (let i = 0; i < reps; i++) { const s = process.cpuUsage(); const p = performance.now(); go(); const e = process.cpuUsage(s); t.push((e.user + e.system) / 1000); }
console.log('cpu', t.map((x) => x.toFixed(0)).join(' '), 'median', t.slice(3).sort((a, b) => a - b)[(t.length - 3) >> 1]?.toFixed(1), 'min', Math.min(...t).toFixed(1));
if (globalThis.gc) { globalThis.gc(); const b = process.memoryUsage().heapUsed; const keep = go(); globalThis.gc(); console.log('tree MB', ((process.memoryUsage().heapUsed - b) / 1e6).toFixed(1), keep.length);
  const seen = new Set<object>(); const st: object[] = [keep]; while (st.length) { const o = st.pop()!; for (const v of Object.values(o)) if (v && typeof v === 'object' && !seen.has(v as object)) { seen.add(v as object); if (!(v instanceof Source)) st.push(v as object); } } console.log('objects', seen.size); }
