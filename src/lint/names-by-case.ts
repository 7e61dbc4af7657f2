import { checkDiagnostics as catalog } from '../diagnostics/catalog/checks.js';
import type { Reporter } from '../diagnostics/reporter.js';
import type { Place } from '../source/source.js';
import type { BrokerPolicy } from '../policy/policy.js';

/** Names of brokers, or of the roles of a broker, that a file system may take for one. */
export function checkNamesByCase(policies: readonly BrokerPolicy[], reporter: Reporter): void {
  check(
    'broker',
    policies.map(({ broker }) => broker),
    reporter,
  );
  for (const { roles } of policies) check('role', roles, reporter);
}

function check(
  what: string,
  items: readonly { readonly name: string; readonly place: Place | undefined }[],
  reporter: Reporter,
): void {
  const first = new Map<string, { name: string; place: Place }>();
  for (const { name, place } of items) {
    if (place === undefined) continue;
    const other = first.get(name.toLowerCase());
    if (other === undefined) first.set(name.toLowerCase(), { name, place });
    else
      reporter.report(
        catalog.namesDifferByCase,
        place,
        { what, name, other: other.name },
        { notes: [{ message: `\`${other.name}\` is declared here.`, place: other.place }] },
      );
  }
}
