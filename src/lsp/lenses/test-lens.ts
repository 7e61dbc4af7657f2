import { proveDiagnostics } from '../../diagnostics/catalog/prove.js';
import { testResults, type TestResult } from '../../program/tests.js';
import { isSameFile, type Source } from '../../source/source.js';
import type { Snapshot } from '../../assist/snapshot.js';

/** What only claims can fail with; other errors say that the policy itself is not sound. */
const ofClaims: readonly string[] = [
  proveDiagnostics.neverViolated.code,
  proveDiagnostics.cannot.code,
  proveDiagnostics.tooComplex.code,
];

const known = new WeakMap<Snapshot, readonly TestResult[] | undefined>();

/** The results of all tests; undefined where the policy has errors of its own. */
export function resultsOf(snapshot: Snapshot): readonly TestResult[] | undefined {
  if (known.has(snapshot)) return known.get(snapshot);
  const { checked } = snapshot;
  const isSound = checked.diagnostics.every(
    ({ severity, code }) => severity !== 'error' || ofClaims.includes(code),
  );
  const results = isSound ? testResults(checked.files, checked.policies) : undefined;
  known.set(snapshot, results);
  return results;
}

/** What comes of the test whose first word stands at an offset; undefined where none does. */
export function testTitle(source: Source, start: number, snapshot: Snapshot): string | undefined {
  if (!source.text.startsWith('test', start)) return undefined;
  const results = resultsOf(snapshot);
  if (results === undefined) return 'not run: the policy has errors';
  const result = results.find(
    ({ place }) => isSameFile(place.source, source) && place.range.start === start,
  );
  if (result === undefined) return undefined;
  const { claims, failures } = result;
  const count = `${claims} ${claims === 1 ? 'claim' : 'claims'}`;
  if (claims === 0) return 'claims nothing';
  return failures.length === 0 ? `holds: ${count}` : `fails: ${failures.length} of ${count}`;
}
