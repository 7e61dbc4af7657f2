import type { PolicyDocument } from './policy-document.js';

/**
 * Whether a policy can hold a text: tab, line ends, and U+0020 to U+00FF. Source: IAM API reference, the
 * pattern of `PolicyDocument`.
 */
export function isPolicyText(text: string): boolean {
  return /^[\t\n\r\u0020-\u00FF]*$/.test(text);
}

/** A policy as a file: indented JSON with a line end after it. The same document, the same bytes. */
export function writePolicy(document: PolicyDocument): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

/**
 * A policy with a line for each statement and no other white space: AWS Organizations counts the
 * white space of a service control policy.
 */
export function writeCompactPolicy({ Version, Statement }: PolicyDocument): string {
  const lines = Statement.map((statement) => JSON.stringify(statement)).join(',\n');
  return `{"Version":${JSON.stringify(Version)},"Statement":[\n${lines}\n]}\n`;
}
