/** What an offer is, for the sign that an editor shows before it. */
export type OfferKind =
  | 'class'
  | 'enum-member'
  | 'file'
  | 'function'
  | 'interface'
  | 'keyword'
  | 'module'
  | 'property'
  | 'struct'
  | 'value'
  | 'variable';

/** What stands for a word of the language, a name or a value in an editor's list. */
export interface Offer {
  readonly label: string;
  readonly kind: OfferKind;
  /** What is written, where it is not the label. */
  readonly text?: string;
  /** The same with stops, `$1`, for editors that lead from one to the next. */
  readonly snippet?: string;
  /** A few words behind the label. */
  readonly detail?: string;
  /** Sentences, in Markdown. */
  readonly documentation?: string | undefined;
}

/** A word of the language, with a sentence about it. */
export function keyword(label: string, documentation?: string): Offer {
  return { label, kind: 'keyword', documentation };
}

/** A value that is one of few. */
export function value(label: string, detail = '', documentation?: string): Offer {
  return { label, kind: 'enum-member', detail, documentation };
}

/** The offers with a label that was not offered before, in their order. */
export function unique(offers: readonly Offer[]): readonly Offer[] {
  return [
    ...new Map([...offers].reverse().map((offer) => [offer.label, offer])).values(),
  ].reverse();
}
