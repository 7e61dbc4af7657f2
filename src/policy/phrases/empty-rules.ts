import { policyDiagnostics as catalog } from '../../diagnostics/catalog/policy.js';
import type { Reporter } from '../../diagnostics/reporter.js';
import { skipBlanks } from '../../syntax/tokens.js';
import { placeIn, type Outline, type Outlined } from '../outline.js';
import type { RuleBlock, TestBlock } from '../../syntax/tree.js';

/** What a rule or test that says nothing comes to. */
const outcomes = {
  allow: 'it grants nothing',
  can: 'it claims nothing',
  never: 'it guards nothing',
  test: 'it tests nothing',
} as const;

/** Finds the rules and tests that say nothing: a guardrail without phrases always holds. */
export function checkEmptyRules({ rules, tests }: Outline, reporter: Reporter): void {
  for (const block of [...rules, ...tests]) {
    const { type, keyword } = block.node;
    if (!isEmpty(block)) continue;
    const particulars = { what: type, outcome: outcomes[type] };
    reporter.report(catalog.emptyBlock, placeIn(block, keyword), particulars);
  }
}

/** Whether nothing stands between the braces; what the parser refused there is something. */
function isEmpty({ node, source: { text } }: Outlined<RuleBlock | TestBlock>): boolean {
  const head = node.type === 'test' ? node.title : node.subject;
  if (node.items.length > 0 || head === null) return false;
  const open = skipBlanks(text, head.range.end);
  const close = node.range.end - 1;
  return text[open] === '{' && text[close] === '}' && skipBlanks(text, open + 1) === close;
}
