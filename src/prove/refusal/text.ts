/** What a refusal is about, as far as its text tells. */
export type RefusalKind = 'resource' | 'topic' | 'vhost' | 'tag' | 'other';

/** How one kind of refusal reads. */
export interface RefusalText {
  readonly kind: RefusalKind;
  /**
   * Finds it in a line. The groups `permission`, `resource`, `name`, `key` and `vhost` are what was
   * refused; `user` is all that follows the user's opening quote.
   */
  readonly pattern: RegExp;
  /** The user tag that was missing, where one was. */
  readonly tag?: string;
  /** What it means and what to do, in sentences, where no permission that the text names decides it. */
  readonly meaning?: string;
}
