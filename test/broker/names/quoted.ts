/** A text as a pattern of the language that stands for exactly that text. */
export function quoted(text: string): string {
  const escaped = text
    .replace(/["\\$*]/g, '\\$&')
    .replace(/\p{Cc}/gu, (control) => `\\u{${control.charCodeAt(0).toString(16)}}`);
  return `"${escaped}"`;
}
