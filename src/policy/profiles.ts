import { policyDiagnostics as catalog } from '../diagnostics/catalog/policy.js';
import type { Reporter } from '../diagnostics/reporter.js';
import type { ProfileDeclaration } from '../syntax/tree.js';
import type { Outline, Outlined } from './outline.js';

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
  for (const { node, source } of outline.profiles)
    if (node.name !== null && leadsTo(node, node.name.text, outline.profiles))
      reporter.report(
        catalog.circularProfile,
        { source, range: node.name.range },
        { name: node.name.text },
      );
}

function leadsTo(
  from: ProfileDeclaration,
  goal: string,
  profiles: readonly Outlined<ProfileDeclaration>[],
): boolean {
  const open = [from];
  const seen = new Set<string>();
  for (let profile = open.pop(); profile !== undefined; profile = open.pop())
    for (const item of profile.items) {
      if (item.type !== 'call' || seen.has(item.keyword.text)) continue;
      if (item.keyword.text === goal) return true;
      seen.add(item.keyword.text);
      for (const { node } of profiles) if (node.name?.text === item.keyword.text) open.push(node);
    }
  return false;
}
