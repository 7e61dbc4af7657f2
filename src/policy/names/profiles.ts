import { policyDiagnostics as catalog } from '../../diagnostics/catalog/policy.js';
import type { Reporter } from '../../diagnostics/reporter.js';
import { circles } from './circles.js';
import type { Outline } from '../outline.js';

/** Checks every profile by itself: its parameters differ, and it does not lead back to itself. */
export function checkProfiles(outline: Outline, reporter: Reporter): void {
  for (const { node, source } of outline.profiles) {
    const seen = new Set<string>();
    for (const parameter of node.parameters) {
      if (parameter === null) continue;
      const place = { source, range: parameter.range };
      if (seen.has(parameter.text))
        reporter.report(catalog.duplicateParameter, place, { name: parameter.text });
      seen.add(parameter.text);
    }
  }
  const circular = circles(profileUses(outline));
  for (const { node, source } of outline.profiles)
    if (node.name !== null && circular.has(node.name.text))
      reporter.report(
        catalog.circularProfile,
        { source, range: node.name.range },
        { name: node.name.text },
      );
}

/** The profiles that each name uses, by any of its declarations. */
export function profileUses({ profiles }: Outline): ReadonlyMap<string, readonly string[]> {
  const uses = new Map<string, string[]>();
  for (const { node } of profiles) {
    if (node.name === null) continue;
    const used = uses.get(node.name.text) ?? [];
    uses.set(node.name.text, used);
    for (const item of node.items) if (item.type === 'call') used.push(item.keyword.text);
  }
  return uses;
}
