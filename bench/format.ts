/*
 * The formatter beside that of Cedar and the printer of graphql-js, in one process, each on texts of
 * its own language of about the same size: services with their grants, their policies, and types
 * with their fields. Indentation and columns are taken out first, so that there is something to do.
 * Figures are processor time, the least of several rounds, as other work on the machine only adds.
 * A word chooses a formatter, and leaves out how the time grows.
 */
import { formatPolicies } from '@cedar-policy/cedar-wasm/nodejs';
import { parse, print } from 'graphql';
import { formatSource } from '#warren/format/format.js';
import { Source } from '#warren/source/source.js';
import { samplePolicy } from './sample.js';
import { machine, processorTime, table } from './figures.js';

const KIB = [16, 64, 256];
const LINES = [25_000, 50_000, 100_000];

/** Each work is repeated for so many seconds of processor time, but three times at least. */
const SECONDS = 2;

interface Contestant {
  readonly name: string;
  /** One unit of text, by its number. */
  readonly unit: (number: number) => string;
  readonly format: (text: string) => string;
}

const warren: Contestant = {
  name: '`warren fmt`',
  unit: unitOf,
  format: (text) => formatSource(new Source('bench.warren', text)).text,
};

const contestants: readonly Contestant[] = [
  warren,
  {
    name: '`formatPolicies` of cedar-wasm',
    unit: cedarPolicy,
    format: (policyText) => {
      const answer = formatPolicies({ policyText, lineWidth: 100, indentWidth: 2 });
      if (answer.type === 'failure') throw new Error(answer.errors[0]?.message);
      return answer.formatted_policy;
    },
  },
  {
    name: '`print(parse(…))` of graphql-js',
    unit: graphqlType,
    format: (text) => print(parse(text)),
  },
];

/** A role with what it declares and may do. */
function unitOf(number: number): string {
  const [, file = ''] = [...samplePolicy(1, 'rabbitmq 4.3').values()];
  return file.replaceAll('svc-0', `svc-${number}`).replaceAll('team-0', `team-${number}`);
}

/** A permission for one service with the conditions that a key and a queue would be. */
function cedarPolicy(number: number): string {
  return `// What svc-${number} may publish.
permit (
  principal == Service::"svc-${number}",
  action in [Action::"publish", Action::"declare", Action::"consume"],
  resource in Vhost::"team-${number}"
)
when {
  resource.name == "svc-${number}.events" && (context.key like "order.created.*" || context.key == "order.cancelled")
}
unless { context.sourceIp.isLoopback() };
`;
}

/** A type with fields that take arguments. */
function graphqlType(number: number): string {
  return `"What svc-${number} holds."
type Service${number} implements Node {
  id: ID!
  events(key: String = "order.created", first: Int, after: String): EventConnection
  queues(name: String!, deadLetter: String): [Queue${number}!]! @deprecated(reason: "old")
  reply: Reply
}
`;
}

/** Units up to a size, as `measure` tells it of each, without indentation or columns. */
function textOf(
  { unit }: Contestant,
  size: number,
  measure: (text: string) => number = (text) => Buffer.byteLength(text),
): string {
  const units: string[] = [];
  for (let length = 0, number = 0; length < size; number++) {
    const text = unit(number).replace(/^ +/gm, '').replace(/ {2,}/g, ' ');
    length += measure(text);
    units.push(text);
  }
  return units.join('');
}

/** Seconds of processor time that the fastest of several rounds took. */
function fastest(work: () => void): number {
  const times: number[] = [];
  for (let total = 0; total < SECONDS || times.length < 3;) {
    const seconds = processorTime(work) / 1_000;
    times.push(seconds);
    total += seconds;
  }
  return Math.min(...times);
}

const [word = ''] = process.argv.slice(2);
const rows = contestants
  .filter(({ name }) => name.includes(word))
  .map((contestant) => [
    contestant.name,
    ...KIB.map((kib) => {
      console.error(`  ${contestant.name}, ${kib} KiB`);
      const text = textOf(contestant, kib * 1024);
      const seconds = fastest(() => contestant.format(text));
      return (Buffer.byteLength(text) / 2 ** 20 / seconds).toFixed(2);
    }),
  ]);
console.log(`${machine()}; MiB of input a second of processor time`);
console.log();
console.log(table([['formatter', ...KIB.map((kib) => `${kib} KiB`)], ...rows]));
if (word === '') {
  const lengths = LINES.map((lines) => {
    console.error(`  ${lines} lines`);
    const text = textOf(warren, lines, (unit) => unit.split('\n').length - 1);
    const seconds = fastest(() => warren.format(text));
    return [lines.toLocaleString('en'), `${seconds.toFixed(2)} s`];
  });
  console.log();
  console.log(table([['lines of one file for `warren fmt`', 'processor time'], ...lengths]));
}
