/** A remark that an editor shows in the line, behind an offset. */
export interface Hint {
  readonly offset: number;
  readonly label: string;
  /** More of it, where somebody looks closer; in Markdown. */
  readonly tooltip: string;
}
