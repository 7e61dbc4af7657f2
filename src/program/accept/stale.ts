import { acceptanceDiagnostics } from '../../diagnostics/catalog/acceptance.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { nearest } from '../../diagnostics/nearest.js';
import { namesText } from '../../diagnostics/on-brokers.js';
import { Reporter } from '../../diagnostics/reporter.js';
import type { BrokerPolicy } from '../../policy/policy.js';
import type { Accepted } from './accept.js';
import type { Acceptance } from './acceptance.js';

/**
 * That entries accept nothing, or nothing on some broker, and why.
 *
 * @param policies those of the newer side that are compared
 */
export function staleDiagnostics(
  { stale, moved, unknown }: Pick<Accepted, 'stale' | 'moved' | 'unknown'>,
  policies: readonly BrokerPolicy[],
): readonly Diagnostic[] {
  const reporter = new Reporter();
  for (const { acceptance, broker, before, now } of moved)
    reporter.report(acceptanceDiagnostics.staleAcceptance, acceptance.place, {
      where: ` on \`${broker}\``,
      why: `\`${acceptance.role}\` is \`${now}\` now, and was \`${before}\``,
      nearest: undefined,
      remedy: 'Give another ARN a name of its own, and accept that.',
    });
  const known = policies.map(({ broker }) => broker.name);
  for (const { acceptance, broker } of unknown)
    reporter.report(acceptanceDiagnostics.staleAcceptance, acceptance.place, {
      where: ` on \`${broker}\``,
      why: 'there is no such broker',
      nearest: nearest(broker, known),
      remedy: 'Remove the name.',
    });
  const told = new Set(moved.map(({ acceptance }) => acceptance));
  for (const entry of stale.filter((one) => !told.has(one)))
    reporter.report(acceptanceDiagnostics.staleAcceptance, entry.place, whyStale(entry, policies));
  return reporter.diagnostics;
}

function whyStale(
  { role, brokers }: Acceptance,
  policies: readonly BrokerPolicy[],
): { readonly why: string; readonly nearest: string | undefined } {
  const meant = policies.filter(({ broker }) => brokers.includes(broker.name));
  const [name = ''] = brokers;
  const known = policies.map(({ broker }) => broker.name);
  if (meant.length === 0)
    return { why: `there is no broker \`${name}\``, nearest: nearest(name, known) };
  const roles = meant.flatMap((policy) => policy.roles.map((one) => one.name));
  if (roles.includes(role)) return { why: `\`${role}\` gained none of it`, nearest: undefined };
  const where = namesText(meant.map(({ broker }) => broker.name));
  return { why: `there is no role \`${role}\` on ${where}`, nearest: nearest(role, roles) };
}
