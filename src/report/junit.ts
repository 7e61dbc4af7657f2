import { brokersRemark } from '../diagnostics/on-brokers.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { compareBytes } from '../source/naming.js';
import type { Place } from '../source/source.js';
import { noteText } from './note-text.js';
import { byFile } from './order.js';
import { printable } from './printable.js';
import { attributes, escapeXml } from './xml.js';

/** What was looked at, whatever came of it. */
export interface LookedAt {
  /** The names of the files. */
  readonly files: readonly string[];
  /** The claims in them. */
  readonly claims: readonly LookedAtClaim[];
  /** How long it took in all, in seconds of the clock. */
  readonly seconds: number;
  /** What the one case of a file is called of which there is nothing else to tell. */
  readonly nothing: string;
}

/** A claim that was proved or refuted. */
export interface LookedAtClaim {
  readonly what: string;
  readonly test: { readonly title: string } | undefined;
  /** Where it stands; a diagnostic of that place is about it. */
  readonly place: Place;
  readonly seconds: number;
}

/** One case, and how it ended. */
interface Case {
  readonly name: string;
  readonly line: number;
  readonly seconds: number;
  /** What fails it, or what is to be said of it though it passes. */
  readonly told: readonly Diagnostic[];
}

const NOTHING: LookedAt = { files: [], claims: [], seconds: 0, nothing: 'no problems' };

/**
 * JUnit XML: a suite for each file, with a case for each claim and one for each diagnostic that is about
 * none; a file without either has a case that says so, as a suite without cases counts as broken. An error is a
 * failure; a warning or a hint passes and says its message as output, as it does not fail the run either.
 */
export function renderJunit(diagnostics: readonly Diagnostic[], looked = NOTHING): string {
  const told = new Map(byFile(diagnostics));
  const claims = new Map<string, LookedAtClaim[]>();
  for (const claim of looked.claims) {
    const { name } = claim.place.source;
    const known = claims.get(name);
    if (known === undefined) claims.set(name, [claim]);
    else known.push(claim);
  }
  const suites = [...new Set([...looked.files, ...told.keys(), ...claims.keys()])]
    .sort(compareBytes)
    .map((file) => {
      const cases = casesOf(claims.get(file) ?? [], told.get(file) ?? []);
      const none = { name: looked.nothing, line: 1, seconds: 0, told: [] };
      return { file, cases: cases.length === 0 ? [none] : cases };
    });
  const all = suites.flatMap(({ cases }) => cases);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: 'warren', ...counts(all), time: time(looked.seconds) })}>`,
    ...suites.flatMap(({ file, cases }) => suite(file, cases)),
    '</testsuites>\n',
  ].join('\n');
}

/** The cases of one file. */
function casesOf(
  claims: readonly LookedAtClaim[],
  diagnostics: readonly Diagnostic[],
): readonly Case[] {
  const left = new Map<string, readonly Diagnostic[]>();
  for (const one of diagnostics) {
    const key = keyOf(one.place);
    left.set(key, [...(left.get(key) ?? []), one]);
  }
  const proved = claims.map(({ what, test, place, seconds }): Case => {
    const key = keyOf(place);
    const told = left.get(key) ?? [];
    left.delete(key);
    const { line } = place.source.position(place.range.start);
    const title = test === undefined ? '' : `${test.title}: `;
    return { name: `${title}${what}`, line, seconds, told };
  });
  const others = [...left.values()].flat().map((one): Case => {
    const { line, column } = one.place.source.position(one.place.range.start);
    return { name: `${one.code} ${line}:${column}`, line, seconds: 0, told: [one] };
  });
  return [...proved, ...others];
}

function keyOf({ range }: Place): string {
  return `${range.start} ${range.end}`;
}

function suite(file: string, cases: readonly Case[]): readonly string[] {
  const seconds = cases.reduce((sum, one) => sum + one.seconds, 0);
  return [
    `  <testsuite${attributes({ name: printable(file), ...counts(cases), time: time(seconds) })}>`,
    ...cases.flatMap((one) => testCase(file, one)),
    '  </testsuite>',
  ];
}

function testCase(file: string, { name, line, seconds, told }: Case): readonly string[] {
  const of = {
    ...{ classname: printable(file), name: printable(name), file: printable(file), line },
    time: time(seconds),
  };
  if (told.length === 0) return [`    <testcase${attributes(of)}/>`];
  return [`    <testcase${attributes(of)}>`, ...told.map(outcome), '    </testcase>'];
}

function outcome(diagnostic: Diagnostic): string {
  const { code, severity, message, place, notes, fixes } = diagnostic;
  const { line, column } = place.source.position(place.range.start);
  const where = `${printable(place.source.name)}:${line}:${column}`;
  const text = [
    `${where}: ${severity}: ${message}`,
    ...[brokersRemark(diagnostic) ?? []].flat(),
    ...notes.map((note) => `note: ${noteText(note)}`),
    ...fixes.map((fix) => `help: ${fix.title}`),
  ];
  const body = escapeXml(text.join('\n').split('\n').map(printable).join('\n'));
  return severity === 'error'
    ? `      <failure${attributes({ type: code, message: printable(message) })}>${body}</failure>`
    : `      <system-out>${body}</system-out>`;
}

function counts(cases: readonly Case[]): { tests: number; failures: number } {
  const fails = ({ severity }: Diagnostic): boolean => severity === 'error';
  return { tests: cases.length, failures: cases.filter(({ told }) => told.some(fails)).length };
}

/** Seconds as JUnit has them, to the millisecond. */
function time(seconds: number): string {
  return seconds.toFixed(3);
}
