import type { TextDiagnostic, TextFix } from '../../dist/core/index.js';
import { html, message } from '../../src/review/browser/dom.js';
import { placeButton, type GoTo } from './places.js';
import { shortened } from './shortened.js';

/** So many messages are shown at first. */
const SHOWN = 100;

/** The most fixes of one message that are offered as buttons. */
const FIXES = 3;

/** What a check tells, as a list: each with its place, its remarks, and buttons that mend it. */
export function problemList(
  diagnostics: readonly TextDiagnostic[],
  goTo: GoTo,
  fix: (fix: TextFix) => void,
): readonly HTMLElement[] {
  const list = html('ul', { class: 'problems' });
  return shortened(list, diagnostics, SHOWN, 'messages', (some) =>
    some.map((one) => problem(one, goTo, fix)),
  );
}

function problem(
  { code, severity, message: text, place, notes, fixes }: TextDiagnostic,
  goTo: GoTo,
  fix: (fix: TextFix) => void,
): HTMLElement {
  return html(
    'li',
    { class: severity },
    html(
      'p',
      { class: 'head' },
      html('b', { class: `severity ${severity}` }, severity),
      html('code', { class: 'quiet' }, code),
      placeButton(place, goTo),
    ),
    html('p', {}, ...message(text)),
    ...notes.map((note) =>
      html(
        'p',
        { class: 'note' },
        ...message(note.message),
        ' ',
        note.place && placeButton(note.place, goTo),
      ),
    ),
    fixes.length === 0
      ? undefined
      : html('p', { class: 'fixes' }, ...fixes.slice(0, FIXES).map((one) => fixButton(one, fix))),
  );
}

function fixButton(one: TextFix, fix: (fix: TextFix) => void): HTMLElement {
  const button = html('button', { type: 'button', class: 'fix' }, ...message(one.title));
  button.addEventListener('click', () => {
    fix(one);
  });
  return button;
}

/** How many there are of each severity: `1 error, 2 warnings`. */
export function countText(diagnostics: readonly TextDiagnostic[]): string {
  const counts = (['error', 'warning', 'hint'] as const).flatMap((severity) => {
    const count = diagnostics.filter((one) => one.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity}${count === 1 ? '' : 's'}`];
  });
  return counts.length === 0 ? 'No problems' : counts.join(', ');
}
