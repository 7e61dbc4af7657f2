/** A value, or a list of at least two: IAM takes either, and the shorter writing counts less. */
export type OneOrMore = string | readonly string[];

/** By operator, by key: what the request has to be like. All operators and keys must hold. */
export type Condition = Readonly<Record<string, Readonly<Record<string, OneOrMore>>>>;

/** A statement of an identity policy. This compiler never writes `Deny`. */
export interface Statement {
  /** Letters and digits; unique in its document. */
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: OneOrMore;
  readonly Resource: OneOrMore;
  readonly Condition?: Condition;
}

/** An identity policy. Source: IAM User Guide, "Grammar of the IAM JSON policy language". */
export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[];
}

/** Writes a list of one as its value. */
export function oneOrMore(values: readonly string[]): OneOrMore {
  const [only, ...more] = values;
  return only !== undefined && more.length === 0 ? only : values;
}
