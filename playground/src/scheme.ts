import { html } from '../../src/review/browser/dom.js';

/** The colours of the page: those of the system, or always the same. */
const SCHEMES = ['auto', 'light', 'dark'] as const;
type Scheme = (typeof SCHEMES)[number];

/** Where the browser keeps what was chosen. */
const KEPT = 'warren-playground-scheme';

/** The rules of the page's style that count where the system is dark. */
const DARK = '(prefers-color-scheme: dark)';

/** What those rules are made to depend on, by the colours that were chosen. */
const WHERE: Readonly<Record<Scheme, string>> = { auto: DARK, light: 'not all', dark: 'all' };

/** Lets the reader choose the colours of the page, and keeps what was chosen. */
export function schemeSwitch(): HTMLElement {
  const select = html(
    'select',
    { id: 'scheme' },
    html('option', { value: 'auto' }, 'as the system'),
    html('option', { value: 'light' }, 'light'),
    html('option', { value: 'dark' }, 'dark'),
  );
  const rules = darkRules();
  const apply = (scheme: Scheme): void => {
    select.value = scheme;
    for (const rule of rules) rule.media.mediaText = WHERE[scheme];
    document.documentElement.style.colorScheme = scheme === 'auto' ? '' : scheme;
  };
  select.addEventListener('change', () => {
    const scheme = schemeOf(select.value);
    apply(scheme);
    keep(scheme);
  });
  apply(kept());
  return html('label', { for: 'scheme' }, html('span', { class: 'quiet' }, 'Colours'), select);
}

function darkRules(): readonly CSSMediaRule[] {
  return [...document.styleSheets]
    .flatMap((sheet) => [...sheet.cssRules])
    .filter((rule) => rule instanceof CSSMediaRule)
    .filter(({ media }) => media.mediaText === DARK);
}

function schemeOf(text: string | null): Scheme {
  return SCHEMES.find((scheme) => scheme === text) ?? 'auto';
}

function kept(): Scheme {
  try {
    return schemeOf(localStorage.getItem(KEPT));
  } catch {
    // A browser may keep nothing of a page.
    return 'auto';
  }
}

function keep(scheme: Scheme): void {
  try {
    localStorage.setItem(KEPT, scheme);
  } catch {
    // It counts until the page is left.
  }
}
