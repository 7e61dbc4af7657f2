/*
 * In a policy of version 2012-10-17 `${…}` is a variable, in resources and in the values of string
 * conditions, and `*` and `?` are wildcards in resources and in `StringLike`. `${$}`, `${*}` and `${?}` are the
 * characters themselves. Source: IAM User Guide, "IAM policy elements: Variables and tags".
 */

/** A text as the value of a condition that compares whole strings. */
export function literalValue(text: string): string {
  return text.replace(/\$(?=\{)/g, escape);
}

/** A text as a part of a resource's ARN. */
export function literalInArn(text: string): string {
  return literalInPattern(text);
}

/** A text as a part of a value in which `*` is a wildcard. */
export function literalInPattern(text: string): string {
  return text.replace(/[*?]|\$(?=\{)/g, escape);
}

function escape(character: string): string {
  return `\${${character}}`;
}
