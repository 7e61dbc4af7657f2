import { checkDiagnostics as catalog } from '../diagnostics/catalog/checks.js';
import type { Reporter } from '../diagnostics/reporter.js';
import { patternText } from '../policy/phrases/phrase-text.js';
import type { RightsPolicy } from '../policy/policy.js';
import type { Operation, Right } from '../policy/phrases/rights.js';
import { viaProfiles } from './grants.js';

/**
 * A `#` as a word of a key that is published. In a binding it is what the broker compares, as a text;
 * but no message is published under it, and who writes it there means the wildcard of a binding.
 */
export function checkHashes({ grants, claims }: RightsPolicy, reporter: Reporter): void {
  const check = (right: Right): void => {
    if (right.type === 'operation') checkKey(right, reporter);
  };
  for (const { right } of grants) check(right);
  for (const { rights } of claims) rights.forEach(check);
}

function checkKey(operation: Operation, reporter: Reporter): void {
  const { word, kind, key } = operation;
  // A topic that is none was told as such.
  if (key === undefined || kind === 'mqtt' || (word !== 'publish' && word !== 'write')) return;
  const words = patternText(key.pattern).replaceAll('"', '').split('.');
  if (!words.includes('#')) return;
  const instead = words.map((part) => (part === '#' ? '*' : part)).join('.');
  const { source, range } = key.place;
  const written = source.slice(range);
  // Without quotes it was told where it was read.
  if (!written.startsWith('"') && written.includes('#')) return;
  const particulars = { key: patternText(key.pattern), instead };
  const isPlain = /^"[A-Za-z0-9_.:/@*#-]*"$/.test(written);
  const fix = { title: `Write \`${instead}\``, edits: [{ source, range, text: instead }] };
  reporter.report(catalog.hashInKey, key.place, particulars, {
    ...viaProfiles(operation),
    fixes: isPlain ? [fix] : [],
  });
}
