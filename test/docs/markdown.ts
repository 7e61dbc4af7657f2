import { readFileSync } from 'node:fs';

/** A fenced block of a page. */
export interface Block {
  /** The language, such as `warren`. */
  readonly language: string;
  /** The words after the language. */
  readonly info: readonly string[];
  readonly text: string;
  /** Where the text starts, from 1. */
  readonly line: number;
}

/** A text of the project, by its path from the project's folder. */
export function readPage(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
}

/** The fenced blocks of a Markdown text, in order. */
export function blocksOf(markdown: string): readonly Block[] {
  return [...markdown.matchAll(/^```(\S+)(.*)\n([^]*?)^```$/gm)].map(
    ({ 1: language = '', 2: info = '', 3: text = '', index }) => ({
      language,
      info: info.split(' ').filter((word) => word !== ''),
      text,
      line: markdown.slice(0, index).split('\n').length + 1,
    }),
  );
}

/** The targets of the links of a Markdown text that are no web addresses. */
export function linksOf(markdown: string): readonly string[] {
  const prose = markdown.replace(/^```[^]*?^```$/gm, '');
  return [...prose.matchAll(/\]\(([^)]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target));
}

/** The anchors of a Markdown text's headings, as GitHub makes them. */
export function anchorsOf(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^a-z0-9 _-]/g, '')
      .replaceAll(' ', '-'),
  );
}
