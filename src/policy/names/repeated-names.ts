import { policyDiagnostics as catalog } from '../../diagnostics/catalog/policy.js';
import type { Reporter } from '../../diagnostics/reporter.js';
import type { Word } from '../../syntax/tree.js';
import { placeIn, type Outline, type Outlined } from '../outline.js';

/** Finds names that stand twice in one list: of a group's members, or of those whom a rule is about. */
export function checkRepeatedNames({ groups, rules }: Outline, reporter: Reporter): void {
  for (const group of groups) checkList(group.node.members, group, reporter);
  for (const rule of rules) checkList(rule.node.subject?.names ?? [], rule, reporter);
}

function checkList(
  names: readonly (Word | null)[],
  around: Outlined<unknown>,
  reporter: Reporter,
): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (name === null) continue;
    const { text } = name;
    if (seen.has(text))
      reporter.report(catalog.repeatedName, placeIn(around, name), { name: text });
    seen.add(text);
  }
}
