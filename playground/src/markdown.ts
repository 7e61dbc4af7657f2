import { html, type Child } from '../../src/review/browser/dom.js';

/*
 * The little Markdown that hovers are written in, as elements: paragraphs, lists, code, bold, a rule. Everything
 * else stays text, so nothing that a policy says becomes an element of its choice.
 */

/** A text in Markdown as elements. */
export function markdown(text: string): HTMLElement {
  const box = html('div', { class: 'prose' });
  const lines = text.split('\n');
  for (let at = 0; at < lines.length;) {
    const line = lines[at] ?? '';
    const fence = /^(`{3,})/.exec(line)?.[1];
    if (fence !== undefined) {
      const end = lines.findIndex((other, later) => later > at && other.trim() === fence);
      const last = end < 0 ? lines.length : end;
      box.append(html('pre', {}, lines.slice(at + 1, last).join('\n')));
      at = last + 1;
    } else if (line === '---') {
      box.append(html('hr'));
      at++;
    } else if (line.startsWith('- ')) {
      const list = html('ul');
      for (; lines[at]?.startsWith('- ') === true; at++)
        list.append(html('li', {}, ...inline((lines[at] ?? '').slice(2))));
      box.append(list);
    } else if (line.trim() === '') at++;
    else {
      const paragraph: string[] = [];
      for (; !isBreak(lines[at]); at++) paragraph.push(lines[at] ?? '');
      box.append(html('p', {}, ...inline(paragraph.join(' '))));
    }
  }
  return box;
}

function isBreak(line: string | undefined): boolean {
  return line === undefined || line.trim() === '' || line === '---' || /^(?:- |```)/.test(line);
}

/** Code spans of any number of backticks, bold, and signs that a backslash makes plain. */
const INLINE = /(`+)(?!`)(.+?)(?<!`)\1(?!`)|\*\*(.+?)\*\*|\\([!-/:-@[-`{-~])/g;

function inline(text: string): readonly Child[] {
  const children: Child[] = [];
  let end = 0;
  for (const found of text.matchAll(INLINE)) {
    const [whole, , code, bold, sign] = found;
    children.push(text.slice(end, found.index));
    if (code !== undefined) children.push(html('code', {}, code.replace(/^ (.*) $/, '$1')));
    else if (bold !== undefined) children.push(html('b', {}, ...inline(bold)));
    else children.push(sign);
    end = found.index + whole.length;
  }
  return [...children, text.slice(end)];
}
