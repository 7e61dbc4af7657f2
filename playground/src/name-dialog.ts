import { html } from '../../src/review/browser/dom.js';

/**
 * Asks for the name of a file.
 *
 * @param take tries a name, and answers what is wrong with it: a sentence
 */
export function askName(
  title: string,
  name: string,
  take: (name: string) => string | undefined,
): void {
  const input = html('input', { type: 'text', id: 'file-name', value: name, spellcheck: 'false' });
  const wrong = html('p', { class: 'alarm', role: 'alert', hidden: true });
  const cancel = html('button', { type: 'button' }, 'Cancel');
  const form = html(
    'form',
    { method: 'dialog' },
    html('h2', { id: 'dialog-title' }, title),
    html('label', { class: 'field', for: 'file-name' }, 'Name', input),
    wrong,
    html('p', { class: 'buttons' }, html('button', { class: 'main' }, title), cancel),
  );
  const dialog = html('dialog', { 'aria-labelledby': 'dialog-title' }, form);
  cancel.addEventListener('click', () => {
    dialog.close();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const problem = take(input.value.trim());
    if (problem === undefined) {
      dialog.close();
      return;
    }
    wrong.textContent = problem;
    wrong.hidden = false;
    input.focus();
  });
  dialog.addEventListener('close', () => {
    dialog.remove();
  });
  document.body.append(dialog);
  dialog.showModal();
  input.select();
}
