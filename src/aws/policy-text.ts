import type { PolicyDocument } from './policy-document.js';

/** A policy as a file: indented JSON with a line end after it. The same document, the same bytes. */
export function writePolicy(document: PolicyDocument): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

/**
 * The first character of a policy's text that IAM does not take, or undefined where it takes all.
 * Source: `policyDocumentType` in the IAM API's model: tab, line feed, carriage return and U+0020 to
 * U+00FF.
 */
export function forbiddenCharacter(text: string): string | undefined {
  return /[^\t\n\r\u0020-\u00ff]/u.exec(text)?.[0];
}
