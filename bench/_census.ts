import { Reporter } from '#warren/diagnostics/reporter.js';
import { Source } from '#warren/source/source.js';
import { parsePolicy } from '#warren/syntax/parse.js';
import { samplePolicy } from './sample.js';
const keep = [...samplePolicy(1000, 'amazon-mq 4.2')].map(([n, t]) => parsePolicy(new Source(n, t), new Reporter()));
const by = new Map<string, number>(); const seen = new Set<object>(); const st: object[] = [keep];
while (st.length) { const o = st.pop()!; if (o instanceof Source) continue; const k = Array.isArray(o) ? `[${o.length}]` : o.constructor.name; by.set(k, (by.get(k) ?? 0) + 1); for (const v of Object.values(o)) if (v && typeof v === 'object' && !seen.has(v)) { seen.add(v); st.push(v); } }
console.log([...by].sort((a, b) => b[1] - a[1]).slice(0, 20));
