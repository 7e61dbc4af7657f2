import { brokersRemark } from '../diagnostics/on-brokers.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { byFile, ofSeverity } from './order.js';
import { printable } from './printable.js';
import { attributes, escapeXml } from './xml.js';

/**
 * JUnit XML: a suite for each file, a case for each diagnostic. An error is a failure; a warning or a
 * hint passes and says its message as output, as it does not fail the run either.
 */
export function renderJunit(diagnostics: readonly Diagnostic[]): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: 'warren', ...counts(diagnostics) })}>`,
    ...byFile(diagnostics).flatMap(([file, found]) => suite(file, found)),
    '</testsuites>\n',
  ].join('\n');
}

function suite(file: string, diagnostics: readonly Diagnostic[]): readonly string[] {
  return [
    `  <testsuite${attributes({ name: printable(file), ...counts(diagnostics) })}>`,
    ...diagnostics.flatMap(testCase),
    '  </testsuite>',
  ];
}

function testCase(diagnostic: Diagnostic): readonly string[] {
  const { code, severity, message, place, notes, fixes } = diagnostic;
  const file = printable(place.source.name);
  const { line, column } = place.source.position(place.range.start);
  const where = `${file}:${line}:${column}`;
  const text = [
    `${where}: ${severity}: ${message}`,
    ...[brokersRemark(diagnostic) ?? []].flat(),
    ...notes.map((note) => `note: ${note.message}`),
    ...fixes.map((fix) => `help: ${fix.title}`),
  ];
  const body = escapeXml(text.join('\n').split('\n').map(printable).join('\n'));
  return [
    `    <testcase${attributes({ classname: file, name: `${code} ${line}:${column}` })}>`,
    severity === 'error'
      ? `      <failure${attributes({ type: code, message: printable(message) })}>${body}</failure>`
      : `      <system-out>${body}</system-out>`,
    '    </testcase>',
  ];
}

function counts(diagnostics: readonly Diagnostic[]): { tests: number; failures: number } {
  return { tests: diagnostics.length, failures: ofSeverity(diagnostics, 'error').length };
}
