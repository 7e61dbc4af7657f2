import { html } from '../../src/review/browser/dom.js';
import type { OutFile } from './results.js';
import { shortenedText } from './shortened.js';

/** Shows one file of several that come out, with a button that copies it. */
export interface FilesView {
  readonly element: HTMLElement;
  readonly show: (files: readonly OutFile[]) => void;
}

/** @param label what the files are, for people */
export function filesView(label: string, id: string, copied: (text: string) => void): FilesView {
  const select = html('select', { id });
  const box = html('div');
  const copy = html('button', { type: 'button' }, 'Copy');
  const bar = html(
    'div',
    { class: 'bar' },
    html('label', { for: id, class: 'heard' }, label),
    select,
    copy,
  );
  let files: readonly OutFile[] = [];
  let shown: string | undefined;
  const draw = (): void => {
    const text = files.find(({ path }) => path === select.value)?.text ?? '';
    // What was shown in whole stays so while its text does.
    if (text === shown) return;
    shown = text;
    box.replaceChildren(...shortenedText(label, 'file', text));
  };
  select.addEventListener('change', draw);
  copy.addEventListener('click', () => {
    copied(shown ?? '');
  });
  const nothing = html('p', { class: 'quiet' }, 'There is no such file.');
  return {
    element: html('div', { class: 'out' }, bar, box, nothing),
    show: (given) => {
      const { value: chosen } = select;
      files = given;
      select.replaceChildren(...files.map(({ path }) => html('option', {}, path)));
      if (files.some(({ path }) => path === chosen)) select.value = chosen;
      bar.hidden = box.hidden = files.length === 0;
      nothing.hidden = files.length > 0;
      draw();
    },
  };
}
