import { accept, compile, makeArtifacts } from './output.js';
import { proveAll, tellSpill } from './proofs.js';
import { parse, resolve, type Begun } from './read.js';
import { advise, checkRoles, findErrors } from './rights.js';
import type { Work } from './work.js';

/** Is told the name of each phase that has ended. */
export type Watch = (phase: string) => void;

/** Phases in their order, each given what those before it found out. */
class Phases<Out> {
  private constructor(
    /** Their names, in order. */
    readonly names: readonly string[],
    /** Does the phases in steps; what is wrong with the policy goes to the reporter that it begins with. */
    readonly run: (begun: Begun, watch?: Watch) => Work<Out>,
  ) {}

  static readonly none = new Phases<Begun>([], function* (begun) {
    yield;
    return begun;
  });

  then<Next>(name: string, phase: (state: Out) => Work<Next>): Phases<Next> {
    const before = this.run;
    return new Phases([...this.names, name], function* (begun, watch) {
      const next = yield* phase(yield* before(begun, watch));
      watch?.(name);
      return next;
    });
  }
}

/*
 * The list of phases. A command asks for those up to where its answer is known: what gives access is
 * known once a policy is resolved, and nothing is asked of one with errors.
 */

/** For whoever looks at a policy that may have errors, as an editor does. */
export const untilResolved = Phases.none.then('parse', parse).then('resolve', resolve);

/** For questions, for comparisons and for tests. */
export const untilErrors = untilResolved.then('errors', findErrors);

/** All that can be said without a proof of claims. */
export const untilAdvice = untilErrors.then('roles', checkRoles).then('advice', advise);

/** For `check`: everything that there is to say. */
export const untilAccepted = untilAdvice
  .then('claims', proveAll)
  .then('spill', tellSpill)
  .then('compile', compile)
  .then('accept', accept);

/** For `compile`: what is to be written. */
export const untilArtifacts = untilAccepted.then('artifacts', makeArtifacts);
