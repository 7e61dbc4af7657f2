import type { Config } from './config.js';
import type { LoadProblem } from './load-problem.js';
import type { ReadRelated } from './related.js';
import type { Source } from './source.js';
import type { TextProblem } from './text-problem.js';

/** The files of a policy as texts. */
export interface LoadedPolicy {
  /** In bytewise order of their absolute paths, whatever the order of the arguments. */
  readonly sources: readonly Source[];
  /**
   * The folder with the `warren.yaml`; without one the folder given, or the folder of a file, or the
   * deepest that holds all paths; absolute.
   */
  readonly root: string;
  /** What the root's `warren.yaml` says; undefined where there is none. */
  readonly config?: Config;
  /** The folders below the root that are roots of policies of their own, from there, with `/`. */
  readonly apart?: readonly string[];
  /** The absolute paths of the files that are asked about; undefined where that is all of them. */
  readonly part?: ReadonlySet<string>;
  /** Inputs that cannot be read: the policy is not whole, and nothing should be said about it. */
  readonly problems: readonly LoadProblem[];
  /** Flaws in the bytes of files that were read: errors and warnings of the policy. */
  readonly textProblems: readonly TextProblem[];
  /** Reads the files that the policy names; where it is left out, there are none. */
  readonly readRelated?: ReadRelated;
  /** The path of a file below the root, with `/`; its name, where this is left out. */
  readonly nameInRoot?: (source: Source) => string;
}
