import type { Reporter } from '../../diagnostics/reporter.js';
import type { Pattern } from '../../pattern/pattern.js';
import type { Place, Source } from '../../source/source.js';
import type { RightsBroker } from '../brokers/broker.js';
import type { Environment } from '../brokers/environment.js';
import type { DeclaredNames } from '../names/declared-names.js';
import type { Allowance } from './allowance.js';

/** What the phrases of a rule are read in. */
export interface PhraseContext {
  readonly broker: RightsBroker;
  /** What `${…}` knows where no parameter and no role hides it. */
  readonly environment: Environment;
  readonly names: DeclaredNames;
  /** The vhosts that the rule is about; a rule at the top of a file is about none in particular. */
  readonly vhost: Pattern | undefined;
  /** A rule that may speak of vhosts and of the broker alike: a `never` at the top. */
  readonly everything: boolean;
  readonly allowance: Allowance;
  readonly reporter: Reporter;
}

/** Where a phrase stands, and what its variables stand for. */
export interface PhraseSite {
  readonly source: Source;
  readonly environment: Environment;
  /** The uses of profiles that lead here, outermost first. */
  readonly calls: readonly Place[];
}
