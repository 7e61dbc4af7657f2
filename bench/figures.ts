import { cpus, loadavg } from 'node:os';

/** A table in Markdown, the first row its head. */
export function table(rows: readonly (readonly (string | number)[])[]): string {
  const [head = [], ...body] = rows;
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...body.map(line)].join('\n');
}

/** The rows of a table in Markdown, by the text of their first cells; the head is that of ''. */
export function rowsOf(text: string): ReadonlyMap<string, readonly string[]> {
  const rows = text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|').slice(1, -1));
  const [head = [], , ...body] = rows.map((cells) => cells.map((cell) => cell.trim()));
  return new Map([['', head], ...body.map((cells) => [cells[0] ?? '', cells] as const)]);
}

const load = (): string => (loadavg()[0] ?? NaN).toFixed(1);
const loadAtStart = load();

/** What the figures were taken on, and how busy it was: the load average at the start and now. */
export function machine(): string {
  const [first] = cpus();
  const date = new Date().toISOString().slice(0, 10);
  const processor = `${cpus().length} × ${first?.model.trim() ?? 'unknown processor'}`;
  return `${date}, Node ${process.versions.node}, ${processor}, load ${loadAtStart} to ${load()}`;
}

/** The middle value; of an even number of values the upper of the two in the middle. */
export function median(values: readonly number[]): number {
  return share(values, 0.5);
}

/** The value that a share of all values does not exceed. */
export function share(values: readonly number[], part: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * part)] ?? NaN;
}

/** Numbers that look random and are the same in every run. Source: Numerical Recipes' generator. */
export function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const RESAMPLES = 4_000;

/**
 * The ratio of the medians of two samples, and where it lies with 95 % of confidence, by the
 * percentiles of a bootstrap: each sample is drawn again from itself, many times.
 */
export function ratio(
  old: readonly number[],
  now: readonly number[],
): { readonly ratio: number; readonly from: number; readonly to: number } {
  const random = generator(1);
  const again = (values: readonly number[]): number =>
    median(values.map(() => values[random(values.length)] ?? NaN));
  const ratios = Array.from({ length: RESAMPLES }, () => again(now) / again(old));
  return {
    ratio: median(now) / median(old),
    from: share(ratios, 0.025),
    to: share(ratios, 0.975),
  };
}

/** Processor time of this process for some work, in ms: other work on the machine disturbs it less than the clock. */
export function processorTime(work: () => unknown): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000;
}
