import { errorsOf } from '../../diagnostics/diagnostic.js';
import type { Reporter } from '../../diagnostics/reporter.js';
import { reportConfig } from '../../diagnostics/severities.js';
import { textDiagnosticsOf } from '../../diagnostics/text-problems.js';
import type { Extras } from '../../emit/extras.js';
import { collectExpects, type PlacedExpect } from '../../policy/expect-index.js';
import type { BrokerPolicy } from '../../policy/policy.js';
import { resolvePolicy } from '../../policy/resolve.js';
import { checks } from '../../lint/index.js';
import type { UnusedName } from '../../lint/unused-names.js';
import type { LoadedPolicy } from '../../source/load.js';
import { nothingRelated } from '../../source/related.js';
import type { Source } from '../../source/source.js';
import type { PolicyFile } from '../../syntax/tree.js';
import type { Kept } from './kept.js';
import type { Work } from './work.js';

/** What the first phase begins with. */
export interface Begun {
  readonly loaded: LoadedPolicy;
  /** Takes what is wrong with the policy. */
  readonly reporter: Reporter;
  /** What is kept of earlier runs, to be used again; it makes no difference to the result. */
  readonly kept: Kept;
  /** Whether the trees are wanted once every name is resolved; those of a large policy take much memory. */
  readonly wantsTrees: boolean;
  /** What is to be written besides, where artifacts are wanted: then every broker needs what only its files need. */
  readonly output: Extras | undefined;
}

/** What parsing adds. */
export interface Parsed extends Begun {
  /** The trees of all files whose bytes are sound; none are left once they are of no use. */
  readonly files: readonly PolicyFile[];
  /** Whether these are all files of the policy. */
  readonly isWhole: boolean;
}

/** What resolving adds. */
export interface Resolved extends Parsed {
  /** None where a file is damaged: what that declares is unknown. */
  readonly policies: readonly BrokerPolicy[];
  /** What is declared and never used. */
  readonly unused: readonly UnusedName[];
  /** Every `@expect`, in the order of the files and their texts. */
  readonly expects: readonly PlacedExpect[];
  /** The files that the policy's own files name. */
  readonly related: readonly Source[];
}

/** Parses the files whose bytes are sound. */
export function* parse(state: Begun): Work<Parsed> {
  const { loaded, reporter, kept } = state;
  if (loaded.config !== undefined) reportConfig(loaded.config, reporter);
  const flaws = textDiagnosticsOf(loaded.textProblems);
  reporter.take(flaws);
  const damaged = new Set(errorsOf(flaws).map(({ place }) => place.source));
  const files: PolicyFile[] = [];
  for (const source of loaded.sources) {
    if (damaged.has(source)) continue;
    files.push(kept.files.of(source, reporter));
    yield;
  }
  return { ...state, files, isWhole: damaged.size === 0 };
}

/** Resolves every name, for each broker apart. */
export function* resolve(state: Parsed): Work<Resolved> {
  const { loaded, files, reporter, kept, isWhole } = state;
  const expects = files.flatMap((file) => collectExpects(file));
  // What a damaged file declares is unknown, and what else could be said might follow from that.
  if (!isWhole) return { ...state, policies: [], unused: [], expects, related: [] };
  const related = new Map<string, Source>();
  const policies = resolvePolicy(
    files,
    (from, path) => {
      const file = (loaded.readRelated ?? nothingRelated)(from, path);
      if (file.ok) related.set(file.source.path ?? file.source.name, file.source);
      return file;
    },
    reporter,
    kept.policy,
  );
  yield;
  return {
    ...state,
    files: state.wantsTrees ? files : [],
    policies,
    unused: checks.ofNames.find(files),
    expects,
    related: [...related.values()],
  };
}
