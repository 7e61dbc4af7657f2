import type { TextDiagnostic, TextFix } from '../../dist/core/index.js';
import { andMore } from '../../dist/source/counted.js';
import { html, message } from '../../src/review/browser/dom.js';
import { placeButton, type GoTo } from './places.js';

/** More than this nobody reads in one list. */
const SHOWN = 100;

/** The most fixes of one message that are offered as buttons. */
const FIXES = 3;

/** What a check tells, as a list: each with its place, its remarks, and buttons that mend it. */
export function problemList(
  diagnostics: readonly TextDiagnostic[],
  goTo: GoTo,
  fix: (fix: TextFix) => void,
): HTMLElement {
  const more = andMore(diagnostics.length - SHOWN);
  return html(
    'ul',
    { class: 'problems' },
    ...diagnostics.slice(0, SHOWN).map((one) => problem(one, goTo, fix)),
    more === '' ? undefined : html('li', { class: 'quiet' }, more),
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
