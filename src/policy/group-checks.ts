import { policyDiagnostics as catalog } from '../diagnostics/catalog/policy.js';
import type { Reporter } from '../diagnostics/reporter.js';
import type { Word } from '../syntax/tree.js';
import type { Outline } from './outline.js';

/** Checks that every member of every group names something, and that no group contains itself. */
export function checkGroups(outline: Outline, reporter: Reporter): void {
  const declared = new Set<string>();
  for (const { node } of [...outline.roles, ...outline.groups])
    if (node.name !== null) declared.add(node.name.text);
  for (const { node } of outline.brokers)
    for (const name of node.names) if (name !== null) declared.add(name.text);

  const members = new Map<string, readonly (Word | null)[]>();
  for (const { node, source } of outline.groups) {
    if (node.name !== null) members.set(node.name.text, node.members);
    for (const member of node.members) {
      if (member === null || declared.has(member.text)) continue;
      const nearest = reporter.suggester.nearest(member.text, declared);
      const particulars = { what: 'role, group or broker', name: member.text, nearest };
      const place = { source, range: member.range };
      reporter.report(catalog.unknownName, place, { ...particulars, broker: undefined });
    }
  }
  for (const { node, source } of outline.groups)
    if (node.name !== null && reaches(node.name.text, node.name.text, members))
      reporter.report(
        catalog.circularGroup,
        { source, range: node.name.range },
        { name: node.name.text },
      );
}

function reaches(
  from: string,
  goal: string,
  members: ReadonlyMap<string, readonly (Word | null)[]>,
): boolean {
  const open = [from];
  const seen = new Set<string>();
  for (let name = open.pop(); name !== undefined; name = open.pop())
    for (const member of members.get(name) ?? []) {
      if (member === null || seen.has(member.text)) continue;
      if (member.text === goal) return true;
      seen.add(member.text);
      if (members.has(member.text)) open.push(member.text);
    }
  return false;
}
