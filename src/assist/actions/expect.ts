import { isSameFile } from '../../source/source.js';
import { policyDiagnostics } from '../../diagnostics/catalog/policy.js';
import { indentation } from '../../syntax/layout.js';
import { itemsAt } from '../../syntax/enclosing.js';
import type { Action, FindActions } from './action.js';

/** What is wrong with an `@expect` itself cannot be accepted with another. */
const aboutExpects: readonly string[] = [
  policyDiagnostics.unusedExpect.code,
  policyDiagnostics.unknownCode.code,
];

/** Accepts a warning with an `@expect` before the innermost declaration or phrase that holds it. */
export const expectActions: FindActions = (diagnostic, { file }): readonly Action[] => {
  const { code, severity, place } = diagnostic;
  const { source, range } = place;
  if (severity === 'error' || aboutExpects.includes(code) || !isSameFile(source, file.source))
    return [];
  const item = itemsAt(file, range.start).findLast(
    (around) => around.range.start <= range.start && range.end <= around.range.end,
  );
  if (item === undefined) return [];
  const { start } = item.range;
  const indent = indentation(source.text, start);
  const gap = indent === undefined ? ' ' : `\n${source.text.slice(start - indent, start)}`;
  return [
    {
      title: `Accept with \`@expect(${code}, …)\``,
      kind: 'quickfix',
      edits: [{ source, range: { start, end: start }, text: `@expect(${code}, "say why")${gap}` }],
      solves: [diagnostic],
      preferred: false,
    },
  ];
};
