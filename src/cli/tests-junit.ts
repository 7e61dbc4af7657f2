import type { TestResult } from '../program/tests.js';
import { printable } from '../report/printable.js';
import { renderText } from '../report/text.js';
import { attributes, escapeXml } from '../report/xml.js';

/** JUnit XML of tests: a suite for each file, a case for each test. */
export function testsJunit(results: readonly TestResult[]): string {
  const files = new Map<string, TestResult[]>();
  for (const result of results) {
    const { name } = result.place.source;
    files.set(name, [...(files.get(name) ?? []), result]);
  }
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: 'warren test', ...counts(results) })}>`,
    ...Array.from(files, ([file, tests]) => suite(file, tests)).flat(),
    '</testsuites>\n',
  ].join('\n');
}

function suite(file: string, tests: readonly TestResult[]): readonly string[] {
  return [
    `  <testsuite${attributes({ name: printable(file), ...counts(tests) })}>`,
    ...tests.flatMap(testCase),
    '  </testsuite>',
  ];
}

function testCase({ title, place, failures }: TestResult): readonly string[] {
  const file = printable(place.source.name);
  const { line } = place.source.position(place.range.start);
  const name = { classname: file, name: printable(title), file, line };
  const [first] = failures;
  if (first === undefined) return [`    <testcase${attributes(name)}/>`];
  const { code, message } = first;
  const details = escapeXml(renderText(failures, { colour: false }));
  return [
    `    <testcase${attributes(name)}>`,
    `      <failure${attributes({ type: code, message: printable(message) })}>${details}</failure>`,
    '    </testcase>',
  ];
}

function counts(results: readonly TestResult[]): { tests: number; failures: number } {
  const failed = results.filter(({ failures }) => failures.length > 0);
  return { tests: results.length, failures: failed.length };
}
