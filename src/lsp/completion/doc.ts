import type { Place } from '../../source/source.js';

/** The comment lines directly above the line of a place, without their `#`; undefined where none stand. */
export function docAbove({ source, range }: Place): string | undefined {
  const { line } = source.position(range.start);
  const lines: string[] = [];
  for (let above = line - 1; above > 0; above--) {
    const text = source.lineText(above).trim();
    if (text.startsWith('@expect') && lines.length === 0) continue;
    if (!text.startsWith('#')) break;
    lines.unshift(text.replace(/^#+ ?/, ''));
  }
  return lines.length === 0 ? undefined : lines.join('\n');
}
