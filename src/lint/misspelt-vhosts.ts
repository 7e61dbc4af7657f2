import { checkDiagnostics as catalog } from '../diagnostics/catalog/checks.js';
import { correction } from '../diagnostics/correction.js';
import { isSlip, type Suggester } from '../diagnostics/nearest.js';
import type { Reporter } from '../diagnostics/reporter.js';
import type { Pattern } from '../pattern/pattern.js';
import { patternText } from '../policy/phrases/phrase-text.js';
import type { BrokerPolicy } from '../policy/policy.js';
import type { Place } from '../source/source.js';

/** A vhost that is probably another one. */
export interface MisspeltVhost {
  readonly pattern: Pattern;
  readonly place: Place;
  readonly meant: { readonly pattern: Pattern; readonly place: Place | undefined };
}

/**
 * A vhost without declarations that is one slip of the hand away from one that has some. Blocks of one
 * vhost add up, so that a misspelt name makes another vhost, in silence.
 */
export function checkMisspeltVhosts({ vhosts }: BrokerPolicy, reporter: Reporter): void {
  for (const one of misspeltVhosts(vhosts, reporter.suggester).values())
    reportMisspelt(one, reporter);
}

/** The vhosts that are probably others, by the keys of their names. */
export function misspeltVhosts(
  vhosts: BrokerPolicy['vhosts'],
  suggester: Suggester,
): ReadonlyMap<string, MisspeltVhost> {
  const found = new Map<string, MisspeltVhost>();
  const all = [...vhosts.declared].filter(({ pattern }) => pattern.isLiteral);
  const declaring = new Map(
    all
      .filter(({ resources }) => resources.length > 0)
      .map((one) => [one.pattern.first.text ?? '', one] as const),
  );
  if (declaring.size === 0) return found;
  for (const { pattern, place, resources } of all) {
    if (place === undefined || resources.length > 0) continue;
    if (vhosts.of(pattern).declared.length > 0) continue;
    const name = pattern.first.text ?? '';
    const near = suggester.nearest(name, declaring.keys());
    const meant = near !== undefined && isSlip(name, near) ? declaring.get(near) : undefined;
    if (meant !== undefined) found.set(pattern.key, { pattern, place, meant });
  }
  return found;
}

/** @param isError whether something fails by it, which is then not told by itself */
export function reportMisspelt(
  { pattern, place, meant }: MisspeltVhost,
  reporter: Reporter,
  isError = false,
): void {
  const notes =
    meant.place === undefined ? [] : [{ message: 'It is declared here.', place: meant.place }];
  const written = patternText(meant.pattern);
  const definition = isError
    ? { ...catalog.misspeltVhost, severity: 'error' as const }
    : catalog.misspeltVhost;
  reporter.report(
    definition,
    place,
    { vhost: patternText(pattern), meant: written },
    { ...correction(place, written), notes },
  );
}
