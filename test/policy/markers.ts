/** A policy text with the diagnostics that its marks announce. */
export interface Marked {
  /** The text without the marks. */
  readonly text: string;
  readonly marks: readonly Mark[];
}

/** A diagnostic that is to stand at exactly this stretch of the text. */
export interface Mark {
  readonly code: string;
  readonly start: number;
  readonly end: number;
}

const token = /«([a-z-]+(?:,[a-z-]+)*):|»/g;

/**
 * Takes the marks out of a text. `«CODE:words»` says that a diagnostic CODE stands on `words`, and
 * `«CODE,OTHER:words»` that two do; marks may lie in each other.
 */
export function readMarks(marked: string): Marked {
  const marks: Mark[] = [];
  const open: { readonly codes: readonly string[]; readonly start: number }[] = [];
  let text = '';
  let last = 0;
  for (const found of marked.matchAll(token)) {
    text += marked.slice(last, found.index);
    last = found.index + found[0].length;
    const codes = found[1]?.split(',');
    if (codes !== undefined) open.push({ codes, start: text.length });
    else {
      const opening = open.pop();
      if (opening === undefined) throw new Error(`a stray » in ${marked}`);
      const { start } = opening;
      for (const code of opening.codes) marks.push({ code, start, end: text.length });
    }
  }
  if (open.length > 0) throw new Error(`an open « in ${marked}`);
  return { text: text + marked.slice(last), marks };
}

/** A diagnostic or mark as one line, so that a failing test shows a readable difference. */
export function markLine({ code, start, end }: Mark, text: string): string {
  return `${code} at ${start}: «${text.slice(start, end)}»`;
}
