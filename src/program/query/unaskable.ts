import type { Diagnostic } from '../../diagnostics/diagnostic.js';

/** Thrown for a question that has no answer; the message is for people, without a full stop. */
export class Unaskable extends Error {
  /**
   * @param diagnostics what is wrong with the phrase, where it is that
   */
  constructor(
    message: string,
    readonly diagnostics: readonly Diagnostic[] = [],
  ) {
    super(message);
  }
}
