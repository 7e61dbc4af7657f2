import { createHash } from 'node:crypto';
import { jsonText } from '../report/json-text.js';
import { script, style } from './assets.js';
import type { Review } from './document.js';

/**
 * A review as one page of HTML that needs nothing beside it. Its policy lets the browser run the one script
 * and use the one style that it holds, and open no connection; whatever names a policy has, they are data to
 * the script, which writes them as text alone.
 */
export function reviewPage(review: Review): string {
  const rules = [
    "default-src 'none'",
    `script-src '${digestOf(script)}'`,
    `style-src '${digestOf(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${rules.join('; ')}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${htmlText(`Access review of ${review.title}`)}</title>
<style>${style}</style>
</head>
<body>
<noscript><p>This page is drawn by the script that it holds. Without scripts, read what
<code>warren report --format markdown</code> writes.</p></noscript>
<script type="application/json" id="review">${dataText(review)}</script>
<script>${script}</script>
</body>
</html>
`;
}

/** How a policy of the page names a script or style: by its SHA-256. */
function digestOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

/** A review as JSON that no sign in it can end early: HTML gives none but `<` a meaning there. */
function dataText(review: Review): string {
  return jsonText(review).replaceAll('<', '\\u003c');
}

function htmlText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
