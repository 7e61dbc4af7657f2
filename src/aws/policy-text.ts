import type { PolicyDocument } from './policy-document.js';

/** A policy as a file: indented JSON with a line end after it. The same document, the same bytes. */
export function writePolicy(document: PolicyDocument): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
