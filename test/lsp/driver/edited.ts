import type { Position, TextEdit } from 'vscode-languageserver';

/** A text with edits made in it, as an editor makes them; positions count in UTF-16 code units. */
export function edited(text: string, edits: readonly TextEdit[]): string {
  const lines = text.split('\n');
  const starts = lines.map((_, at) => lines.slice(0, at).join('\n').length + (at > 0 ? 1 : 0));
  const offset = ({ line, character }: Position): number => (starts[line] ?? 0) + character;
  return edits
    .toSorted((a, b) => offset(b.range.start) - offset(a.range.start))
    .reduce(
      (now, { range, newText }) =>
        now.slice(0, offset(range.start)) + newText + now.slice(offset(range.end)),
      text,
    );
}
