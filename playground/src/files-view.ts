import { html } from '../../src/review/browser/dom.js';
import type { OutFile } from './results.js';

/** Shows one file of several that come out, with a button that copies it. */
export interface FilesView {
  readonly element: HTMLElement;
  readonly show: (files: readonly OutFile[]) => void;
}

/** @param label what the files are, for people */
export function filesView(label: string, id: string, copied: (text: string) => void): FilesView {
  const select = html('select', { id });
  const text = html('pre', { class: 'file', tabindex: 0, 'aria-label': label });
  const copy = html('button', { type: 'button' }, 'Copy');
  const bar = html(
    'div',
    { class: 'bar' },
    html('label', { for: id, class: 'heard' }, label),
    select,
    copy,
  );
  let shown: readonly OutFile[] = [];
  const draw = (): void => {
    text.textContent = shown.find(({ path }) => path === select.value)?.text ?? '';
  };
  select.addEventListener('change', draw);
  copy.addEventListener('click', () => {
    copied(text.textContent);
  });
  const nothing = html('p', { class: 'quiet' }, 'There is no such file.');
  return {
    element: html('div', { class: 'out' }, bar, text, nothing),
    show: (files) => {
      const { value: chosen } = select;
      shown = files;
      select.replaceChildren(...files.map(({ path }) => html('option', {}, path)));
      if (files.some(({ path }) => path === chosen)) select.value = chosen;
      bar.hidden = text.hidden = files.length === 0;
      nothing.hidden = files.length > 0;
      draw();
    },
  };
}
