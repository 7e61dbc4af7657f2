/** A value, or a list of at least two: IAM takes either, and the shorter writing counts less. */
export type OneOrMore = string | readonly string[];

/** By operator, by key: what the request has to be like. All operators and keys must hold. */
export type Condition = Readonly<Record<string, Readonly<Record<string, OneOrMore>>>>;

/** A statement of a policy. Identity policies only allow; guards deny what others may allow. */
export interface Statement {
  /** Letters and digits; unique in its document. */
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: OneOrMore;
  readonly Resource: OneOrMore;
  readonly Condition?: Condition;
}

/** A policy. Source: IAM User Guide, "Grammar of the IAM JSON policy language". */
export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[];
}

/** A document of statements; where several have one Sid, those after the first get a number. */
export function documentOf(statements: readonly Statement[]): PolicyDocument {
  const own = new Set(statements.map(({ Sid }) => Sid));
  const seen = new Map<string, number>();
  const numbered = statements.map((statement) => {
    const { Sid } = statement;
    let count = (seen.get(Sid) ?? 0) + 1;
    // A number is not given where another statement has that name by itself.
    while (count > 1 && own.has(`${Sid}${count}`)) count += 1;
    seen.set(Sid, count);
    return count === 1 ? statement : { ...statement, Sid: `${Sid}${count}` };
  });
  return { Version: '2012-10-17', Statement: numbered };
}

/** Writes a list of one as its value. */
export function oneOrMore(values: readonly string[]): OneOrMore {
  const [only, ...more] = values;
  return only !== undefined && more.length === 0 ? only : values;
}
