/*
 * Where the time of a check goes, phase by phase, inside one process. The figures are those of the last of several rounds, when the code is
 * as warm as it is in the middle of a long run. The first round is shown beside it.
 */
import { NO_EXTRAS } from '#warren/emit/extras.js';
import { begin } from '#warren/program/check.js';
import { untilArtifacts } from '#warren/program/phases/phases.js';
import { finish } from '#warren/program/phases/work.js';
import { loadPolicy } from '#warren/source/load.js';
import { samplePolicy, writePolicy } from './sample.js';
import { machine, table } from './table.js';

const ENGINE = 'amazon-mq 4.2';
const ROLES = [1_000, 10_000];
const ROUNDS = 3;

type Times = Map<string, number>;

function round(folder: string): Times {
  const times: Times = new Map();
  let before = performance.now();
  const ended = (phase: string): void => {
    const now = performance.now();
    times.set(phase, now - before);
    before = now;
  };
  const loaded = loadPolicy([folder], folder);
  ended('load');
  finish(untilArtifacts.run(begin(loaded, { output: NO_EXTRAS }), ended));
  return times;
}

const columns = ROLES.map((roles) => {
  const folder = writePolicy(samplePolicy(roles, ENGINE));
  const rounds = Array.from({ length: ROUNDS }, () => round(folder));
  return { roles, first: rounds[0], last: rounds.at(-1) };
});
const ms = (time: number | undefined): string => `${(time ?? NaN).toFixed(0)} ms`;
const storeys = [...(columns[0]?.first?.keys() ?? [])];
console.log(`${machine()}; ${ENGINE}`);
console.log(
  table([
    ['storey', ...columns.flatMap(({ roles }) => [`${roles} roles, first`, 'warm'])],
    ...storeys.map((storey) => [
      storey,
      ...columns.flatMap(({ first, last }) => [ms(first?.get(storey)), ms(last?.get(storey))]),
    ]),
  ]),
);
