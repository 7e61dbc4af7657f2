/**
 * A half-open stretch of a source text, `[start, end)`, in UTF-16 code units from the start of the
 * text: the unit in which JavaScript strings, the generated parser and editors count.
 */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** The empty range at the end of another, which it follows where that moves. */
export function endOf(range: TextRange): TextRange {
  return {
    get start() {
      return range.end;
    },
    get end() {
      return range.end;
    },
  };
}

/** Whether `inner` lies wholly inside `outer`. */
export function encloses(outer: TextRange, inner: TextRange): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
