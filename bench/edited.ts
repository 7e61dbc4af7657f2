import { samplePolicy, type PolicyTexts } from './sample.js';

/** What is typed. */
export const KEYS = 'abcdefghijklmnopqrstuvwxyz.-*" \n';

/** The policy of a sample in one file. */
export function inOneFile(roles: number, engine: string): PolicyTexts {
  return new Map([['all.warren', [...samplePolicy(roles, engine).values()].join('\n')]]);
}

/** Numbers that look random and are the same in every run. Source: Numerical Recipes' generator. */
export function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** The time that a share of all times does not exceed. */
export function share(times: readonly number[], part: number): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * part)] ?? NaN;
}
