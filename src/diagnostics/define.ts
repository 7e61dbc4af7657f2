import type { Severity } from './diagnostic.js';

/** A kind of diagnostic: its stable code, how grave it is, and its message for given particulars. */
export interface Definition<Particulars> {
  readonly code: string;
  readonly severity: Severity;
  /**
   * Set where every fix is what the author means beyond doubt, so that `check --fix` may apply it: it
   * changes nothing of what the policy grants or claims.
   */
  readonly fixIsSure?: true;
  /**
   * Set where all that is said in the same words has one cause, such as a name that is declared nowhere: a
   * report for people shows the first, and names the places of the others.
   */
  readonly isOneCause?: true;
  readonly message: (particulars: Particulars) => string;
}

/** Defines an error: nothing is written while one stands. */
export function error<P>(code: string, message: (particulars: P) => string): Definition<P> {
  return { code, severity: 'error', message };
}

/** Defines a warning: it can be accepted with `@expect`. */
export function warning<P>(code: string, message: (particulars: P) => string): Definition<P> {
  return { code, severity: 'warning', message };
}

/** Defines a hint: it informs and asks for nothing. */
export function hint<P>(code: string, message: (particulars: P) => string): Definition<P> {
  return { code, severity: 'hint', message };
}

/** Defines that the fixes of a diagnostic are sure. */
export function surelyFixed<P>(definition: Definition<P>): Definition<P> {
  return { ...definition, fixIsSure: true };
}

/** Defines that what is said in the same words at several places has one cause. */
export function ofOneCause<P>(definition: Definition<P>): Definition<P> {
  return { ...definition, isOneCause: true };
}
