import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { foldBrokers } from '../diagnostics/fold.js';
import { Reporter } from '../diagnostics/reporter.js';
import { outline } from '../policy/outline.js';
import type { BrokerPolicy } from '../policy/policy.js';
import { proveClaims } from '../prove/claims/claims.js';
import { grantedRoles } from '../access/granted.js';
import { reportClaims } from '../tell/claims.js';
import { WayBudget } from '../tell/way.js';
import type { LoadedPolicy } from '../source/load.js';
import type { Place, Source } from '../source/source.js';
import type { PolicyFile, TestBlock } from '../syntax/tree.js';
import { readSound } from './check.js';
import { brokerTerms } from './phases/output.js';
import { ProvedClaims, type ProvedClaim } from './proved-claims.js';

/** What came of one test of a policy. */
export interface TestResult {
  readonly title: string;
  /** The word `test`. */
  readonly place: Place;
  /** How many phrases it claims something of, each once for all brokers. */
  readonly claims: number;
  /** The same, each phrase once for all brokers, with what came of it. */
  readonly proved: readonly ProvedClaim[];
  /** What does not hold; each phrase at most once for all brokers that agree. */
  readonly failures: readonly Diagnostic[];
}

/** The results of all tests in the order of the files, or what is wrong with the policy. */
export type TestRun =
  | {
      readonly ok: true;
      readonly results: readonly TestResult[];
      /** The names of the files that were asked about. */
      readonly files: readonly string[];
    }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** Runs the tests of a policy alone: what stands outside of tests is not proved. */
export function runTests(loaded: LoadedPolicy): TestRun {
  const sound = readSound(loaded);
  if (!sound.ok) return sound;
  const isTold = ({ path = '' }: Source): boolean => loaded.part?.has(path) ?? true;
  const results = testResults(sound.read.files, sound.read.policies);
  return {
    ok: true,
    results: results.filter(({ place }) => isTold(place.source)),
    files: loaded.sources.filter(isTold).map(({ name }) => name),
  };
}

/** The results of all tests of a policy that was read, in the order of the files. */
export function testResults(
  files: readonly PolicyFile[],
  policies: readonly BrokerPolicy[],
): readonly TestResult[] {
  const tests = new Map(
    outline(files).tests.map(({ node, source }) => {
      const place = { source, range: node.keyword.range };
      const title = titleOf(node);
      const gathered = new ProvedClaims();
      return [
        keyOf(place),
        { title, place, claims: new Set<string>(), gathered, reporter: new Reporter() },
      ];
    }),
  );
  const names = policies.map(({ broker }) => broker.name);
  for (const policy of policies) {
    const budget = new WayBudget();
    for (const { claim, phrases } of proveTests(policy)) {
      const test = claim.test && tests.get(keyOf(claim.test.place));
      if (test === undefined) continue;
      for (const { right } of phrases)
        test.claims.add([...right.calls, right.place].map(keyOf).join(' '));
      test.gathered.add([{ claim, phrases }], policy.broker.name);
      const reporter = test.reporter.on(policy.broker.name, names);
      reportClaims([{ claim, phrases }], policy, reporter, budget);
    }
  }
  return Array.from(tests.values(), ({ title, place, claims, gathered, reporter: found }) => ({
    title,
    place,
    claims: claims.size,
    proved: gathered.all,
    failures: foldBrokers(found.diagnostics, brokerTerms({ policies })),
  }));
}

function proveTests(policy: BrokerPolicy): ReturnType<typeof proveClaims> {
  const claims = policy.claims.filter(({ test }) => test !== undefined);
  return claims.length === 0 ? [] : proveClaims({ ...policy, claims }, grantedRoles(policy));
}

function keyOf({ source, range }: Place): string {
  return `${source.name}:${range.start}`;
}

function titleOf({ title }: TestBlock): string {
  const parts = title?.parts ?? [];
  return parts.map((part) => (part.type === 'text' ? part.text : '*')).join('');
}
