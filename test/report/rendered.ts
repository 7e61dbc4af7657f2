import MarkdownIt from 'markdown-it';
import type { Token } from 'markdown-it';

/** What a text is once GitHub's Markdown is read. */
export interface Rendered {
  /** What means something beside code, headings, lists, bold titles and tables: HTML, links, images, and so on. */
  readonly strange: readonly string[];
  /** The texts of the code spans. */
  readonly codes: readonly string[];
  /** The texts outside of code. */
  readonly prose: readonly string[];
  /** The number of cells of each row of a table. */
  readonly rows: readonly number[];
}

/** The HTML that comments and reports fold by, and the bar of a cell. */
const OURS =
  /^(?:<details><summary>[\w ]+<\/summary>|<\/details>|<br>|<code>&#124;<\/code>|<\/?code>)\s*$/;

const PLAIN = new Set([
  ...['text', 'code_inline', 'fence', 'inline', 'softbreak', 'strong_open', 'strong_close'],
  ...['heading_open', 'heading_close', 'paragraph_open', 'paragraph_close'],
  ...['bullet_list_open', 'bullet_list_close', 'list_item_open', 'list_item_close'],
  ...['table_open', 'table_close', 'thead_open', 'thead_close', 'tbody_open', 'tbody_close'],
  ...['tr_open', 'tr_close', 'th_open', 'th_close', 'td_open', 'td_close', 'text_special'],
]);

/** Reads a text as GitHub does: CommonMark with HTML, tables, and addresses that become links. */
export function rendered(markdown: string): Rendered {
  const tokens = new MarkdownIt({ html: true, linkify: true }).parse(markdown, {});
  const all = tokens.flatMap((token): Token[] => [token, ...(token.children ?? [])]);
  const strange = all.filter(({ type, content }) =>
    type.startsWith('html_') ? !OURS.test(content) : !PLAIN.has(type),
  );
  const rows: number[] = [];
  for (const { type } of all) {
    if (type === 'tr_open') rows.push(0);
    if (type === 'th_open' || type === 'td_open') rows.push((rows.pop() ?? 0) + 1);
  }
  return {
    strange: strange.map(({ type, content }) => `${type} ${content}`),
    codes: all.filter(({ type }) => type === 'code_inline').map(({ content }) => content),
    prose: all
      .filter(({ type }) => type === 'text' || type === 'text_special')
      .map(({ content }) => content),
    rows,
  };
}

/** Texts that mean something in Markdown, in HTML, or to GitHub and GitLab. */
export const MARKDOWN_SIGNS: readonly string[] = [
  ...['<img src=x onerror=alert(1)>', '</code></details>', '<!--', '-->', '&lt;b&gt;', '&#64;a'],
  ...['[a](https://e.example)', '![a](https://e.example/x.png)', 'https://e.example'],
  ...['www.e.example', '@octocat', '@org/team', 'a@e.example', '#12', 'org/repo#12', '!12'],
  ...['a|b', '|', '|-|', '\\|', 'a\\|b', '\\', '\\`', '`', '``', '`a', 'a`', '`` a `', ' a ', ' '],
  ...['**a**', '__a__', '*a', '_a_', '~~a~~', '$a$', '$`a`$', ':smile:', '- a', '1. a', '# a'],
  ...['> a', '/close', '{+a+}', '[[a]]', '```', '~~~', '<details>', '[a]: https://e.example'],
  ...['~label', '%milestone', '&12', '$12'],
];
