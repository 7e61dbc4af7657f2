import type { TextRange } from '../source/range.js';
import type { Place, Source } from '../source/source.js';
import type { OnBrokers } from './on-brokers.js';

/** `error` stops emission, `warning` can be accepted with `@expect`, `hint` only informs. */
export type Severity = 'error' | 'warning' | 'hint';

/** A remark to a diagnostic, with a second place where there is one. */
export interface Note {
  readonly message: string;
  readonly place?: Place;
}

/** A replacement of a range by a text. */
export interface Edit {
  readonly source: Source;
  readonly range: TextRange;
  readonly text: string;
}

/** A change that removes the cause of a diagnostic. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly Edit[];
  /** Set where the author may have meant something else: `check --fix` leaves it to them. */
  readonly isGuess?: true;
}

/** Something to tell the author about one place of a policy. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly place: Place;
  readonly notes: readonly Note[];
  readonly fixes: readonly Fix[];
  /**
   * For each time that it was found, the uses of profiles that led to its place, outermost first:
   * empty for what stands there directly.
   */
  readonly uses: readonly (readonly Place[])[];
  /** The brokers that it was found for; absent where it is about none of several in particular. */
  readonly on?: OnBrokers | undefined;
}

/** The errors among diagnostics. */
export function errorsOf(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.filter(({ severity }) => severity === 'error');
}

/** Whether an error is among diagnostics. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}
